"""The page of one activity: the list, the door, what was said; and the deeds on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.activities.actions.leave_activity import leave_activity
from linli.activities.actions.move_activity import move_activity
from linli.activities.actions.sign_up import sign_up
from linli.activities.plan import Participant
from linli.activities.queries.activity_page import ActivityPage
from linli.activities.queries.sign_ups import Organised, organised, slip_of
from linli.activities.rules import ActivityDeed, ActivityState, AgeGroup, deeds_in
from linli.activities.who_may import ORGANISERS
from linli.doors.activity_words import card_of
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.resident.activities.menu import facts_of
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import Conflict, NotFound
from linli.ledger.street_row import RowKey
from linli.teams.queries.volunteers_known import hours_from
from linli.teams.rules.hours import HoursState
from linli.teams.rules.volunteers import READERS as HOURS_READERS

from .activity_forms import DutyForm, HelpedForm, QuestionForm, ReasonForm, SlipsForm
from .frame import HELPERS, READERS, activity_of, organises

CONSEQUENCES = {
    ActivityDeed.PUBLISH: gettext_lazy("居民马上能看到并报名；想过要这场的人会知道"),
    ActivityDeed.CANCEL: gettext_lazy("场地退回；已报名的人都会被告知原因"),
    ActivityDeed.HOLD: gettext_lazy("不再报名，开始评价；还可以补签到"),
    ActivityDeed.SETTLE: gettext_lazy("数字定下来；30 天后删掉姓名和电话"),
}

HOURS_WORDS = {
    HoursState.WAITING: (gettext_lazy("时长已登记，等人确认"), "soon"),
    HoursState.CONFIRMED: (gettext_lazy("时长已确认"), "settled"),
    HoursState.REFUSED: (gettext_lazy("时长没有通过"), "overdue"),
}


@require_safe
@staff_page(roles=READERS)
def show_activity(request: StaffRequest, id: UUID) -> HttpResponse:
    """Everything about it. At most eighteen statements with the frame."""
    return show(request, activity_of(request, id))


@require_POST
@staff_page(roles=ORGANISERS)
def activity_deed(request: StaffRequest, id: UUID, deed: str) -> HttpResponse:
    """Publish, cancel, end, settle."""
    wanted = next((one for one in ActivityDeed if one.value == deed), None)
    if wanted is None:
        raise NotFound("deed", deed)
    page, form = activity_of(request, id), ReasonForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            move_activity(
                actor=request.actor,
                key=read_key(request),
                activity=page.key,
                deed_done=wanted,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("已做“%(deed)s”。") % {"deed": _(wanted.label)})
            return request.back_to("staff:activity", id)
    return show(request, activity_of(request, id), forms={"reason": form}, status=422)


@require_POST
@staff_page(roles=HELPERS)
def sign_up_somebody(request: StaffRequest, id: UUID) -> HttpResponse:
    """Sign somebody up, and lead to the slip to print."""
    page = activity_of(request, id)
    form = HelpedForm(request.POST, parts=part_choices(page))
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            try:
                one = sign_up(
                    actor=request.actor,
                    key=read_key(request),
                    activity=page.key,
                    community=page.place_code,
                    part=UUID(said["part"]) if "part" in said else page.parts[0].id,
                    who=Participant(said["name"], said["group"], said["phone"], said["guardian"], said["consent"]),
                )
            except Conflict:
                form.add_error("phone", _("这个电话已经报过这场活动了，没有再报。"))
            else:
                messages.success(request, _("已经报上。把小票打印出来，或者把码抄给本人。"))
                return request.back_to("staff:sign_up_slip", id, one.id)
    return show(request, page, forms={"helped": form}, status=422)


@require_safe
@staff_page(roles=HELPERS)
def sign_up_slip(request: StaffRequest, id: UUID, sign_up: UUID) -> HttpResponse:
    """The printed slip: what, when, where, the code, the word to open it. Only for whoever signed the person up."""
    page = activity_of(request, id)
    line, activity_id = slip_of(request.actor, page.place_code, page.key.street_code, sign_up)
    if activity_id != page.id:
        raise NotFound("sign_up")
    return request.show(
        "staff/activities/slip.html",
        line=line,
        **card_of(page),
        shown_code=show_case_code(line.code),
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:activity", args=[id]),
    )


@require_POST
@staff_page(roles=HELPERS)
def withdraw_somebody(request: StaffRequest, id: UUID, sign_up: UUID) -> HttpResponse:
    """Somebody called: the place is given back."""
    page = activity_of(request, id)
    leave_activity(
        actor=request.actor,
        key=read_key(request),
        sign_up=RowKey(page.key.street_code, sign_up),
        community=page.place_code,
    )
    messages.success(request, _("已退出，名额让给了候补的人。"))
    return request.back_to("staff:activity", id)


def part_choices(page: ActivityPage) -> list[tuple[str, str]]:
    """The parts by name for a form."""
    return [(str(part.id), part.name or page.title) for part in page.parts]


def _duty(request: StaffRequest, page: ActivityPage, found: Organised) -> list[dict[str, Any]]:
    """Who helps, and where the hours of those who are volunteers stand. One statement once it is over."""
    over = page.state in (ActivityState.HELD, ActivityState.SETTLED) and any(one.volunteer_id for one in found.duty)
    hours = hours_from(page.key) if over else {}
    reads = bool(request.actor.roles & HOURS_READERS)
    return [
        {
            "one": one,
            "words": HOURS_WORDS[entry[1]][0] if (entry := hours.get(one.volunteer_id)) else "",
            "tone": HOURS_WORDS[entry[1]][1] if entry else "",
            "url": reverse("staff:hours_entry", args=[entry[0]]) if entry and reads else "",
        }
        for one in found.duty
    ]


def show(
    request: StaffRequest, page: ActivityPage, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page, with forms as they were filled in."""
    found, parts, may = organised(request.actor, page), part_choices(page), organises(request, page)
    begun = page.starts_at <= clock.now()
    deeds = deeds_in(page.state) if may else []
    if ActivityDeed.HOLD in deeds and not begun:
        deeds.remove(ActivityDeed.HOLD)
    drawn = {
        "reason": ReasonForm(),
        "helped": HelpedForm(parts=parts, auto_id="id_helped_%s"),
        "slips": SlipsForm(auto_id="id_slips_%s"),
        "duty": DutyForm(auto_id="id_duty_%s"),
        "question": QuestionForm(parts=parts, auto_id="id_question_%s"),
    } | (forms or {})
    return request.show(
        "staff/activities/activity.html",
        status=status,
        **card_of(page),
        found=found,
        duty=_duty(request, page, found),
        may=may,
        helps=bool(request.actor.roles & HELPERS),
        forms=drawn,
        opened=next(iter(forms or ()), ""),
        reason_opened="reason" in (forms or ()),
        facts=[*facts_of(page), (_("要准备"), page.materials)],
        deeds=[
            {
                "deed": one,
                "label": _(one.label),
                "consequence": CONSEQUENCES[one],
                "url": reverse("staff:activity_deed", args=[page.id, one.value]),
                "tone": "danger" if one is ActivityDeed.CANCEL else "primary",
            }
            for one in sorted(deeds, key=lambda one: one is ActivityDeed.CANCEL)
        ],
        by_group=[(_(AgeGroup(name).label), count) for name, count in page.by_group.items() if name in set(AgeGroup)],
        begun=begun,
        can_count=may and page.state in (ActivityState.PUBLISHED, ActivityState.HELD),
        over=page.state in (ActivityState.HELD, ActivityState.SETTLED),
    )
