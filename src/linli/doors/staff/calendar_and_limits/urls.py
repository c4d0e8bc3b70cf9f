"""The addresses of the settings."""

from django.urls import path

from .base_map import base_map_settings
from .calendar_day import calendar_day
from .calendar_import import calendar_import
from .calendar_year import calendar_year
from .kind_draft import discard_draft, edit_kind, leave_out_kind, new_kind, open_draft, publish_draft
from .kinds import kinds, one_version
from .office_hours import set_hours
from .triage import triage
from .triage_words import triage_words
from .writing_aid import writing_aid_settings

urlpatterns = [
    path("", calendar_year, name="calendar"),
    path("days/<str:day>/", calendar_day, name="calendar_day"),
    path("import/", calendar_import, name="import_calendar"),
    path("hours/", set_hours, name="office_hours"),
    path("triage/", triage, name="triage"),
    path("triage/<str:code>/", triage_words, name="triage_words"),
    path("base-map/", base_map_settings, name="base_map"),
    path("writing-aid/", writing_aid_settings, name="writing_aid"),
    path("kinds/", kinds, name="kinds"),
    path("kinds/draft/", open_draft, name="draft_kinds"),
    path("kinds/<uuid:set_id>/", one_version, name="kinds_version"),
    path("kinds/<uuid:set_id>/publish/", publish_draft, name="publish_kinds"),
    path("kinds/<uuid:set_id>/discard/", discard_draft, name="discard_kinds"),
    path("kinds/<uuid:set_id>/new/", new_kind, name="new_kind"),
    path("kinds/<uuid:set_id>/<str:code>/", edit_kind, name="edit_kind"),
    path("kinds/<uuid:set_id>/<str:code>/leave-out/", leave_out_kind, name="leave_out_kind"),
]
