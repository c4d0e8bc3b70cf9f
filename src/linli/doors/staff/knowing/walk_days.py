"""Walk days (下村日): planned, walked with a list to tick off, what was found made a case, ended (practices.md C3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.actions.raise_from_walk import raise_from_walk
from linli.cases.matter import Matter, PlaceChosen, Source
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.staff.communities_read import communities_read, community_read, parts_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.needs.deed_forms import EMPTY, day_field, words_field
from linli.insight.blind_spots import unseen_places
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.errors import BadInput, NotFound
from linli.places.actions.end_walk_day import end_walk_day
from linli.places.actions.note_looks import note_looks
from linli.places.actions.plan_walk_day import plan_walk_day
from linli.places.queries import grid_names, grids_of
from linli.places.queries.walk_days import looks_by_walk, places_to_see, walk_day_of
from linli.places.queries.walk_days import walk_days as days_of
from linli.places.rules.keepers import FACILITY_KEEPERS, GROUND_READERS
from linli.places.rules.walk_day import WalkPlan
from linli.teams.queries import posts_within

GOES = frozenset(
    {Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}
)  # fmt: skip
AGAIN = [(0, _("只这一次")), (1, _("每周同一天")), (2, _("每两周")), (4, _("每四周"))]


class PlanForm(forms.Form):
    """The day, where, who goes, what for."""

    on = day_field(_("哪天"), 0)
    every_weeks = forms.TypedChoiceField(label=_("以后还走吗"), coerce=int, choices=AGAIN, initial=0)
    grids = forms.MultipleChoiceField(
        label=_("走哪些网格"), widget=forms.CheckboxSelectMultiple, error_messages={"required": EMPTY}
    )
    team = forms.MultipleChoiceField(
        label=_("谁一起去"), widget=forms.CheckboxSelectMultiple, error_messages={"required": EMPTY}
    )
    purpose = forms.CharField(label=_("重点看什么"), max_length=100, required=False)

    def __init__(self, *args: Any, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = [post for post in posts_within(code) if post.role in GOES]
        words = [f"{post.title} {post.holder_name}".strip()[:100] for post in posts]
        self.fields["grids"].choices = grids_of(code)
        self.fields["team"].choices = [(one, one) for one in dict.fromkeys(words)]


class FoundForm(forms.Form):
    """What was found, and where."""

    building = forms.ChoiceField(label=_("在哪里"), error_messages={"required": EMPTY})
    body = words_field(_("看到了什么"), most=1000)

    def __init__(self, *args: Any, places: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["building"].choices = [("", gettext("请选择")), *((str(one.id), one.name) for one in places)]


class EndForm(forms.Form):
    """A few words at the end."""

    remarks = words_field(_("这次走下来怎么样"), _("不写居民的姓名住址。"), required=False)


@require_safe
@staff_page(roles=GROUND_READERS)
def all_walk_days(request: StaffRequest) -> HttpResponse:
    """The communities to choose from; the only one at once."""
    found = communities_read(request.actor)
    if len(found) == 1:
        return request.back_to("staff:walk_days", found[0].place_code)
    lines = [(one.name, reverse("staff:walk_days", args=[one.place_code])) for one in found]
    return request.show("staff/circle/communities.html", lines=lines, heading=gettext("下村日"))


@require_safe
@staff_page(roles=GROUND_READERS)
def walk_days(request: StaffRequest, code: str) -> HttpResponse:
    """The walk days of a community, the latest first. Four statements besides the frame's."""
    community, grids, looked = community_read(request.actor, code), grid_names(code), looks_by_walk(code)
    page = read_page(request, lambda at: days_of(code, at))
    return request.show(
        "staff/knowing/walk_days.html",
        community=community,
        page=page,
        rows=[(one, [grids.get(grid, "") for grid in one.grids], looked.get(one.id, 0)) for one in page.items],
        may_plan=bool(request.actor.roles & FACILITY_KEEPERS),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=FACILITY_KEEPERS)
def plan_walk(request: StaffRequest, code: str) -> HttpResponse:
    """Plan a walk day."""
    community, posted = community_read(request.actor, code), request.method == "POST"
    form = PlanForm(request.POST if posted else None, code=code)
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            plan = WalkPlan(said["on"], tuple(said["grids"]), tuple(said["team"]), said["purpose"], said["every_weeks"])
            row = plan_walk_day(actor=request.actor, key=read_key(request), community=code, plan=plan)
            messages.success(request, gettext("排好了。到那天打开这一页，看过一处勾一处。"))
            return request.back_to("staff:walk_day", code, row.id)
    return request.show("staff/knowing/plan.html", status=422 if posted else 200, community=community, form=form)


@require_safe
@staff_page(roles=GROUND_READERS)
def walk_day(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """One walk day with its list, those longest unseen first. At most twelve statements besides the frame's."""
    return _show(request, code, id)


def _show(request: StaffRequest, code: str, id: UUID, found: FoundForm | None = None) -> HttpResponse:
    community, today = community_read(request.actor, code), clock.today()
    row, ticked = _walk(code, id)
    parts = parts_read(request.actor, code)
    mine = [grid for grid in row.grids if any(grid.startswith(part) for part in parts)]
    places = places_to_see(mine) if mine else []
    names = grid_names(code)
    lines = [
        {"id": one.place.id, "name": one.place.name, "is_facility": one.place.is_facility, "days": one.days(today),
         "is_long": one.is_long(today), "seen": one.place.id in ticked, "grid": names.get(one.place.place_code[:16], "")}
        for one in unseen_places(code, places, today)
    ]  # fmt: skip
    return request.show(
        "staff/knowing/walk_day.html",
        status=422 if found else 200,
        community=community,
        row=row,
        grids=[names.get(grid, "") for grid in row.grids],
        lines=lines,
        seen=sum(1 for one in lines if one["seen"]),
        is_open=row.state == row.State.PLANNED,
        may_end=bool(request.actor.roles & FACILITY_KEEPERS),
        found_form=found or FoundForm(places=places),
        end_form=EndForm(),
    )


@require_POST
@staff_page(roles=GROUND_READERS)
def tick_off(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """Keep what is ticked."""
    community_read(request.actor, code)
    row, _ticked = _walk(code, id)
    seen, was = ({_uuid(one) for one in request.POST.getlist(name)[:5_000]} for name in ("seen", "was"))
    count = note_looks(
        actor=request.actor, key=read_key(request), walk_day=row.key, seen=sorted(seen), cleared=sorted(was - seen)
    )
    messages.success(request, ngettext("记下了，看过 %(n)d 处。", "记下了，看过 %(n)d 处。", count) % {"n": count})
    return request.back_to("staff:walk_day", code, id)


@require_POST
@staff_page(roles=GROUND_READERS)
def found_on_walk(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """What was found becomes a case."""
    community_read(request.actor, code)
    row, _ticked = _walk(code, id)
    parts = parts_read(request.actor, code)
    places = places_to_see([grid for grid in row.grids if any(grid.startswith(part) for part in parts)])
    form = FoundForm(request.POST, places=places)
    if form.is_valid():
        chosen = next(one for one in places if str(one.id) == form.cleaned_data["building"])
        with refused_into(form):
            where = PlaceChosen(
                chosen.place_code,
                building_id=None if chosen.is_facility else chosen.id,
                estate_id=chosen.estate_id,
                text=chosen.name,
                reason=gettext("下村日在现场选的"),
            )
            case = raise_from_walk(
                actor=request.actor,
                key=read_key(request),
                matter=Matter(form.cleaned_data["body"], where, Source.OFFICER),
                walk_day=row.key,
            )
            messages.success(request, gettext("已上报社区，查询码 %(code)s。") % {"code": case.code})
            return request.back_to("staff:walk_day", code, id)
    return _show(request, code, id, form)


@require_POST
@staff_page(roles=FACILITY_KEEPERS)
def end_walk(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """The walk day is over (`do=done`), or does not take place (`do=drop`)."""
    community_read(request.actor, code)
    form = EndForm(request.POST)
    if not form.is_valid():
        raise BadInput("remarks", "too_long")
    row = end_walk_day(
        actor=request.actor,
        key=read_key(request),
        walk_day=_walk(code, id)[0].key,
        remarks=form.cleaned_data["remarks"],
        took_place=request.POST.get("do") != "drop",
    )
    messages.success(request, gettext("已结束。") + (gettext("下一次已经排好。") if row.every_weeks else ""))
    return request.back_to("staff:walk_days", code)


def _walk(code: str, id: UUID) -> tuple[Any, set[UUID]]:
    row, ticked = walk_day_of(id)
    if row.place_code != code:
        raise NotFound("walk_day", id)
    return row, ticked


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("looked", "outside") from None
