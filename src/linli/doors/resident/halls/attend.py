"""The code on the wall: attending a meeting or lecture; and the minutes for whoever attended, to amend and to sign."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.doors.client_ip import client_ip
from linli.doors.deed_key import read_key
from linli.doors.refusal_words import words_for
from linli.doors.resident.frame import ResidentRequest, community_of, resident_page
from linli.doors.staff.halls.minutes import read_amendment, shown_of
from linli.halls.actions.attend_meeting import attend_meeting
from linli.halls.actions.plan_meeting import FOLLOWED_AS
from linli.halls.actions.propose_amendment import propose_amendment
from linli.halls.actions.sign_minutes import sign_minutes
from linli.halls.queries.follow import FollowedMeeting, followed_meeting
from linli.halls.queries.minutes_page import minutes_page
from linli.halls.queries.public_halls import meeting_to_attend
from linli.halls.rules import open_for_attendance
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import Conflict, Refusal
from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.places.queries import place_facts

from ..following import ask_again, remember, remembered
from .sending import SentForm, called, form_of, phone, send


class AttendForm(SentForm):
    """Who is there. Only the hall's keepers read it."""

    name = called(_("您的姓名"), required=True)
    phone = phone(_("您的电话"), required=True)


@resident_page
def attend(request: ResidentRequest, code: str) -> HttpResponse:
    """Sign in at a meeting. At most seven statements to show it."""
    meeting, hall = meeting_to_attend(code)
    is_open = meeting.state != "cancelled" and open_for_attendance(meeting.starts_at, meeting.ends_at, clock.now())
    form = form_of(AttendForm, request)
    if is_open and form.is_bound and form.is_valid():
        given = form.given()
        made = send(
            request, form, "meeting.attend", meeting.place_code,
            lambda actor, key: attend_meeting(actor=actor, key=key, meeting=meeting.key, **given), limit=300,
            sentences={Conflict: gettext("这个号码已经签到过了，不用再签。看记录请凭签到时给的查询码。")},
        )  # fmt: skip
        if made is not None:
            remember(request, made.code, made.id)
            messages.success(request, gettext("签到成功。"))
            return redirect("resident:attended", made.code)
    return request.show(
        "halls/attend.html", community=community_of(place_facts(meeting.place_code)),
        status=422 if form.is_bound and is_open else 200, meeting=meeting, hall=hall, form=form, is_open=is_open,
    )  # fmt: skip


@resident_page
def attended(request: ResidentRequest, code: str) -> HttpResponse:
    """The meeting for whoever attended: the code to come back with, the minutes, amending and signing. At most twenty
    statements."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    return _show(request, followed, followed_meeting(followed))


@require_POST
@resident_page
def amend(request: ResidentRequest, code: str) -> HttpResponse:
    """Propose a change of the minutes."""
    return _do(request, code, "amend", gettext("修改意见已交给召集人，决定了在这里看得到。"))


@require_POST
@resident_page
def sign(request: ResidentRequest, code: str) -> HttpResponse:
    """Sign the minutes."""
    return _do(request, code, "sign", gettext("您已签字。"))


def _do(request: ResidentRequest, code: str, deed: str, done: str) -> HttpResponse:
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    actor = reporter(followed.as_id, followed.place_code, client_ip(request))
    try:
        given = {"actor": actor, "key": read_key(request), "meeting": followed.row}
        if deed == "sign":
            sign_minutes(**given)
        else:
            propose_amendment(**given, **read_amendment(request))
    except Refusal as refusal:
        return _show(request, followed, followed_meeting(followed), refused=words_for(refusal))
    messages.success(request, done)
    return redirect("resident:attended", code)


def _show(request: ResidentRequest, followed: Followed, page: FollowedMeeting, refused: str = "") -> HttpResponse:
    community = community_of(place_facts(page.place_code))
    with acting_in(Scope.of([followed.place_code])):
        minutes = minutes_page(reporter(followed.as_id, followed.place_code), followed.row.id)
    own = [one for one in minutes.amendments if one.is_own]
    return request.show(
        "halls/attended.html",
        community=community,
        status=422 if refused else 200,
        refused=refused,
        followed=page,
        code=followed.code,
        shown_code=show_case_code(followed.code),
        own=own,
        fresh_key=uuid4(),
        **{name: value for name, value in shown_of(minutes, {}).items() if name not in ("amendments", "may_write")},
    )
