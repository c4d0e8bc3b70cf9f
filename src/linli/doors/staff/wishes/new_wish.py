"""A wish written down for somebody: at the door, on the telephone, from a slip in the wish box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.collect_wish import collect_wish
from linli.alliance.hope import LONGEST_WORDS, Hope, WishWay
from linli.doors.deed_key import read_key
from linli.doors.rail import IN_THE_FIELD
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Role
from linli.kernel.scope import EVERYTHING
from linli.ledger.audit import home_of
from linli.places.queries import EstateChoice, estates_of

COLLECTORS = IN_THE_FIELD | {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}
COMMUNITY_DIGITS = 12


class NewWishForm(forms.Form):
    """What is wished for, in the wisher's words; the person may stay unnamed."""

    words = forms.CharField(
        label=_("心愿（照原话记）"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("请写下心愿，几个字也可以。"),
            "max_length": _("写得太长了，请不要超过 1000 字。"),
        },
    )
    way = forms.ChoiceField(label=_("怎么来的"), error_messages={"required": _("请选一项。")})
    estate = forms.ChoiceField(
        label=_("哪个小区"), required=False, error_messages={"invalid_choice": _("没有这个小区，请重新选。")}
    )
    name = forms.CharField(
        label=_("许愿人姓名"), required=False, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("许愿人电话"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, estates: list[EstateChoice], **options: Any) -> None:
        super().__init__(*args, **options)
        ways = [way for way in WishWay if way is not WishWay.PAGE]
        self.fields["way"].choices = [(way.value, gettext(way.label)) for way in ways]
        self.fields["estate"].choices = [
            ("", gettext("不在小区里，或说不清")),
            *((str(one.id), one.name) for one in estates),
        ]


@staff_page(roles=COLLECTORS)
def new_wish(request: StaffRequest) -> HttpResponse:
    """Write a wish down. One statement for each community besides the frame's, and the deed's own."""
    prefixes = {prefix[:COMMUNITY_DIGITS] for prefix in request.actor.scope.prefixes if prefix != EVERYTHING}
    estates = [one for prefix in sorted(prefixes) for one in estates_of(prefix)]
    posted = request.method == "POST"
    form = NewWishForm(request.POST if posted else None, estates=estates)
    if posted and form.is_valid():
        said = form.cleaned_data
        estate = next((one for one in estates if str(one.id) == said["estate"]), None)
        # An estate that spans grids lies beyond an officer's own grid: the wish is then filed under the grid.
        within = estate is not None and request.actor.scope.holds(estate.place_code)
        place = estate.place_code if estate is not None and within else home_of(request.actor)
        with refused_into(form):
            wish = collect_wish(
                actor=request.actor,
                key=read_key(request),
                hope=Hope(
                    said["words"], place, WishWay(said["way"]), estate and estate.id, said["name"], said["phone"]
                ),
            )
            messages.success(request, gettext("心愿已登记。请把查询码告诉许愿的人。"))
            return request.back_to("staff:wish", wish.code)
    return request.show("staff/wishes/new.html", form=form, status=422 if posted else 200)
