"""The pages of those who are out and about."""

from django.urls import path

from linli.doors.map.urls import in_the_field as maps

from .activities.door_desk import activities, check_in, send_scans
from .call import call
from .case import case
from .deed import deed
from .found import found
from .today import today

app_name = "field"
urlpatterns = [
    path("", today, name="today"),
    path("found/", found, name="found"),
    *maps,
    path("activities/", activities, name="activities"),
    path("activities/<uuid:id>/check-in/", check_in, name="check_in"),
    path("activities/<uuid:id>/scans/", send_scans, name="send_scans"),
    path("cases/<str:code>/", case, name="case"),
    path("cases/<str:code>/call/<uuid:entry>/", call, name="call"),
    path("cases/<str:code>/<str:deed>/", deed, name="deed"),
]
