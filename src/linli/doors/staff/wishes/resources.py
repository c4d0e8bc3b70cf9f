"""The resource list: members, what they pledge, and the ledger; a new member, a new pledge."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.alliance.actions.join_alliance import KEEPERS, join_alliance
from linli.alliance.actions.pledge_resource import Offer, pledge_resource
from linli.alliance.actions.withdraw_pledge import withdraw_pledge
from linli.alliance.queries.members import unit_choices
from linli.alliance.queries.resource_list import PledgeLine, pledge_key, resource_list
from linli.alliance.rules import ResourceKind
from linli.alliance.rules.member_kinds import MemberKind
from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField
from linli.doors.rail import AT_A_DESK, CENTRE
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.needs.new_need import WindowFields
from linli.doors.staff.needs.window_words import window_words
from linli.kernel import clock
from linli.kernel.errors import Conflict
from linli.ledger.audit import home_of
from linli.places.queries import grids_of

COMMUNITY_DIGITS = 12
EMPTY = _("这一项还空着，请补上。")
STANDINGS = {
    "good": (_("可用"), "settled"),
    "soon": (_("快到期"), "soon"),
    "used_up": (_("已用完"), "calm"),
    "over": (_("已过期"), "calm"),
    "withdrawn": (_("已撤下"), "calm"),
}


class MemberForm(forms.Form):
    """A unit and whom to call there."""

    name = forms.CharField(label=_("单位名称"), max_length=60, error_messages={"required": EMPTY})
    kind = forms.ChoiceField(
        label=_("单位类型"),
        choices=[(one.value, _(one.label)) for one in MemberKind],
        error_messages={"required": EMPTY},
    )
    liaison = forms.CharField(label=_("联系人姓名"), max_length=40, error_messages={"required": EMPTY})
    phone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": EMPTY},
    )


def _day(label: str, days: int) -> DayField:
    return DayField(
        label=label,
        initial=lambda: clock.today() + timedelta(days=days),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )


class PledgeForm(WindowFields):
    """What a member puts up."""

    organisation = forms.ChoiceField(label=_("共建单位"), error_messages={"required": EMPTY})
    kind = forms.ChoiceField(
        label=_("是哪一类资源"),
        choices=[(one.value, _(one.label)) for one in ResourceKind],
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )
    title = forms.CharField(
        label=_("提供什么"),
        help_text=_("例如：老花镜；活动室一间；水电维修"),
        max_length=80,
        error_messages={"required": EMPTY},
    )
    quantity = forms.DecimalField(
        label=_("数量"),
        max_digits=9,
        decimal_places=2,
        error_messages={"required": EMPTY, "invalid": _("请填一个数字。")},
    )
    unit = forms.CharField(label=_("单位（副、次、小时、元）"), max_length=12, error_messages={"required": EMPTY})
    first_on = _day(_("从哪天起"), 0)
    last_on = _day(_("到哪天止"), 180)
    lead_days = forms.IntegerField(
        label=_("要提前几天说"),
        help_text=_("从联系到送到、到场要几天；当天就行填 0。"),
        min_value=0,
        max_value=180,
        initial=0,
        required=False,
    )
    area = forms.ChoiceField(label=_("供哪里用"), required=False)
    field_order = (
        "organisation", "kind", "title", "quantity", "unit", "first_on", "last_on", "lead_days", "area", "weekdays",
        "from_hour", "to_hour",
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[tuple[str, str]], areas: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].choices = [("", gettext("请选择")), *units]
        self.fields["area"].choices = areas


@require_safe
@staff_page(roles=AT_A_DESK | CENTRE)
def resources(request: StaffRequest) -> HttpResponse:
    """The three lists of the jurisdiction. At most ten statements with the frame."""
    found = resource_list()
    return request.show(
        "staff/wishes/resources.html",
        found=found,
        pledges=[
            {
                "row": one,
                "word": STANDINGS[one.standing][0],
                "tone": STANDINGS[one.standing][1],
                "when": _when(one),
            }
            for one in found.pledges
        ],
        may_keep=bool(request.actor.roles & KEEPERS),
    )


@staff_page(roles=KEEPERS)
def new_member(request: StaffRequest) -> HttpResponse:
    """Enter a member unit of the own community."""
    posted = request.method == "POST"
    form = MemberForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            try:
                join_alliance(
                    actor=request.actor, key=read_key(request), community=_community(request), **form.cleaned_data
                )
            except Conflict:
                form.add_error("name", gettext("这家单位已经在名单里了。"))
            else:
                messages.success(request, gettext("共建单位已登记。"))
                return request.back_to("staff:resources")
    return _form_page(request, form, gettext("登记共建单位"), posted)


@staff_page(roles=KEEPERS)
def new_pledge(request: StaffRequest) -> HttpResponse:
    """Enter what a member unit puts up for the own community."""
    posted, community = request.method == "POST", _community(request)
    units = unit_choices(community)
    if not units:
        messages.info(request, gettext("先登记一家共建单位，再登记它提供的资源。"))
        return request.back_to("staff:new_member")
    areas = [(community, gettext("整个社区")), *grids_of(community)]
    form = PledgeForm(request.POST if posted else None, units=units, areas=areas)
    if posted and form.is_valid():
        said = form.cleaned_data
        taken = ("kind", "title", "quantity", "unit", "first_on", "last_on")
        offer = Offer(
            **{name: said[name] for name in taken},
            area=said["area"] or community,
            lead_days=said["lead_days"] or 0,
            window=form.window(),
        )
        with refused_into(form):
            pledge_resource(
                actor=request.actor,
                key=read_key(request),
                organisation=UUID(said["organisation"]),
                offer=offer,
            )
            messages.success(request, gettext("资源已登记，到期前 30 天会提醒。"))
            return request.back_to("staff:resources")
    return _form_page(request, form, gettext("登记资源"), posted)


@require_POST
@staff_page(roles=KEEPERS)
def take_off_pledge(request: StaffRequest, pledge: UUID) -> HttpResponse:
    """Take a pledge off the list."""
    withdraw_pledge(actor=request.actor, key=read_key(request), pledge=pledge_key(pledge))
    messages.success(request, gettext("已从资源清单撤下，已答应的不受影响。"))
    return request.back_to("staff:resources")


def _when(one: PledgeLine) -> str:
    """The hours, and how long before it must be said, where either is not at any time."""
    words = [] if one.window.is_any_time else [window_words(one.window)]
    if one.lead_days:
        words.append(ngettext("提前 %(n)d 天说", "提前 %(n)d 天说", one.lead_days) % {"n": one.lead_days})
    return gettext("，").join(words)


def _community(request: StaffRequest) -> str:
    return home_of(request.actor)[:COMMUNITY_DIGITS]


def _form_page(request: StaffRequest, form: forms.Form, title: str, posted: bool) -> HttpResponse:
    return request.show(
        "staff/wishes/resource_form.html",
        status=422 if posted else 200,
        form=form,
        title=title,
        back=reverse("staff:resources"),
    )
