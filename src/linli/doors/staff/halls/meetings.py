"""A meeting or lecture at the desk: planned, called, its agenda, who attends, cancelled, its sheet for the wall."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.halls.actions.call_meeting import call_meeting
from linli.halls.actions.cancel_meeting import cancel_meeting
from linli.halls.actions.plan_meeting import Plan, plan_meeting
from linli.halls.actions.put_on_agenda import put_on_agenda
from linli.halls.actions.tick_attendance import tick_attendance
from linli.halls.queries.find import find_hall, find_meeting, find_motion
from linli.halls.queries.meeting_page import MeetingPage, attended_now, meeting_page
from linli.halls.rules import MeetingKind
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7

from .form_page import RowsForm, day, form_page, hour, line, moment, words
from .halls import READERS


class PlanForm(RowsForm):
    """When, where, what about."""

    rows_of = (("on", "from_time", "to_time"),)

    title = line(_("会议名称"), _("例如：第三次议事会"))
    on = day(_("哪天"))
    from_time = hour(_("几点开始"), initial="14:30")
    to_time = hour(_("几点结束"), initial="16:30")
    place_words = line(_("在哪里"), most=100)

    def plan(self, kind: MeetingKind) -> Plan:
        """The form as the action takes it."""
        said = self.cleaned_data
        return Plan(
            kind, said["title"], said["place_words"], moment(said["on"], said["from_time"]),
            moment(said["on"], said["to_time"]), said.get("lecturer", ""),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        begins, ends = self.cleaned_data.get("from_time"), self.cleaned_data.get("to_time")
        if begins and ends and ends <= begins:
            self.add_error("to_time", gettext("结束要晚于开始。"))
        return self.cleaned_data


class LectureForm(PlanForm):
    """A lecture has a theme and a lecturer."""

    title = line(_("讲什么"))
    lecturer = line(_("谁来讲（写单位和姓名，公开）"), most=60)


class CallForm(forms.Form):
    short_notice = words(_("为什么来不及提前通知"), most=200, required=False, rows=2)


class CancelForm(forms.Form):
    reason = words(_("为什么取消（告知成员和提出的人）"), most=200, rows=2)


class PaperForm(forms.Form):
    lines = words(_("一行一人：姓名，空格，电话"), _("没有留电话的只写姓名。已经签到的会自动略过。"), 20_000, rows=8)


@staff_page(roles=READERS)
def new_meeting(request: StaffRequest, hall: UUID, kind: str) -> HttpResponse:
    """Plan a meeting, or a lecture."""
    row, lecture = find_hall(hall), kind == MeetingKind.LECTURE
    form = (LectureForm if lecture else PlanForm)(
        request.POST if request.method == "POST" else None,
        initial={"place_words": row.address, "on": clock.today() + timedelta(days=row.notice_days + 4)},
    )
    if form.is_bound and form.is_valid():
        with refused_into(form):
            made = plan_meeting(
                actor=request.actor, key=read_key(request), hall=row.key,
                plan=form.plan(MeetingKind.LECTURE if lecture else MeetingKind.MEETING),
            )  # fmt: skip
            messages.success(request, gettext("已安排。通知发出以前还可以改。"))
            return request.back_to("staff:hall_meeting", made.id)
    return form_page(
        request, form, _("安排讲堂") if lecture else _("安排议事会"), deed=_("保存"), sub=row.name,
        back=reverse("staff:hall", args=[hall]), back_words=_("回到这个议事厅"),
    )  # fmt: skip


@staff_page(roles=READERS)
def edit_meeting(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """Change the plan before it is called."""
    row = find_meeting(meeting)
    begins, ends = row.starts_at.astimezone(SHANGHAI), row.ends_at.astimezone(SHANGHAI)
    initial = {
        "title": row.title, "on": begins.date(), "from_time": begins.time(), "to_time": ends.time(),
        "place_words": row.place_words, "lecturer": row.lecturer,
    }  # fmt: skip
    form = (LectureForm if row.kind == MeetingKind.LECTURE else PlanForm)(
        request.POST if request.method == "POST" else None, initial=initial
    )
    if form.is_bound and form.is_valid():
        with refused_into(form):
            plan_meeting(
                actor=request.actor, key=read_key(request), hall=row.key, meeting=row.key,
                plan=form.plan(MeetingKind(row.kind)),
            )  # fmt: skip
            messages.success(request, gettext("已保存。"))
            return request.back_to("staff:hall_meeting", meeting)
    return form_page(request, form, _("改会议安排"), deed=_("保存"), **_back(meeting))


@require_safe
@staff_page(roles=READERS)
def show_meeting(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """The meeting's page. At most eighteen statements with the frame."""
    page = meeting_page(request.actor, meeting)
    return request.show("staff/halls/meeting.html", **shown_of(page))


@require_safe
@staff_page(roles=READERS)
def quorum_now(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """The attendance as it stands: the part of the page that keeps itself fresh."""
    row, attended = attended_now(meeting)
    return request.show("staff/halls/quorum.html", meeting=row, attended=attended, kind=row.kind, fresh=True)


@staff_page(roles=READERS)
def send_notice(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """Call the meeting."""
    page = meeting_page(request.actor, meeting)
    form = CallForm(request.POST if request.method == "POST" else None)
    late = clock.now() > page.notice_by
    if not late:
        del form.fields["short_notice"]
    if form.is_bound and form.is_valid():
        with refused_into(form):
            call_meeting(
                actor=request.actor, key=read_key(request), meeting=page.meeting.key,
                short_notice=form.cleaned_data.get("short_notice", ""),
            )  # fmt: skip
            messages.success(request, gettext("已通知成员和提出议题的人。"))
            return request.back_to("staff:hall_meeting", meeting)
    told = gettext("这里的规矩是提前 %(days)d 天通知。") % {"days": page.hall.notice_days}
    return form_page(request, form, _("发出通知"), sub=told, **_back(meeting))


@staff_page(roles=READERS)
def call_off(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """Cancel the meeting."""
    row = find_meeting(meeting)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refused_into(form):
            cancel_meeting(actor=request.actor, key=read_key(request), meeting=row.key, **form.cleaned_data)
            messages.success(request, gettext("已取消，议题回到待排期。"))
            return request.back_to("staff:hall_meeting", meeting)
    return form_page(request, form, _("取消会议"), sub=row.title, **_back(meeting))


@require_POST
@staff_page(roles=READERS)
def add_to_agenda(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """Put a motion on the agenda."""
    row, motion = find_meeting(meeting), find_motion(request.POST.get("motion", "")[:20])
    minutes = request.POST.get("minutes", "")
    if not re.fullmatch(r"[0-9]{1,3}", minutes):
        raise BadInput("minutes", "time_box")
    put_on_agenda(
        actor=request.actor, key=read_key(request), meeting=row.key, motion=motion.key, minutes=int(minutes)
    )  # fmt: skip
    messages.success(request, gettext("已排上议程，提出和附议的人会看到。"))
    return request.back_to("staff:hall_meeting", meeting)


@require_POST
@staff_page(roles=READERS)
def tick_members(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """Count the members ticked."""
    row = find_meeting(meeting)
    try:
        ids = tuple(UUID(one) for one in request.POST.getlist("member")[:500])
    except ValueError:
        raise BadInput("members", "unknown") from None
    new = tick_attendance(actor=request.actor, key=read_key(request), meeting=row.key, members=ids)
    messages.success(request, gettext("新签到 %(n)d 人。") % {"n": new})
    return request.back_to("staff:hall_meeting", meeting)


@staff_page(roles=READERS)
def paper_list(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """Enter a paper list of who attended."""
    row = find_meeting(meeting)
    form = PaperForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refused_into(form):
            new = tick_attendance(
                actor=request.actor, key=read_key(request), meeting=row.key, lines=_lines(form.cleaned_data["lines"])
            )  # fmt: skip
            messages.success(request, gettext("新签到 %(n)d 人。") % {"n": new})
            return request.back_to("staff:hall_meeting", meeting)
    return form_page(request, form, _("补录纸质签到"), sub=row.title, **_back(meeting))


@require_safe
@staff_page(roles=READERS)
def meeting_sheet(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """The code to hang on the wall, with the agenda."""
    page = meeting_page(request.actor, meeting)
    path = reverse("resident:attend", args=[page.meeting.code])
    return request.show(
        "staff/halls/sheet.html",
        page=page,
        meeting=page.meeting,
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        lines=[gettext("手机扫一扫签到，一个号码算一次"), gettext("没带手机，请找工作人员在名单上点到")],
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:hall_meeting", args=[meeting]),
    )


def shown_of(page: MeetingPage) -> dict[str, Any]:
    """What the page of a meeting shows."""
    return {
        "page": page,
        "meeting": page.meeting,
        "hall": page.hall,
        "kind": page.kind,
        "attended": page.attended,
        "agenda": page.agenda,
        "total": sum(one.minutes for one in page.agenda),
        "majority": _(page.majority.label),
        "agenda_key": uuid7(),
        "tick_key": uuid7(),
        "is_over": page.meeting.ends_at < clock.now(),
        "in_time": clock.now() <= page.notice_by,
    }


def _back(meeting: UUID) -> dict[str, Any]:
    return {"back": reverse("staff:hall_meeting", args=[meeting]), "back_words": _("回到这次会议")}


def _lines(text: str) -> tuple[tuple[str, str], ...]:
    """Name and telephone of each line: what begins with a digit is the number."""
    found = []
    for one in text.splitlines():
        parts = [part for part in re.split(r"[\s,，、;；]+", one.strip()) if part]
        if parts:
            number = "".join(part for part in parts[1:] if re.match(r"[+\d(（]", part))
            found.append((parts[0], number))
    return tuple(found)
