"""Every door's addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("linli.doors.urls")),
]

handler500 = "linli.project.database_gone.when_a_page_fails"
