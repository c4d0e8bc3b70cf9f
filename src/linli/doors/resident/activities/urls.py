"""Activities and venues for residents; everything has its own address and works without JavaScript."""

from django.urls import path

from .calendar_feed import community_calendar, one_activity, venue_calendar
from .menu import activities, activity
from .own_sign_up import leave, my_sign_up
from .signing_up import sign_up_for
from .venues import ask_room, cancel_booking, my_booking, venue, venues
from .wishes import my_activity_wish, wish_activity

urlpatterns = [
    path("c/<community:code>/activities/", activities, name="activities"),
    path("c/<community:code>/activities.ics", community_calendar, name="activities_ics"),
    path("c/<community:code>/activities/wish/", wish_activity, name="wish_activity"),
    path("c/<community:code>/activities/<uuid:id>/", activity, name="activity"),
    path("c/<community:code>/activities/<uuid:id>/calendar.ics", one_activity, name="activity_ics"),
    path("c/<community:code>/activities/<uuid:id>/sign-up/", sign_up_for, name="sign_up"),
    path("sign-up/<code:code>/", my_sign_up, name="my_sign_up"),
    path("sign-up/<code:code>/leave/", leave, name="leave_activity"),
    path("activity-wish/<code:code>/", my_activity_wish, name="my_activity_wish"),
    path("c/<community:code>/venues/", venues, name="venues"),
    path("c/<community:code>/venues/<uuid:id>/", venue, name="venue"),
    path("c/<community:code>/venues/<uuid:id>/calendar.ics", venue_calendar, name="venue_ics"),
    path("c/<community:code>/venues/<uuid:id>/ask/", ask_room, name="ask_room"),
    path("booking/<code:code>/", my_booking, name="my_booking"),
    path("booking/<code:code>/cancel/", cancel_booking, name="cancel_booking"),
]
