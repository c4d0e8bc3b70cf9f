"""Every door's addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("linli.doors.urls")),
]
