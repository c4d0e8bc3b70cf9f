"""The needs list, under `/staff/`."""

from django.urls import path

from .exports import export_matching, export_needs
from .matching import confirm_picked, matching, reject_one, start_matching
from .need import ask_unit_for_need, call_about_need, deliver, need_deed, need_use_answered, show_need
from .need_list import needs
from .new_need import new_need

urlpatterns = [
    path("needs/", needs, name="needs"),
    path("needs/export/", export_needs, name="export_needs"),
    path("needs/matching/export/", export_matching, name="export_matching"),
    path("needs/new/", new_need, name="new_need"),
    path("needs/matching/", matching, name="matching"),
    path("needs/matching/run/", start_matching, name="run_matching"),
    path("needs/matching/confirm/", confirm_picked, name="confirm_matches"),
    path("needs/matching/<uuid:match>/reject/", reject_one, name="reject_match"),
    path("needs/<uuid:need>/", show_need, name="need"),
    path("needs/<uuid:need>/call/", call_about_need, name="call_about_need"),
    path("needs/<uuid:need>/do/<slug:deed>/", need_deed, name="need_deed"),
    path("needs/<uuid:need>/ask-unit/", ask_unit_for_need, name="ask_unit_for_need"),
    path("needs/<uuid:need>/uses/<uuid:use>/deliver/", deliver, name="deliver_for_need"),
    path("needs/<uuid:need>/uses/<uuid:use>/<slug:answer>/", need_use_answered, name="need_use_answered"),
]
