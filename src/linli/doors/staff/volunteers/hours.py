"""Hours: what waits for a second person, a day's hours for many at once, one entry."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.teams.actions.answer_hours import answer_hours
from linli.teams.actions.reverse_hours import reverse_hours
from linli.teams.actions.write_down_hours import write_down_hours
from linli.teams.queries.hours import HoursPage, hours_counts, hours_list, hours_page, photograph_of_hours
from linli.teams.queries.team_list import team_page
from linli.teams.queries.time_bank import bank_figures, bank_moves
from linli.teams.queries.volunteer_list import team_choices, volunteers_by_codes
from linli.teams.rules.hours import HoursState
from linli.teams.rules.time_bank import Why
from linli.teams.rules.volunteers import ACCEPTERS, READERS, REGISTRARS

from .area import community, home, volunteer_tabs
from .forms import ExportForm, HoursForm, ReasonForm

WHY_NOT = {
    "role": gettext_lazy("您的岗位不在这里确认时长。"),
    "own_entry": gettext_lazy("这条是您登记的，请另一位同事确认。"),
    "own_hours": gettext_lazy("这里面有您自己的时长，请另一位同事确认。"),
}


@require_safe
@staff_page(roles=READERS)
def hours(request: StaffRequest) -> HttpResponse:
    """The entries by where they stand. Eight statements with the frame."""
    asked = request.GET.get("state", "")
    state = HoursState(asked) if asked in HoursState.codes() else HoursState.WAITING
    counts = hours_counts()
    return request.show(
        "staff/volunteers/hours.html",
        page=read_page(request, lambda at: hours_list(state, at)),
        tabs=volunteer_tabs("staff:hours"),
        state=state.value,
        states=[
            {"label": _(one.label), "url": f"?state={one.value}", "current": one is state, "count": counts[one]}
            for one in HoursState
        ],
        may_enter=bool(request.actor.roles & REGISTRARS),
    )


@staff_page(roles=REGISTRARS)
def new_hours(request: StaffRequest) -> HttpResponse:
    """Write down hours: choose a team and tick who was there, or name volunteers by their codes."""
    posted = request.method == "POST"
    given = request.POST if posted else request.GET
    choices = team_choices()
    team = next((id for id, _name in choices if id == given.get("team")), "")
    found = team_page(UUID(team)) if team else None
    members = [(str(id), f"{name} {phone[-4:]}") for id, name, phone in found.members] if found else []
    form = HoursForm(*((request.POST, request.FILES) if posted else ()), members=members)
    if posted and form.is_valid():
        said = form.cleaned_data
        place = found.line.place_code if found else home(request)
        if not request.actor.scope.holds(place):
            place = home(request)
        with refused_into(form):
            row = write_down_hours(
                actor=request.actor,
                key=read_key(request),
                place_code=place,
                volunteer_ids=[
                    *map(UUID, said.get("people", ())),
                    *volunteers_by_codes(community(request), said["codes"]),
                ],
                led_by=list(map(UUID, said.get("led", ()))),
                watched=list(map(UUID, said.get("watched", ()))),
                what=said["what"],
                span=form.span(),
                minutes=said["minutes"],
                held_on=clock.morning_of(said["held_on"]) if said["held_on"] else None,
                team_id=UUID(team) if team else None,
                served=said["served"] or 0,
                evidence=said["evidence"],
                photographs=said["photographs"] or (),
            )
            messages.success(request, _("已登记。由另一位同事确认后才算数。"))
            return request.back_to("staff:hours_entry", row.id)
    return request.show(
        "staff/volunteers/new_hours.html", status=422 if posted else 200, form=form, teams=choices, team=team
    )


@require_safe
@staff_page(roles=READERS)
def hours_entry(request: StaffRequest, id: UUID) -> HttpResponse:
    """One entry with who helped. At most eleven statements with the frame."""
    return _show(request, hours_page(request.actor, id))


@require_safe
@staff_page(roles=READERS)
def hours_picture(request: StaffRequest, id: UUID, photograph: UUID) -> FileResponse:
    """A photograph that bears an entry out, for those who may see the entry."""
    response = FileResponse(photograph_of_hours(id, photograph).open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_POST
@staff_page(roles=REGISTRARS)
def answer(request: StaffRequest, id: UUID, what: str) -> HttpResponse:
    """Confirm, refuse, or take back."""
    page = hours_page(request.actor, id)
    given: dict[str, Any] = {"actor": request.actor, "key": read_key(request), "entry": page.key}
    if what == "confirm":
        answer_hours(**given, confirmed=True)
        messages.success(request, _("已确认，时间币已记入。"))
        return request.back_to("staff:hours")
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with refused_into(form):
            if what == "reverse":
                row = reverse_hours(**given, reason=reason)
                messages.success(request, _("已登记更正，由另一位同事确认后，原来的时长和时间币一并冲回。"))
                return request.back_to("staff:hours_entry", row.id)
            answer_hours(**given, confirmed=False, reason=reason)
            messages.success(request, _("已记下，登记的人会收到提醒。"))
            return request.back_to("staff:hours")
    return _show(request, page, form=form, opened=what, status=422)


@require_safe
@staff_page(roles=READERS)
def time_bank(request: StaffRequest) -> HttpResponse:
    """The books of the time bank. Eight statements with the frame."""
    page = read_page(request, bank_moves)
    return request.show(
        "staff/volunteers/time_bank.html",
        page=page,
        moves=[{"move": one, "why": Why(one.why).label} for one in page.items],
        figures=bank_figures(),
        export_form=ExportForm(auto_id="id_export_%s") if request.actor.roles & ACCEPTERS else None,
        tabs=volunteer_tabs("staff:time_bank"),
    )


def _show(
    request: StaffRequest, page: HoursPage, *, form: ReasonForm | None = None, opened: str = "", status: int = 200
) -> HttpResponse:
    waiting = page.line.state is HoursState.WAITING
    confirmed = page.line.state is HoursState.CONFIRMED
    return request.show(
        "staff/volunteers/hours_entry.html",
        status=status,
        page=page,
        line=page.line,
        why_not=WHY_NOT.get(page.why_not, "") if waiting else "",
        may_answer=waiting and not page.why_not,
        may_reverse=confirmed and not page.line.is_reversal and page.reversed_by is None and page.why_not != "role",
        form=form or ReasonForm(),
        opened=opened,
        reverses_url=reverse("staff:hours_entry", args=[page.reverses_id]) if page.reverses_id else "",
        reversed_url=reverse("staff:hours_entry", args=[page.reversed_by]) if page.reversed_by else "",
    )
