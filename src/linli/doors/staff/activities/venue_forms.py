"""The forms of venues, rooms and bookings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.activities.queries.venues import VenuePage
from linli.activities.rules import Access, VenueKind
from linli.doors.resident.raise_form import Words
from linli.doors.week_sheet import WEEKDAYS

from .activity_forms import LONG, MISSING, NUMBER
from .editor_form import day_field, time_field

CHOOSE = {"required": MISSING, "invalid_choice": _("请选一项。")}


class VenueForm(forms.Form):
    """A venue as its door tells it."""

    name = Words(label=_("场地名称"), max_length=40, error_messages=LONG)
    kind = forms.ChoiceField(
        label=_("哪一类"), choices=[(one.value, _(one.label)) for one in VenueKind], error_messages=CHOOSE
    )
    address = Words(label=_("地址"), max_length=80, error_messages=LONG)
    open_days = forms.MultipleChoiceField(
        label=_("哪几天开放"),
        choices=[(str(number), word) for number, word in enumerate(WEEKDAYS, start=1)],
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    opens_at = time_field(_("几点开门"))
    closes_at = time_field(_("几点关门"))
    keeper = Words(label=_("谁管（写岗位或服务台）"), max_length=40, error_messages=LONG)
    phone = forms.CharField(
        label=_("值班电话"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"max_length": _("这不像一个电话号码，请检查。")},
    )
    access = forms.MultipleChoiceField(
        label=_("方便老人、孩子、轮椅的"),
        choices=[(one.value, _(one.label)) for one in Access],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=CHOOSE,
    )
    by_request = forms.BooleanField(label=_("居民和队伍可以申请使用"), required=False)
    organisation_id = forms.ChoiceField(label=_("由哪家合作机构运营"), required=False, error_messages=CHOOSE)
    offers = Words(
        label=_("提供什么"),
        help_text=_("例如：日间照料、助餐、图书借阅"),
        required=False,
        max_length=200,
        error_messages=LONG,
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation_id"].choices = [("", gettext("社区自己管")), *units]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("opens_at") and said.get("closes_at") and said["closes_at"] <= said["opens_at"]:
            self.add_error("closes_at", gettext("关门要晚于开门。"))
        return said

    @staticmethod
    def typed_of(page: VenuePage) -> dict[str, Any]:
        """A venue as its form shows it."""
        return {
            "name": page.name,
            "kind": page.kind.value,
            "address": page.address,
            "open_days": list(page.open_days),
            "opens_at": page.opens_at,
            "closes_at": page.closes_at,
            "keeper": page.keeper,
            "phone": page.phone,
            "access": [one.value for one in page.access],
            "by_request": page.by_request,
            "organisation_id": str(page.organisation_id or ""),
            "offers": page.offers,
        }


class RoomForm(forms.Form):
    """A room."""

    name = Words(label=_("房间名称"), max_length=40, error_messages=LONG)
    capacity = forms.IntegerField(
        label=_("可坐几人"), required=False, min_value=1, max_value=100_000, error_messages=NUMBER
    )
    equipment = Words(label=_("有什么设备"), required=False, max_length=120, error_messages=LONG)
    in_use = forms.BooleanField(label=_("正在使用（不勾就不再接受预订）"), required=False, initial=True)


class BookForm(forms.Form):
    """A time of a room."""

    room = forms.ChoiceField(label=_("哪一间"), error_messages=CHOOSE)
    purpose = Words(label=_("做什么用"), max_length=60, error_messages=LONG)
    on = day_field(_("哪一天"))
    from_time = time_field(_("几点开始"))
    to_time = time_field(_("几点结束"))
    until = day_field(_("每周都订，订到哪天"), required=False)
    is_closure = forms.BooleanField(label=_("是停用（装修、消毒），不是预订"), required=False)
    last_on = day_field(_("停用到哪天（多日停用时填）"), required=False)

    def __init__(self, *args: Any, venue: VenuePage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["room"].choices = [(str(room.id), room.name) for room in venue.rooms if room.in_use]
