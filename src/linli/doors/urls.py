"""The ways in."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from .health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/", include("linli.doors.staff.urls")),
    path("field/", include("linli.doors.field.urls")),
    path("centre/", include("linli.doors.centre.urls")),
    path("-/look/", include("linli.doors.look.urls")),
    path("language/", set_language, name="set_language"),
    path("healthz", healthz, name="healthz"),
    path("", include("linli.doors.resident.urls")),
]
