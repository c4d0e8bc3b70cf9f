"""The ways in."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("-/look/", include("linli.doors.look.urls"))]
