"""Halls, opinions, motions and meetings, under `/staff/`."""

from django.urls import path

from .exports import export_hall_meetings, export_motions
from .halls import edit_hall, hall_card, halls, new_hall, show_hall, shut_hall
from .meetings import (
    add_to_agenda,
    call_off,
    edit_meeting,
    meeting_sheet,
    new_meeting,
    paper_list,
    quorum_now,
    send_notice,
    show_meeting,
    tick_members,
)
from .members import members, new_member_of_hall, unseat
from .minutes import amend_minutes, decide_on_amendment, minutes, print_minutes, turn_minutes
from .motions import add_voice, call_about_motion, choose_hall, motion_deed, new_motion, show_motion, undertaking_done
from .opinions import (
    call_about_opinion,
    child_opinion,
    export_opinions,
    new_opinion,
    opinion_card,
    opinions,
    show_opinion,
    sort_one,
)
from .resolutions import resolve, to_vote

urlpatterns = [
    path("halls/", halls, name="halls"),
    path("halls/new/", new_hall, name="new_hall"),
    path("halls/<uuid:hall>/", show_hall, name="hall"),
    path("halls/<uuid:hall>/motions/export/", export_motions, name="export_motions"),
    path("halls/<uuid:hall>/meetings/export/", export_hall_meetings, name="export_hall_meetings"),
    path("halls/<uuid:hall>/edit/", edit_hall, name="edit_hall"),
    path("halls/<uuid:hall>/close/", shut_hall, name="shut_hall"),
    path("halls/<uuid:hall>/card/", hall_card, name="hall_card"),
    path("halls/<uuid:hall>/members/", members, name="hall_members"),
    path("halls/<uuid:hall>/members/new/", new_member_of_hall, name="new_hall_member"),
    path("halls/<uuid:hall>/members/<uuid:member>/leave/", unseat, name="unseat_hall_member"),
    path("halls/<uuid:hall>/children/", child_opinion, name="child_opinion"),
    path("halls/<uuid:hall>/motions/new/", new_motion, name="new_motion"),
    path("halls/<uuid:hall>/<slug:kind>/new/", new_meeting, name="new_hall_meeting"),
    path("opinions/", opinions, name="opinions"),
    path("opinions/new/", new_opinion, name="new_opinion"),
    path("opinions/card/", opinion_card, name="opinion_card"),
    path("opinions/export/", export_opinions, name="export_opinions"),
    path("opinions/<str:code>/", show_opinion, name="opinion"),
    path("opinions/<str:code>/call/", call_about_opinion, name="call_about_opinion"),
    path("opinions/<str:code>/sort/<slug:sorting>/", sort_one, name="sort_opinion"),
    path("motions/new/", choose_hall, name="choose_hall"),
    path("motions/<str:code>/", show_motion, name="motion"),
    path("motions/<str:code>/call/", call_about_motion, name="call_about_motion"),
    path("motions/<str:code>/voice/", add_voice, name="add_voice"),
    path("motions/<str:code>/done/<uuid:undertaking>/", undertaking_done, name="undertaking_done"),
    path("motions/<str:code>/do/<slug:deed>/", motion_deed, name="motion_deed"),
    path("meetings/<uuid:meeting>/", show_meeting, name="hall_meeting"),
    path("meetings/<uuid:meeting>/edit/", edit_meeting, name="edit_meeting"),
    path("meetings/<uuid:meeting>/call/", send_notice, name="call_meeting"),
    path("meetings/<uuid:meeting>/cancel/", call_off, name="cancel_hall_meeting"),
    path("meetings/<uuid:meeting>/agenda/", add_to_agenda, name="add_to_agenda"),
    path("meetings/<uuid:meeting>/attendance/", tick_members, name="tick_members"),
    path("meetings/<uuid:meeting>/paper/", paper_list, name="paper_list"),
    path("meetings/<uuid:meeting>/quorum/", quorum_now, name="quorum"),
    path("meetings/<uuid:meeting>/sheet/", meeting_sheet, name="meeting_sheet"),
    path("meetings/<uuid:meeting>/resolve/<str:code>/", resolve, name="resolve_motion"),
    path("meetings/<uuid:meeting>/vote/<str:code>/", to_vote, name="put_to_vote"),
    path("meetings/<uuid:meeting>/minutes/", minutes, name="minutes"),
    path("meetings/<uuid:meeting>/minutes/amend/", amend_minutes, name="amend_minutes"),
    path("meetings/<uuid:meeting>/minutes/amend/<uuid:amendment>/", decide_on_amendment, name="decide_amendment"),
    path("meetings/<uuid:meeting>/minutes/print/", print_minutes, name="print_minutes"),
    path("meetings/<uuid:meeting>/minutes/<slug:turn>/", turn_minutes, name="turn_minutes"),
]
