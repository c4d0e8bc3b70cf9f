"""The alliance of a community (共治联盟) on one page: members, advisers, meetings, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.alliance.actions.change_liaison import change_liaison
from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.actions.leave_alliance import leave_alliance
from linli.alliance.actions.name_adviser import name_adviser
from linli.alliance.actions.release_adviser import release_adviser
from linli.alliance.actions.set_meeting_rhythm import set_meeting_rhythm
from linli.alliance.queries.alliance_page import RhythmShown, adviser_choices, adviser_key, alliance_page
from linli.alliance.queries.members import member_row, phone_of_member
from linli.doors.deed_key import read_key
from linli.doors.look.words_for_time import duration_words
from linli.doors.rail import AT_A_DESK
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.needs.deed_forms import EMPTY, words_field
from linli.doors.staff.needs.new_need import WEEKDAYS
from linli.insight.arrivals import arrivals_of
from linli.kernel import clock
from linli.ledger.audit import home_of

COMMUNITY_DIGITS = 12
ARRIVALS_DAYS = 365
NTH = (
    ("1", gettext_lazy("第一个")),
    ("2", gettext_lazy("第二个")),
    ("3", gettext_lazy("第三个")),
    ("4", gettext_lazy("第四个")),
    ("-1", gettext_lazy("最后一个")),
)
EVERY = (
    ("1", gettext_lazy("每个月")),
    ("2", gettext_lazy("每两个月")),
    ("3", gettext_lazy("每三个月")),
    ("6", gettext_lazy("每半年")),
)


class RhythmForm(forms.Form):
    """How often, on which day, at which hour, where."""

    every_months = forms.ChoiceField(label=gettext_lazy("多久一次"), choices=EVERY, initial="2")
    nth = forms.ChoiceField(label=gettext_lazy("哪一个"), choices=NTH, initial="1")
    weekday = forms.ChoiceField(label=gettext_lazy("星期几"), choices=WEEKDAYS, initial="3")
    hour = forms.IntegerField(label=gettext_lazy("几点开"), min_value=0, max_value=23, initial=15)
    venue = forms.CharField(label=gettext_lazy("在哪里开"), max_length=80, error_messages={"required": EMPTY})


class LiaisonForm(forms.Form):
    """Whom to call there from now on."""

    liaison = forms.CharField(label=gettext_lazy("联系人姓名"), max_length=40, error_messages={"required": EMPTY})
    phone = forms.CharField(
        label=gettext_lazy("联系电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": EMPTY},
    )


class LeaveForm(forms.Form):
    """Why it leaves."""

    reason = words_field(gettext_lazy("为什么退出"), "", 200)


class AdviserForm(forms.Form):
    """Which department's liaison."""

    post = forms.ChoiceField(label=gettext_lazy("部门联络员"), error_messages={"required": EMPTY})


@require_safe
@staff_page(roles=AT_A_DESK)
def alliance(request: StaffRequest) -> HttpResponse:
    """The page. At most twenty statements with the frame: five lists that do not grow with one another."""
    community = community_of_actor(request)
    now = clock.now()
    called = arrivals_of(community, now, now - timedelta(days=ARRIVALS_DAYS))
    return request.show(
        "staff/alliance/alliance.html",
        page=(page := alliance_page(community)),
        rhythm_words=rhythm_words(page.rhythm) if page.rhythm else "",
        arrivals=[{"one": one, "median": duration_words(one.median) if one.median else ""} for one in called],
        is_late=page.due_on is not None and page.called is None and page.due_on < clock.today(),
        may_keep=bool(request.actor.roles & KEEPERS),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def meeting_rhythm(request: StaffRequest) -> HttpResponse:
    """Set the rhythm of the joint meetings."""
    posted = request.method == "POST"
    form = RhythmForm(request.POST if posted else None)
    if posted and form.is_valid():
        said = form.cleaned_data
        numbers = {name: int(said[name]) for name in ("every_months", "nth", "weekday", "hour")}
        with refused_into(form):
            set_meeting_rhythm(
                actor=request.actor,
                key=read_key(request),
                community=community_of_actor(request),
                venue=said["venue"],
                **numbers,
            )
            messages.success(request, _("联席会议的规律定好了，到期前一周会提醒召集。"))
            return request.back_to("staff:alliance")
    return form_page(request, form, _("定联席会议的规律"), posted)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def new_adviser(request: StaffRequest) -> HttpResponse:
    """Name a governance adviser."""
    posted, community = request.method == "POST", community_of_actor(request)
    form = AdviserForm(request.POST if posted else None)
    form.fields["post"].choices = [("", _("请选择")), *adviser_choices(community)]
    if posted and form.is_valid():
        with refused_into(form):
            post = UUID(form.cleaned_data["post"])
            name_adviser(actor=request.actor, key=read_key(request), community=community, post=post)
            messages.success(request, _("治理顾问已聘请，已发提醒给本人。"))
            return request.back_to("staff:alliance")
    return form_page(request, form, _("聘请治理顾问"), posted)


@require_POST
@staff_page(roles=KEEPERS)
def end_adviser(request: StaffRequest, adviser: UUID) -> HttpResponse:
    """An adviser's time ends."""
    release_adviser(actor=request.actor, key=read_key(request), adviser=adviser_key(adviser))
    messages.success(request, _("已记下卸任。"))
    return request.back_to("staff:alliance")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def member_liaison(request: StaffRequest, member: UUID) -> HttpResponse:
    """Another liaison of a member."""
    row, posted = member_row(member), request.method == "POST"
    form = LiaisonForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            change_liaison(actor=request.actor, key=read_key(request), member=row.key, **form.cleaned_data)
            messages.success(request, _("联系人已更换。"))
            return request.back_to("staff:alliance")
    return form_page(request, form, _("更换单位联系人"), posted)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def member_leaves(request: StaffRequest, member: UUID) -> HttpResponse:
    """A member leaves."""
    row, posted = member_row(member), request.method == "POST"
    form = LeaveForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            leave_alliance(actor=request.actor, key=read_key(request), member=row.key, **form.cleaned_data)
            messages.success(request, _("已记下退出。它提供的资源不再对接，已答应的不受影响。"))
            return request.back_to("staff:alliance")
    return form_page(request, form, _("单位退出联盟"), posted)


@require_POST
@staff_page(roles=KEEPERS)
def call_member(request: StaffRequest, member: UUID) -> HttpResponse:
    """The whole number of a member's liaison, to call; recorded."""
    _name, phone = phone_of_member(request.actor, member)
    return request.show("staff/needs/phone.html", phone=phone, back_url=reverse("staff:alliance"))


def community_of_actor(request: StaffRequest) -> str:
    """The community whose alliance the actor keeps; a street's staff see the street's first."""
    return home_of(request.actor)[:COMMUNITY_DIGITS]


def form_page(
    request: StaffRequest, form: forms.Form, title: str, posted: bool, back: str = "", note: str = ""
) -> HttpResponse:
    """A form on its own page."""
    return request.show(
        "staff/alliance/form.html",
        status=422 if posted else 200,
        form=form,
        title=title,
        note=note,
        back=back or reverse("staff:alliance"),
    )


def rhythm_words(row: RhythmShown) -> str:
    """每两个月，第一个周三 15 点，社区会议室."""
    every = dict(EVERY).get(str(row.every_months)) or _("每 %(n)d 个月") % {"n": row.every_months}
    return _("%(every)s，%(nth)s%(weekday)s %(hour)d 点，%(venue)s") % {
        "every": every,
        "nth": dict(NTH)[str(row.nth)],
        "weekday": dict(WEEKDAYS)[str(row.weekday)],
        "hour": row.hour,
        "venue": row.venue,
    }
