"""Calls for help: the board, a new call, one call with who suits it and who takes it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey
from linli.teams.actions.answer_call import answer_call
from linli.teams.actions.drop_call import drop_call
from linli.teams.actions.finish_call import finish_call
from linli.teams.actions.open_call import open_call
from linli.teams.actions.take_call import take_call
from linli.teams.call_said import CallSaid
from linli.teams.queries.calls import CallPage, call_counts, call_page, calls_board
from linli.teams.queries.volunteer_list import team_choices, volunteers_by_codes
from linli.teams.rules.calls import CallState, minutes_between
from linli.teams.rules.volunteers import ACCEPTERS, READERS, REGISTRARS, Fit

from .area import estates, place_for, volunteer_tabs
from .forms import CallForm, CodesForm, FinishForm, ReasonForm, as_local

FITS = {
    Fit.SKILL: gettext_lazy("会这门本事"),
    Fit.TIME: gettext_lazy("说过这时有空"),
    Fit.GRID: gettext_lazy("住在本网格"),
}
STATES = (CallState.OPEN, CallState.ASKED, CallState.DONE, CallState.CANCELLED)
SOURCES = ("case", "wish")


@require_safe
@staff_page(roles=READERS)
def calls(request: StaffRequest) -> HttpResponse:
    """The calls of the jurisdiction by where they stand. Eight statements with the frame."""
    asked = request.GET.get("state", "")
    state = CallState(asked) if asked in CallState.codes() else CallState.OPEN
    counts = call_counts()
    return request.show(
        "staff/volunteers/calls.html",
        page=read_page(request, lambda at: calls_board(state, at)),
        tabs=volunteer_tabs("staff:calls"),
        states=[
            {"label": _(one.label), "url": f"?state={one.value}", "current": one is state, "count": counts[one]}
            for one in STATES
        ],
        may_open=bool(request.actor.roles & REGISTRARS),
    )


@staff_page(roles=REGISTRARS)
def new_call(request: StaffRequest) -> HttpResponse:
    """Open a call, also from a case or a wish (`?from=case&code=…`)."""
    posted, around = request.method == "POST", estates(request)
    given = request.POST if posted else request.GET
    source = given.get("from", "") if given.get("from", "") in SOURCES else ""
    form = CallForm(request.POST if posted else None, estates=around, teams=team_choices())
    if posted and form.is_valid():
        said = form.cleaned_data
        estate = next((one for one in around if str(one.id) == said["estate"]), None)
        with refused_into(form):
            row = open_call(
                actor=request.actor,
                key=read_key(request),
                said=CallSaid(
                    title=said["title"],
                    words=said["words"],
                    place_code=place_for(request, estate),
                    starts_at=said["starts_at"],
                    ends_at=form.ends_at(),
                    places=said["places"],
                    skills=tuple(said["skills"]),
                    estate_id=estate.id if estate else None,
                    address=said["address"],
                    contact=said["contact"],
                    safety=said["safety"],
                    team_id=UUID(said["team"]) if said["team"] else None,
                    source_kind=source,
                    source_code=given.get("code", "")[:10],
                ),
            )
            messages.success(request, _("已发布招募，公开页上看得到。下面列出了合适的志愿者。"))
            return request.back_to("staff:call", row.id)
    return request.show(
        "staff/volunteers/new_call.html",
        status=422 if posted else 200,
        form=form,
        source=source,
        source_code=given.get("code", "")[:10].replace("\x00", ""),
    )


@require_safe
@staff_page(roles=READERS)
def call(request: StaffRequest, id: UUID) -> HttpResponse:
    """One call. At most fifteen statements with the frame."""
    return _show(request, call_page(request.actor, id))


@require_POST
@staff_page(roles=REGISTRARS)
def answer(request: StaffRequest, id: UUID, what: str) -> HttpResponse:
    """Open a call that was asked for, or call one off."""
    page = call_page(request.actor, id)
    given: dict[str, Any] = {"actor": request.actor, "key": read_key(request), "call": page.key}
    if what == "publish":
        answer_call(**given, opened=True)
        messages.success(request, _("已发布。"))
        return request.back_to("staff:call", id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            answer_call(**given, opened=False, reason=form.cleaned_data["reason"])
            messages.success(request, _("已取消，报名的人看得到原因。"))
            return request.back_to("staff:call", id)
    return _show(request, page, cancel_form=form, status=422)


@require_POST
@staff_page(roles=REGISTRARS)
def seat(request: StaffRequest, id: UUID, what: str) -> HttpResponse:
    """Give a volunteer who said yes on the telephone a place, or free one."""
    page = call_page(request.actor, id)
    form = CodesForm(request.POST)
    if request.POST.get("volunteer"):
        ids = [_uuid(request.POST["volunteer"])]
    elif form.is_valid():
        ids = volunteers_by_codes(page.place_code[:12], form.cleaned_data["codes"])
    else:
        raise NotFound("volunteer")
    done = take_call if what == "give" else drop_call
    for one in ids[:1]:
        done(
            actor=request.actor,
            key=read_key(request),
            call=page.key,
            volunteer=RowKey(page.key.street_code, one),
        )
    messages.success(request, _("已替本人报名。") if what == "give" else _("位子已经空出来。"))
    return request.back_to("staff:call", id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=REGISTRARS)
def finish(request: StaffRequest, id: UUID) -> HttpResponse:
    """Who came, how long, thanks: the hours then wait for a second person."""
    page = call_page(request.actor, id)
    takers = [(str(one.volunteer_id), f"{one.name} {one.phone}") for one in page.takers]
    posted = request.method == "POST"
    minutes = minutes_between(page.line.starts_at, page.line.ends_at)
    form = FinishForm(
        request.POST if posted else None,
        takers=takers,
        initial={"came": [id for id, _name in takers], "minutes": minutes},
    )
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            finish_call(
                actor=request.actor,
                key=read_key(request),
                call=page.key,
                came=[UUID(one) for one in said["came"]],
                minutes=said["minutes"],
                served=said["served"],
                thanks=said["thanks"],
                evidence=said["evidence"],
            )
            messages.success(request, _("已完成。时长要由另一位同事确认后才算数。"))
            return request.back_to("staff:call", id)
    return request.show(
        "staff/volunteers/form.html",
        status=422 if posted else 200,
        form=form,
        title=_("办完了，记下谁来了"),
        sub=page.line.title,
        back_url=reverse("staff:call", args=[id]),
    )


def _show(request: StaffRequest, page: CallPage, status: int = 200, cancel_form: Any = None) -> HttpResponse:
    state = page.line.state
    acts = request.actor.may(REGISTRARS, page.place_code)
    return request.show(
        "staff/volunteers/call.html",
        status=status,
        page=page,
        line=page.line,
        suitable=[
            {"one": one, "why": _("、").join(str(FITS[fit]) for fit in Fit if fit in one.fit)} for one in page.suitable
        ],
        may_publish=request.actor.may(ACCEPTERS, page.place_code) and state is CallState.ASKED,
        may_cancel=acts and state in (CallState.ASKED, CallState.OPEN),
        may_seat=acts and state is CallState.OPEN and page.line.starts_at > clock.now(),
        may_finish=acts and state is CallState.OPEN and page.line.ends_at <= clock.now(),
        waits_for_end=acts and state is CallState.OPEN and page.line.ends_at > clock.now(),
        cancel_form=cancel_form or ReasonForm(),
        codes_form=CodesForm(),
        span=(as_local(page.line.starts_at), as_local(page.line.ends_at)),
        source_url=_source_url(page),
    )


def _source_url(page: CallPage) -> str:
    if page.source_kind not in SOURCES or not page.source_code:
        return ""
    return reverse(f"staff:{page.source_kind}", args=[page.source_code])


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("volunteer") from None
