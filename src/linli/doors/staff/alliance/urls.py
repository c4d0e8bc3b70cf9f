"""The alliance, under `/staff/`."""

from django.urls import path

from .alliance import alliance, call_member, end_adviser, meeting_rhythm, member_leaves, member_liaison, new_adviser
from .exports import export_joint_meetings, export_pairings
from .meetings import add_point, call_off, minutes, new_meeting, point_done, show_meeting
from .pairings import (
    new_pairing,
    pairing_contact,
    pairing_ends,
    pairing_list,
    reveal_pairing,
    show_pairing,
)

urlpatterns = [
    path("alliance/", alliance, name="alliance"),
    path("alliance/meetings/export/", export_joint_meetings, name="export_joint_meetings"),
    path("alliance/rhythm/", meeting_rhythm, name="meeting_rhythm"),
    path("alliance/advisers/new/", new_adviser, name="new_adviser"),
    path("alliance/advisers/<uuid:adviser>/end/", end_adviser, name="end_adviser"),
    path("alliance/members/<uuid:member>/liaison/", member_liaison, name="member_liaison"),
    path("alliance/members/<uuid:member>/leave/", member_leaves, name="member_leaves"),
    path("alliance/members/<uuid:member>/call/", call_member, name="call_member"),
    path("alliance/meetings/new/", new_meeting, name="new_meeting"),
    path("alliance/meetings/<uuid:meeting>/", show_meeting, name="meeting"),
    path("alliance/meetings/<uuid:meeting>/minutes/", minutes, name="meeting_minutes"),
    path("alliance/meetings/<uuid:meeting>/points/new/", add_point, name="new_meeting_point"),
    path("alliance/meetings/<uuid:meeting>/points/<uuid:point>/done/", point_done, name="meeting_point_done"),
    path("alliance/meetings/<uuid:meeting>/cancel/", call_off, name="cancel_meeting"),
    path("pairings/", pairing_list, name="pairings"),
    path("pairings/export/", export_pairings, name="export_pairings"),
    path("pairings/new/", new_pairing, name="new_pairing"),
    path("pairings/<uuid:pairing>/", show_pairing, name="pairing"),
    path("pairings/<uuid:pairing>/reveal/", reveal_pairing, name="reveal_pairing"),
    path("pairings/<uuid:pairing>/contact/", pairing_contact, name="pairing_contact"),
    path("pairings/<uuid:pairing>/end/", pairing_ends, name="end_pairing"),
]
