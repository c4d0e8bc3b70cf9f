"""Form fields for days and moments, bounded so that no arithmetic on them can overflow."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock

FAR = timedelta(days=366 * 20)
PICK_A_DAY = _("请选一个日子。")
PICK_A_TIME = _("请选日期和时间。")


class DayField(forms.DateField):
    """A day within twenty years of today."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("error_messages", {"required": PICK_A_DAY, "invalid": PICK_A_DAY})
        super().__init__(**options)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and abs(day - clock.today()) > FAR:
            raise forms.ValidationError(gettext("这个日子太远了，请检查年份。"))
        return day


class MomentField(forms.DateTimeField):
    """A moment in China within twenty years of now."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        options.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"])
        options.setdefault("error_messages", {"required": PICK_A_TIME, "invalid": PICK_A_TIME})
        super().__init__(**options)

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        if moment is not None and abs(moment.astimezone(clock.SHANGHAI).date() - clock.today()) > FAR:
            raise forms.ValidationError(gettext("这个日子太远了，请检查年份。"))
        return moment
