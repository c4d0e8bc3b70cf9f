"""The minutes of a meeting: written, amended, decided on, signed, final, printed."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusal_words import words_for
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.halls.actions.decide_amendment import decide_amendment
from linli.halls.actions.move_minutes import move_minutes
from linli.halls.actions.propose_amendment import propose_amendment
from linli.halls.actions.sign_minutes import sign_minutes
from linli.halls.actions.write_minutes import write_minutes
from linli.halls.queries.find import find_amendment, find_meeting
from linli.halls.queries.meeting_page import attended_of
from linli.halls.queries.minutes_page import MinutesPage, minutes_page
from linli.halls.rules import MinutesState
from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict, Refusal
from linli.kernel.ids import uuid7

from .halls import READERS


@staff_page(roles=READERS)
def minutes(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """The minutes as they stand, and writing their next version (POST). At most twenty-one statements with the frame."""
    page, refused, typed = minutes_page(request.actor, meeting), "", {}
    if request.method == "POST":
        typed = {name[6:]: text for name, text in request.POST.items() if name.startswith("point_")}
        against = request.POST.get("against", "")
        try:
            write_minutes(
                actor=request.actor, key=read_key(request), meeting=page.meeting.key, points=typed,
                against=int(against) if re.fullmatch(r"[0-9]{1,6}", against) else -1,
            )  # fmt: skip
            messages.success(request, _("已保存。到会的人可以提修改，由召集人决定。"))
            return request.back_to("staff:minutes", meeting)
        except Conflict:
            refused = _("别人刚刚也改了记录，您写的还在下面。请对照最新的一版，再保存一次。")
            page = minutes_page(request.actor, meeting)
        except Refusal as refusal:
            refused = words_for(refusal)
    return request.show(
        "staff/halls/minutes.html",
        status=422 if refused else 200,
        refused=refused,
        **shown_of(page, typed),
    )


@require_POST
@staff_page(roles=READERS)
def amend_minutes(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """A member with an account proposes a change."""
    row = find_meeting(meeting)
    propose_amendment(actor=request.actor, key=read_key(request), meeting=row.key, **read_amendment(request))
    messages.success(request, _("修改意见已交给召集人，决定了会告诉您。"))
    return request.back_to("staff:minutes", meeting)


@require_POST
@staff_page(roles=READERS)
def decide_on_amendment(request: StaffRequest, meeting: UUID, amendment: UUID) -> HttpResponse:
    """Take a proposed change, or decline it with a reason."""
    row, taken = find_amendment(find_meeting(meeting), amendment), request.POST.get("answer") == "take"
    decide_amendment(
        actor=request.actor, key=read_key(request), amendment=row.key, taken=taken, reason=request.POST.get("reason", "")[:400]
    )  # fmt: skip
    messages.success(request, _("已采纳，记录有了新的一版。") if taken else _("未采纳，理由告知提出的人。"))
    return request.back_to("staff:minutes", meeting)


@require_POST
@staff_page(roles=READERS)
def turn_minutes(request: StaffRequest, meeting: UUID, turn: str) -> HttpResponse:
    """Lay them out for signing; make them final; sign as a member with an account; note a signature on paper."""
    row, key = find_meeting(meeting), read_key(request)
    if turn in ("lay-out", "finish"):
        move_minutes(actor=request.actor, key=key, meeting=row.key, final=turn == "finish")
        messages.success(request, _("已定稿，不能再改。") if turn == "finish" else _("已请到会成员签字。"))
    elif turn == "sign":
        sign_minutes(actor=request.actor, key=key, meeting=row.key)
        messages.success(request, _("您已签字。"))
    elif turn == "paper":
        signed = sign_minutes(actor=request.actor, key=key, meeting=row.key, paper_of=_id(request, "attendance"))
        messages.success(
            request, _("纸质签字已由两人核对。") if signed.confirmed_by else _("已记下，请另一位同事核对一次。")
        )  # fmt: skip
    else:
        raise BadInput("turn", "unknown")
    return request.back_to("staff:minutes", meeting)


@require_safe
@staff_page(roles=READERS)
def print_minutes(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """The sheet to print, with lines to sign on."""
    page = minutes_page(request.actor, meeting)
    return request.show(
        "staff/halls/minutes_sheet.html",
        attended=attended_of(page.meeting, page.hall),
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:minutes", args=[meeting]),
        **shown_of(page, {}),
    )


def read_amendment(request: Any) -> dict[str, Any]:
    """What a form of an amendment says."""
    return {
        "item": _id(request, "item"), "text": request.POST.get("text", "")[:5000], "why": request.POST.get("why", "")[:400],
    }  # fmt: skip


def shown_of(page: MinutesPage, typed: dict[str, str]) -> dict[str, Any]:
    """What every page of the minutes shows; what was typed stands where it was refused."""
    return {
        "page": page,
        "meeting": page.meeting,
        "hall": page.hall,
        "points": [
            {"item": one.item, "text": typed.get(str(one.item.id), one.text), "kept": one.text, "key": uuid7()}
            for one in page.points
        ],
        "may_write": page.may_keep and page.state in (MinutesState.NONE, MinutesState.DRAFT),
        "may_amend": page.own_attendance is not None and page.state is MinutesState.DRAFT,
        "amendments": [{"row": one, "key": uuid7()} for one in page.amendments],
        "signers": [{"row": one, "key": uuid7()} for one in page.signers],
        "key": uuid7(),
        "sign_key": uuid7(),
    }


def _id(request: Any, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise BadInput(name, "unknown") from None
