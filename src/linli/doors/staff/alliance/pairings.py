"""Households paired with organs and firms (结对): who is due a contact, one pairing, and its contacts."""

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

from linli.alliance.actions.ask_need import DESK_AND_FIELD
from linli.alliance.actions.end_pairing import end_pairing
from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.actions.pair_household import MOST_DAYS, Household, pair_household
from linli.alliance.actions.record_pairing_contact import ContactWay, record_pairing_contact
from linli.alliance.queries.members import unit_choices
from linli.alliance.queries.pairings import pairing_page, pairings, pairings_due, reveal_household
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.needs.deed_forms import EMPTY, day_field, words_field
from linli.doors.staff.volunteers.forms import ExportForm
from linli.kernel.actor import Role
from linli.kernel.errors import Conflict
from linli.ledger.audit import home_of
from linli.places.queries import grids_of

from .alliance import COMMUNITY_DIGITS, form_page

SERVING = DESK_AND_FIELD - {Role.BUILDING_CAPTAIN, Role.PATCH_LEADER}
"""Who serves the households of the place as an office: neighbours among neighbours do not read whom an office helps."""


class PairingForm(forms.Form):
    """Who is helped by whom, for what, with whose consent, how often."""

    organisation = forms.ChoiceField(label=_("哪家单位"), error_messages={"required": EMPTY})
    helper = forms.CharField(label=_("单位里谁来联系"), max_length=40, required=False)
    name = forms.CharField(
        label=_("户主或本人姓名"), max_length=40, error_messages={"required": EMPTY},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("电话"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    )  # fmt: skip
    address = forms.CharField(
        label=_("住址"), max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    area = forms.ChoiceField(label=_("在哪个网格"), required=False)
    purpose = forms.CharField(
        label=_("为什么结对"),
        help_text=_("写要帮什么，不写姓名住址。例如：每月陪同就医；辅导功课。"),
        max_length=200,
        error_messages={"required": EMPTY},
    )
    consent_by = forms.CharField(
        label=_("谁同意的"), help_text=_("本人；未成年人由监护人同意。"), max_length=40, error_messages={"required": EMPTY},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    consented_on = day_field(_("哪天同意的"), 0)
    every_days = forms.IntegerField(label=_("最多隔几天联系一次"), min_value=1, max_value=MOST_DAYS, initial=30)

    def __init__(self, *args: Any, units: list[tuple[str, str]], grids: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].choices = [("", gettext("请选择")), *units]
        self.fields["area"].choices = [("", gettext("整个社区")), *grids]


class ContactForm(forms.Form):
    """What was done and heard."""

    way = forms.ChoiceField(
        label=_("怎么联系的"), choices=[(one.value, _(one.label)) for one in ContactWay], widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )  # fmt: skip
    on = day_field(_("哪天"), 0)
    words = words_field(_("情况怎么样"), _("只有服务这一户的人看得到。"), 400)
    brought = forms.CharField(label=_("送去了什么"), help_text=_("没有就空着。"), max_length=80, required=False)


class EndForm(forms.Form):
    """Why it ends."""

    reason = words_field(_("为什么结束"), _("例如：孩子考上了；本人不再需要。不写姓名。"), 200)


@require_safe
@staff_page(roles=SERVING)
def pairing_list(request: StaffRequest) -> HttpResponse:
    """Who is due a contact first. Eight statements with the frame."""
    ended = request.GET.get("show") == "ended"
    page = read_page(request, lambda at: pairings(ended=ended, at=at))
    due = pairings_due()
    return request.show(
        "staff/alliance/pairings.html",
        page=page,
        due=due,
        ended=ended,
        export_form=ExportForm(auto_id="id_export_%s"),
        may_keep=bool(request.actor.roles & KEEPERS),
        tabs=[
            {"label": gettext("结对中"), "url": "?show=open", "current": not ended},
            {"label": gettext("已结束"), "url": "?show=ended", "current": ended},
        ],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def new_pairing(request: StaffRequest) -> HttpResponse:
    """Pair a household with a member unit."""
    posted, community = request.method == "POST", home_of(request.actor)[:COMMUNITY_DIGITS]
    units = unit_choices(community)
    if not units:
        messages.info(request, gettext("先登记一家共建单位，再结对。"))
        return request.back_to("staff:new_member")
    form = PairingForm(request.POST if posted else None, units=units, grids=grids_of(community))
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            try:
                row = pair_household(
                    actor=request.actor,
                    key=read_key(request),
                    place_code=said["area"] or community,
                    organisation=UUID(said["organisation"]),
                    household=Household(
                        said["name"],
                        said["phone"],
                        said["address"],
                        said["purpose"],
                        said["consent_by"],
                        said["consented_on"],
                    ),
                    helper=said["helper"],
                    every_days=said["every_days"],
                )
            except Conflict:
                form.add_error("organisation", gettext("这一户和这家单位已经结对了。"))
            else:
                days = ngettext("结对好了，%(n)d 天内要联系一次。", "结对好了，%(n)d 天内要联系一次。", row.every_days)
                messages.success(request, days % {"n": row.every_days})
                return request.back_to("staff:pairing", row.id)
    return request.show("staff/alliance/new_pairing.html", form=form, status=422 if posted else 200)


@require_safe
@staff_page(roles=SERVING)
def show_pairing(request: StaffRequest, pairing: UUID) -> HttpResponse:
    """One pairing, masked; the look is recorded. Nine statements with the frame."""
    page = pairing_page(request.actor, pairing)
    return request.show(
        "staff/alliance/pairing.html",
        page=page,
        may_keep=bool(request.actor.roles & KEEPERS),
    )


@require_POST
@staff_page(roles=SERVING)
def reveal_pairing(request: StaffRequest, pairing: UUID) -> HttpResponse:
    """Number and address in clear, to visit; recorded."""
    name, phone, address = reveal_household(request.actor, pairing)
    return request.show("staff/alliance/household.html", name=name, phone=phone, address=address, pairing=pairing)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=SERVING)
def pairing_contact(request: StaffRequest, pairing: UUID) -> HttpResponse:
    """Record a contact."""
    page, posted = pairing_page(request.actor, pairing), request.method == "POST"
    form = ContactForm(request.POST if posted else None)
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            record_pairing_contact(
                actor=request.actor,
                key=read_key(request),
                pairing=page.key,
                on=said["on"],
                way=ContactWay(said["way"]),
                words=said["words"],
                brought=said["brought"],
            )
            messages.success(request, gettext("已记下这次联系。"))
            return request.back_to("staff:pairing", pairing)
    return form_page(request, form, gettext("记一次联系"), posted, back=reverse("staff:pairing", args=[pairing]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def pairing_ends(request: StaffRequest, pairing: UUID) -> HttpResponse:
    """End it with the reason."""
    page, posted = pairing_page(request.actor, pairing), request.method == "POST"
    form = EndForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            end_pairing(actor=request.actor, key=read_key(request), pairing=page.key, **form.cleaned_data)
            messages.success(request, gettext("结对已结束。"))
            return request.back_to("staff:pairing", pairing)
    return form_page(request, form, gettext("结束结对"), posted, back=reverse("staff:pairing", args=[pairing]))
