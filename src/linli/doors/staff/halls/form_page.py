"""What the forms of halls share: fields, rows of short fields, the one page that shows a form."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.doors.moment_fields import DayField
from linli.doors.staff.frame import StaffRequest
from linli.kernel.clock import SHANGHAI

EMPTY = _("这一项还空着，请补上。")
TOO_LONG = _("太长了，请精简到 %(limit_value)d 字以内。")


def words(label: Any, hint: Any = "", most: int = 400, *, required: bool = True, rows: int = 3) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=required, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )  # fmt: skip


def line(label: Any, hint: Any = "", most: int = 60, *, required: bool = True, **attrs: str) -> forms.CharField:
    """A text of one line."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=required, widget=forms.TextInput(attrs=attrs),
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )  # fmt: skip


def phone(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    """A telephone number; the action reads it."""
    return line(label, hint, 30, required=required, inputmode="tel", autocomplete="off")


def choice(label: Any, kinds: Any, hint: Any = "", *, required: bool = True, cards: bool = False) -> forms.ChoiceField:
    """One of labelled values."""
    choices = [(one.value, _(one.label)) for one in kinds]
    return forms.ChoiceField(
        label=label, help_text=hint, required=required, choices=choices if required else [("", "—"), *choices],
        widget=forms.RadioSelect if cards else forms.Select,
        error_messages={"required": EMPTY, "invalid_choice": _("请重新选。")},
    )  # fmt: skip


def number(
    label: Any, least: int, most: int, hint: Any = "", *, required: bool = True, **options: Any
) -> forms.IntegerField:
    """A whole number within bounds."""
    return forms.IntegerField(
        label=label, help_text=hint, min_value=least, max_value=most, required=required,
        error_messages={
            "required": EMPTY, "invalid": _("请填一个数字。"), "min_value": _("请填 %(limit_value)d 或更大的数。"),
            "max_value": _("请填 %(limit_value)d 或更小的数。"),
        },
        **options,
    )  # fmt: skip


def day(label: Any, hint: Any = "", *, required: bool = True, **options: Any) -> DayField:
    """A day."""
    return DayField(
        label=label, help_text=hint, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")}, **options,
    )  # fmt: skip


def hour(label: Any, **options: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": EMPTY, "invalid": _("请填时间，例如 14:30。")}, **options,
    )  # fmt: skip


def moment(on: Any, at: time) -> datetime:
    """A day and a time of day in China."""
    return datetime.combine(on, at, SHANGHAI)


class RowsForm(forms.Form):
    """A form whose `rows` name the fields that stand side by side; the others stand alone in their order."""

    rows_of: tuple[tuple[str, ...], ...] = ()

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The bound fields as they are shown."""
        beside = {name: row for row in self.rows_of for name in row}
        shown, seen = [], set()
        for name in self.fields:
            if name not in seen:
                row = [one for one in beside.get(name, (name,)) if one in self.fields]
                seen.update(row)
                shown.append([self[one] for one in row])
        return shown


def form_page(
    request: StaffRequest, form: forms.Form, title: str | Promise, *, back: str, back_words: str | Promise, sub: str | Promise = "",
    deed: str | Promise = "", keep: str = "", **context: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one form: 422 with what was typed where it was refused."""
    return request.show(
        "staff/halls/form.html", status=422 if form.is_bound else 200, form=form, title=title, sub=sub, deed=deed or title,
        back=back, back_words=back_words, keep=keep, **context,
    )  # fmt: skip
