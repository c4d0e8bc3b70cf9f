"""The form of an activity: what, when, where, for whom, and its parts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.activities.plan import MOST_PARTS, MOST_PLACES, ActivityPlan, PartPlan
from linli.activities.queries.activity_page import ActivityPage
from linli.activities.rules import ActivityKind, AgeGroup, Size
from linli.doors.moment_fields import DayField
from linli.doors.refusal_words import words_for
from linli.doors.resident.raise_form import Words
from linli.doors.staff.ties.kinds import Tied
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput

MISSING = _("这一项还空着，请补上。")
ROWS = 8


def _text(label: Any, most: int, hint: Any = "", **options: Any) -> Words:
    return Words(
        label=label,
        help_text=hint,
        max_length=most,
        required=False,
        error_messages={"required": MISSING, "max_length": _("太长了，请精简到 %(limit_value)d 字以内。")},
        **options,
    )


def time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": MISSING, "invalid": _("请填几点几分。")},
    )


def day_field(label: Any, **options: Any) -> DayField:
    return DayField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": MISSING, "invalid": _("请选一个日子。")},
        **options,
    )


class ActivityForm(forms.Form):
    """One activity, or a class of several weeks."""

    title = Words(
        label=_("活动名称"),
        max_length=60,
        error_messages={"required": MISSING, "max_length": _("太长了，请精简到 %(limit_value)d 字以内。")},
    )
    kind = forms.ChoiceField(
        label=_("哪一类"),
        choices=[(one.value, _(one.label)) for one in ActivityKind],
        error_messages={"required": MISSING, "invalid_choice": _("请选一项。")},
    )
    size = forms.ChoiceField(
        label=_("大小"),
        choices=[(one.value, _(one.label)) for one in Size],
        initial=Size.SMALL.value,
        error_messages={"required": MISSING, "invalid_choice": _("请选一项。")},
    )
    groups = forms.MultipleChoiceField(
        label=_("给谁办"),
        choices=[(one.value, _(one.label)) for one in AgeGroup],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一项。"), "invalid_choice": _("请选一项。")},
    )
    theme = _text(_("节气、节日或主题"), 30, _("例如：春分、重阳节、反诈"))
    on = day_field(_("哪一天"))
    from_time = time_field(_("几点开始"))
    to_time = time_field(_("几点结束"))
    weeks = forms.IntegerField(
        label=_("连着几周（课程班）"),
        initial=1,
        min_value=1,
        max_value=20,
        required=False,
        error_messages={
            "invalid": _("请填 1 到 20。"),
            "min_value": _("请填 1 到 20。"),
            "max_value": _("请填 1 到 20。"),
        },
    )
    room = forms.ChoiceField(
        label=_("用哪个场地"),
        help_text=_("选了就同时订下，别人不能再订。"),
        required=False,
        error_messages={"invalid_choice": _("请重新选一间。")},
    )
    place_words = _text(_("别的地点，或补充"), 80, _("不在登记的场地时填，例如：湖东苑小区广场"))
    takes_sign_ups = forms.BooleanField(label=_("要报名（不勾就是直接来）"), required=False, initial=True)
    until = day_field(_("报名到哪天为止"), required=False)
    capacity = forms.IntegerField(
        label=_("名额（空着就是不限）"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "invalid": _("请填一个数字。"),
            "min_value": _("请填一个数字。"),
            "max_value": _("请填一个数字。"),
        },
    )
    who_may = _text(_("谁可以来（不写就按上面选的）"), 60)
    bring = _text(_("请带什么"), 100, _("例如：身份证、病历"))
    contact = _text(_("联系谁（印在海报上的）"), 40, _("例如：社区服务台 0566-2020001"))
    materials = _text(_("要准备什么（只有社区看得到）"), 200)
    about = _text(_("介绍"), 1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, rooms: list[tuple[str, str]], rows: int = ROWS, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["room"].choices = [("", gettext("不用登记的场地")), *rooms]
        self.rows = max(1, min(rows, MOST_PARTS))
        for number in range(self.rows):
            self.fields[f"part_name_{number}"] = _text(gettext("名称"), 30)
            self.fields[f"part_service_{number}"] = _text(gettext("做什么"), 80)
            self.fields[f"part_provider_{number}"] = _text(gettext("谁来做"), 60)
            self.fields[f"part_capacity_{number}"] = forms.IntegerField(
                required=False, min_value=1, max_value=MOST_PLACES, label=gettext("名额")
            )

    def part_rows(self) -> list[tuple[int, list[Any]]]:
        """The rows of departments or stalls as bound fields."""
        names = ("part_name", "part_service", "part_provider", "part_capacity")
        return [(number + 1, [self[f"{name}_{number}"] for name in names]) for number in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        first, last = said.get("from_time"), said.get("to_time")
        if first and last and last <= first:
            self.add_error("to_time", gettext("结束要晚于开始。"))
        if said.get("until") and said.get("on") and said["until"] > said["on"]:
            self.add_error("until", words_for(BadInput("sign_up_until", "after_end")))
        if not said.get("room") and not said.get("place_words"):
            self.add_error("place_words", gettext("请选一个场地，或者写上地点。"))
        if said.get("kind") and ActivityKind(said["kind"]).has_parts and not any(one.name for one in self._parts()):
            self.add_error("part_name_0", gettext("义诊、集市请至少写一个科室或摊位。"))
        return said

    def plan(self, community: str, need: UUID | None = None, came: Tied | None = None) -> ActivityPlan:
        """What the action takes."""
        said = self.cleaned_data
        has_parts = ActivityKind(said["kind"]).has_parts
        parts = self._parts() if has_parts else (PartPlan(capacity=said["capacity"]),)
        until = said["until"]
        return ActivityPlan(
            place_code=community,
            title=said["title"],
            kind=said["kind"],
            size=said["size"],
            groups=tuple(said["groups"]),
            starts_at=datetime.combine(said["on"], said["from_time"], SHANGHAI),
            ends_at=datetime.combine(said["on"], said["to_time"], SHANGHAI),
            room_id=UUID(said["room"]) if said["room"] else None,
            sign_up_until=clock.morning_of(until) + timedelta(days=1) if until else None,
            takes_sign_ups=said["takes_sign_ups"],
            parts=tuple(parts),
            need_id=need,
            origin=came.target.kind if came else "",
            origin_id=came and came.key.id,
            weeks=said["weeks"] or 1,
            **{
                name: said[name]
                for name in ("place_words", "theme", "about", "who_may", "bring", "materials", "contact")
            },
        )

    def _parts(self) -> list[PartPlan]:
        said = self.cleaned_data
        return [
            PartPlan(
                said.get(f"part_name_{number}") or "",
                said.get(f"part_service_{number}") or "",
                said.get(f"part_provider_{number}") or "",
                said.get(f"part_capacity_{number}"),
            )
            for number in range(self.rows)
            if said.get(f"part_name_{number}")
        ]


def typed_of(page: ActivityPage) -> dict[str, Any]:
    """An activity as its form shows it."""
    first, last = page.starts_at.astimezone(SHANGHAI), page.ends_at.astimezone(SHANGHAI)
    typed: dict[str, Any] = {
        name: getattr(page, name)
        for name in (
            "title", "theme", "place_words", "takes_sign_ups", "who_may", "bring", "contact", "materials", "about",
        )
    } | {
        "kind": page.kind.value,
        "size": page.size.value,
        "groups": [group.value for group in page.groups],
        "on": first.date(),
        "from_time": first.time(),
        "to_time": last.time(),
        "weeks": 1,
        "room": str(page.room_id or ""),
        "until": (page.sign_up_until - timedelta(days=1)).astimezone(SHANGHAI).date() if page.sign_up_until else None,
        "capacity": page.parts[0].capacity if not page.kind.has_parts else None,
    }  # fmt: skip
    if page.kind.has_parts:
        for number, part in enumerate(page.parts):
            typed[f"part_name_{number}"], typed[f"part_service_{number}"] = part.name, part.service
            typed[f"part_provider_{number}"], typed[f"part_capacity_{number}"] = part.provider, part.capacity
    return typed
