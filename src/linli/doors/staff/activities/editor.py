"""Planning an activity, from a line of the needs list or freely; changing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.activities.actions.change_activity import change_activity
from linli.activities.actions.plan_activity import plan_activity
from linli.activities.queries.needs import NeedLine, find_need
from linli.activities.queries.venues import room_choices
from linli.activities.rules import occasion_of
from linli.activities.who_may import ORGANISERS
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.resident.raise_form import as_id
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.ties.further import came_words, origin_asked, title_asked
from linli.doors.week_sheet import read_day

from .editor_form import ROWS, ActivityForm, typed_of
from .frame import activity_of, community_of

MOST_ROWS = 40


@staff_page(roles=ORGANISERS)
def new_activity(request: StaffRequest) -> HttpResponse:
    """Plan an activity. At most eight statements to show the form."""
    community, posted = community_of(request), request.method == "POST"
    need_id = as_id(request.GET.get("need", ""))
    need = find_need(community, need_id) if need_id else None
    rooms, rows = room_choices(community), _rows(request)
    came = origin_asked(request, request.actor)
    if posted:
        form = ActivityForm(request.POST, rooms=rooms, rows=rows)
    else:
        form = ActivityForm(initial=_first(request, need), rooms=rooms, rows=rows)
    if posted and form.is_valid():
        with refused_into(form):
            activity = plan_activity(
                actor=request.actor, key=read_key(request), plan=form.plan(community, need and need.id, came)
            )
            messages.success(request, _("草稿已存好，场地已订下。看过没问题就发布。"))
            return request.back_to("staff:activity", activity.id)
    return _show(
        request,
        form,
        title=_("安排活动"),
        need=need,
        came=came_words(came),
        back=reverse("staff:activities"),
        posted=posted,
    )


@staff_page(roles=ORGANISERS)
def edit_activity(request: StaffRequest, id: UUID) -> HttpResponse:
    """Change an activity. At most twelve statements to show the form."""
    page, posted = activity_of(request, id), request.method == "POST"
    rooms = room_choices(page.place_code)
    rows = max(_rows(request), len(page.parts) + 2 if page.kind.has_parts else 0)
    form = ActivityForm(*([request.POST] if posted else []), initial=typed_of(page), rooms=rooms, rows=rows)
    if posted and form.is_valid():
        with refused_into(form):
            change_activity(
                actor=request.actor, key=read_key(request), activity=page.key, plan=form.plan(page.place_code)
            )
            messages.success(request, _("已改好。改了时间或地点的，已报名的人会在自己的页面看到。"))
            return request.back_to("staff:activity", id)
    return _show(
        request,
        form,
        title=_("修改活动"),
        need=None,
        back=reverse("staff:activity", args=[id]),
        posted=posted,
        page=page,
    )


def _show(request: StaffRequest, form: ActivityForm, *, posted: bool, **context: Any) -> HttpResponse:
    return request.show(
        "staff/activities/editor.html",
        status=422 if posted else 200,
        form=form,
        rows=form.rows,
        more_rows=min(form.rows + 8, MOST_ROWS) if form.rows < MOST_ROWS else 0,
        **context,
    )


def _first(request: StaffRequest, need: NeedLine | None) -> dict[str, Any]:
    first: dict[str, Any] = {"takes_sign_ups": True, "size": "small", "weeks": 1, "title": title_asked(request, 60)}
    if request.GET.get("day"):
        day = read_day(request.GET["day"])
        first |= {"on": day, "theme": _(occasion_of(day)) if occasion_of(day) else ""}
    if need is not None:
        first |= {"title": need.title} | ({"groups": [need.group.value]} if need.group else {})
    return first


def _rows(request: StaffRequest) -> int:
    asked = request.POST.get("rows") or request.GET.get("rows") or ""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 2 else ROWS
