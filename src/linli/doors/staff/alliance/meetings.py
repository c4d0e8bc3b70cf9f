"""Joint meetings: calling one, its agenda, its minutes, and what each point became."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.alliance.actions.add_meeting_point import add_meeting_point
from linli.alliance.actions.call_meeting import call_meeting
from linli.alliance.actions.cancel_meeting import cancel_meeting
from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.actions.settle_point import settle_point
from linli.alliance.actions.write_minutes import Outcome, write_minutes
from linli.alliance.queries.alliance_page import alliance_page
from linli.alliance.queries.meeting_page import MeetingPage, Point, meeting_page, point_key
from linli.alliance.rules.member_kinds import PointSubject
from linli.cases.queries.visible import case_by_code
from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField
from linli.doors.rail import AT_A_DESK, OUTSIDE
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.needs.deed_forms import EMPTY, day_field, words_field
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import Conflict

from .alliance import community_of_actor, form_page

PAGES = {
    PointSubject.WISH: "staff:wish",
    PointSubject.NEED: "staff:need",
    PointSubject.PROJECT: "staff:project",
    PointSubject.CASE: "staff:case",
}


class CallForm(forms.Form):
    """When and where."""

    on = day_field(gettext_lazy("哪天开"))
    hour = forms.IntegerField(label=gettext_lazy("几点"), min_value=0, max_value=23, initial=15)
    venue = forms.CharField(label=gettext_lazy("在哪里开"), max_length=80, error_messages={"required": EMPTY})


class PointForm(forms.Form):
    """One more point, about a case if its code is given."""

    title = forms.CharField(label=gettext_lazy("议题"), max_length=120, error_messages={"required": EMPTY})
    case = forms.CharField(
        label=gettext_lazy("事项编号（没有就空着）"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why it is called off."""

    reason = words_field(gettext_lazy("为什么取消"), "", 200)


class DoneForm(forms.Form):
    """How it was done."""

    words = words_field(gettext_lazy("怎么办完的"))


class MinutesForm(forms.Form):
    """Who came and what was said in general; and for each point the outcome, who does it and by when."""

    attended = forms.MultipleChoiceField(
        label=gettext_lazy("哪些单位来了"), required=False, widget=forms.CheckboxSelectMultiple
    )
    summary = words_field(gettext_lazy("会议情况"), gettext_lazy("不写居民姓名、电话、门牌。"), 1000, required=False)

    def __init__(self, *args: Any, page: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.points = [one for one in page.points if one.done_at is None]
        self.fields["attended"].choices = page.units
        units = [("", _("不用单位办")), *page.units]
        for one in self.points:
            number = str(one.number)
            self.fields[f"outcome_{number}"] = words_field(gettext_lazy("议定"), "", 400, required=False)
            self.fields[f"outcome_{number}"].widget.attrs["rows"] = 2
            self.fields[f"outcome_{number}"].initial = one.outcome
            self.fields[f"unit_{number}"] = forms.ChoiceField(
                label=gettext_lazy("哪家办"), required=False, choices=units, initial=str(one.organisation_id or "")
            )
            self.fields[f"doer_{number}"] = forms.CharField(
                label=gettext_lazy("或者谁办"), required=False, max_length=60, initial=one.doer
            )
            self.fields[f"due_{number}"] = DayField(
                label=gettext_lazy("哪天以前"),
                required=False,
                initial=one.due_on,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                error_messages={"invalid": gettext_lazy("请选一个日子。")},
            )

    def rows(self) -> list[dict[str, Any]]:
        """The fields of each point."""
        return [
            {
                "point": one,
                "outcome": self[f"outcome_{one.number}"],
                "unit": self[f"unit_{one.number}"],
                "doer": self[f"doer_{one.number}"],
                "due": self[f"due_{one.number}"],
            }
            for one in self.points
        ]

    def outcomes(self) -> list[Outcome]:
        """What was written of each point."""
        said = self.cleaned_data
        return [
            Outcome(
                one.id,
                said[f"outcome_{one.number}"],
                UUID(said[f"unit_{one.number}"]) if said[f"unit_{one.number}"] else None,
                said[f"doer_{one.number}"],
                said[f"due_{one.number}"],
            )
            for one in self.points
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def new_meeting(request: StaffRequest) -> HttpResponse:
    """Call a meeting; day, hour and place are proposed by the rhythm."""
    posted, community = request.method == "POST", community_of_actor(request)
    initial = {}
    if not posted:
        page = alliance_page(community)
        if page.rhythm is not None:
            initial = {"on": page.due_on, "hour": page.rhythm.hour, "venue": page.rhythm.venue}
    form = CallForm(request.POST if posted else None, initial=initial)
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            try:
                meeting = call_meeting(
                    actor=request.actor,
                    key=read_key(request),
                    community=community,
                    starts_at=datetime.combine(said["on"], time(said["hour"]), SHANGHAI),
                    venue=said["venue"],
                )
            except Conflict:
                form.add_error("on", _("这个时间已经召集过一次联席会议了。"))
            else:
                messages.success(
                    request, _("已召集。等着商量的心愿、需求、项目都列进了议题；有账号的单位和顾问已收到通知。")
                )
                return request.back_to("staff:meeting", meeting.id)
    return form_page(request, form, _("召集联席会议"), posted)


@require_safe
@staff_page(roles=AT_A_DESK | OUTSIDE)
def show_meeting(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """The meeting. Nine statements with the frame."""
    page = meeting_page(meeting)
    return request.show("staff/alliance/meeting.html", **shown_of(page, request))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def minutes(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """Write the minutes."""
    page, posted = meeting_page(meeting), request.method == "POST"
    names = dict(page.units)
    came = [unit for unit, name in names.items() if name in page.attended]
    initial = {"attended": came, "summary": page.summary}
    form = MinutesForm(request.POST if posted else None, page=page, initial=initial)
    if posted and form.is_valid():
        with refused_into(form):
            write_minutes(
                actor=request.actor,
                key=read_key(request),
                meeting=page.key,
                attended=[UUID(one) for one in form.cleaned_data["attended"]],
                summary=form.cleaned_data["summary"],
                outcomes=form.outcomes(),
            )
            messages.success(request, _("纪要已保存，到期没有办完的会提醒。"))
            return request.back_to("staff:meeting", meeting)
    return request.show(
        "staff/alliance/minutes.html",
        status=422 if posted else 200,
        form=form,
        rows=form.rows(),
        **shown_of(page, request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def add_point(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """One more point."""
    page, posted = meeting_page(meeting), request.method == "POST"
    form = PointForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            about: dict[str, Any] = {}
            if form.cleaned_data["case"]:
                case = case_by_code(request.actor, form.cleaned_data["case"])
                about = {"subject": PointSubject.CASE, "subject_id": case.id, "subject_code": case.code}
            add_meeting_point(
                actor=request.actor, key=read_key(request), meeting=page.key, title=form.cleaned_data["title"], **about
            )
            messages.success(request, _("已加进议题。"))
            return request.back_to("staff:meeting", meeting)
    return form_page(request, form, _("加一项议题"), posted, back=reverse("staff:meeting", args=[meeting]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def call_off(request: StaffRequest, meeting: UUID) -> HttpResponse:
    """Call it off."""
    page, posted = meeting_page(meeting), request.method == "POST"
    form = ReasonForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            cancel_meeting(actor=request.actor, key=read_key(request), meeting=page.key, **form.cleaned_data)
            messages.success(request, _("已取消。请通知各单位，另定时间。"))
            return request.back_to("staff:meeting", meeting)
    return form_page(request, form, _("取消联席会议"), posted, back=reverse("staff:meeting", args=[meeting]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def point_done(request: StaffRequest, meeting: UUID, point: UUID) -> HttpResponse:
    """A point has been done."""
    key, posted = point_key(meeting, point), request.method == "POST"
    form = DoneForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            settle_point(actor=request.actor, key=read_key(request), point=key, **form.cleaned_data)
            messages.success(request, _("已记下办完。"))
            return request.back_to("staff:meeting", meeting)
    return form_page(request, form, _("这件事办完了"), posted, back=reverse("staff:meeting", args=[meeting]))


def shown_of(page: MeetingPage, request: StaffRequest) -> dict[str, Any]:
    """What every page about the meeting shows of it."""
    keeps = bool(request.actor.roles & KEEPERS)
    return {
        "page": page,
        "points": [{"one": one, "url": _page_of(one)} for one in page.points],
        "may_keep": keeps and page.state != "cancelled",
        "may_write": keeps and page.state != "cancelled" and page.began,
        "may_cancel": keeps and page.state == "called",
    }


def _page_of(one: Point) -> str:
    """Where what the point is about is shown; empty where it has no page."""
    if one.subject not in PAGES or not one.code:
        return ""
    try:
        return reverse(PAGES[one.subject], args=[one.code])
    except NoReverseMatch:
        return ""
