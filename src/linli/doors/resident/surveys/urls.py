"""Surveys for residents."""

from django.urls import path

from .answer import survey, survey_thanks
from .board import surveys

urlpatterns = [
    path("c/<community:code>/surveys/", surveys, name="surveys"),
    path("c/<community:code>/surveys/<uuid:id>/", survey, name="survey"),
    path("c/<community:code>/surveys/<uuid:id>/thanks/", survey_thanks, name="survey_thanks"),
]
