"""Ask first: wishes for activities, sorted into the needs list, and what became of each line."""

from __future__ import annotations

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

from linli.activities.actions.decline_need import decline_need
from linli.activities.actions.group_wishes import group_wishes
from linli.activities.actions.wish_for_activity import wish_for_activity
from linli.activities.plan import Hoped
from linli.activities.queries.needs import find_need, needs_list
from linli.activities.rules import AgeGroup, NeedState, WishWay
from linli.activities.who_may import ORGANISERS
from linli.doors.activity_words import TONES
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.resident.raise_form import Words, as_id
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.case_codes import show_case_code
from linli.people.follow_word import follow_word
from linli.places.queries import place_facts

from .frame import HELPERS, community_of, prefix_of


class TakenForm(forms.Form):
    """A wish somebody told a neighbour, an officer, the desk."""

    words = Words(
        label=_("想要什么活动（照原话记）"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写一写想要什么活动，一句话就行。"), "max_length": _("请不要超过 500 字。")},
    )
    way = forms.ChoiceField(
        label=_("怎么来的"),
        choices=[(one.value, _(one.label)) for one in WishWay if one is not WishWay.PAGE],
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )
    group = forms.ChoiceField(
        label=_("给谁办"),
        required=False,
        choices=[("", _("没说")), *((one.value, _(one.label)) for one in AgeGroup)],
        error_messages={"invalid_choice": _("请选一项。")},
    )
    phone = forms.CharField(
        label=_("本人电话"),
        help_text=_("留了，本人凭尾号四位查结果；不留的会给一个口令。"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"max_length": _("这不像一个电话号码，请检查。")},
    )


@require_safe
@staff_page(roles=ORGANISERS)
def needs(request: StaffRequest) -> HttpResponse:
    """The needs list, and the wishes that wait to be sorted. At most seven statements with the frame."""
    return _show(request)


@require_POST
@staff_page(roles=ORGANISERS)
def sort_wishes(request: StaffRequest) -> HttpResponse:
    """Put the picked wishes into a line."""
    community = community_of(request)
    picked = [id for id in (as_id(text) for text in request.POST.getlist("pick")[:200]) if id]
    need_id = as_id(request.POST.get("need", ""))
    group_wishes(
        actor=request.actor,
        key=read_key(request),
        community=community,
        wishes=picked,
        title=request.POST.get("title", ""),
        need=find_need(community, need_id).key if need_id else None,
    )
    messages.success(request, gettext("已归好。提过的人会看到这一行和人数。"))
    return request.back_to("staff:activity_needs")


@require_POST
@staff_page(roles=ORGANISERS)
def decline(request: StaffRequest, id: UUID) -> HttpResponse:
    """Say why a line cannot be met."""
    need = find_need(community_of(request), id)
    decline_need(actor=request.actor, key=read_key(request), need=need.key, reason=request.POST.get("reason", ""))
    messages.success(request, gettext("理由已告诉提过的人。"))
    return request.back_to("staff:activity_needs")


@staff_page(roles=HELPERS)
def take_wish(request: StaffRequest) -> HttpResponse:
    """Write down what somebody wishes. One statement besides the frame's."""
    posted, taken = request.method == "POST", None
    form = TakenForm(request.POST if posted else None)
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            taken = wish_for_activity(
                actor=request.actor,
                key=read_key(request),
                hoped=Hoped(
                    community_of(request), said["words"], WishWay(said["way"]), said["group"], "", said["phone"]
                ),
            )
    return request.show(
        "staff/activities/take_wish.html",
        status=422 if posted and taken is None else 200,
        form=TakenForm() if taken else form,
        taken=taken,
        taken_code=show_case_code(taken.code) if taken else "",
        taken_word="" if taken is None or taken.phone else follow_word(taken.id),
    )


@require_safe
@staff_page(roles=ORGANISERS)
def needs_card(request: StaffRequest) -> HttpResponse:
    """The QR card to hang where people meet. One statement besides the frame's."""
    community = community_of(request)
    path = reverse("resident:wish_activity", args=[community])
    return request.show(
        "staff/activities/card.html",
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        title=gettext("%(community)s：想要什么活动") % {"community": place_facts(community).community},
        lines=[gettext("手机扫一扫，一句话就行"), gettext("不会用手机，告诉网格员或楼栋长")],
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:activity_needs"),
    )


def _show(request: StaffRequest, status: int = 200, **context: Any) -> HttpResponse:
    found = needs_list(prefix_of(request))
    return request.show(
        "staff/activities/needs.html",
        status=status,
        found=found,
        lines=[
            {
                "need": need,
                "tone": TONES[need.state],
                "can_plan": need.state is NeedState.OPEN and need.activity_id is None,
            }
            for need in found.needs
        ],
        **context,
    )
