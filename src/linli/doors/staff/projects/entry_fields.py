"""The fields that entries of projects share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.doors.moment_fields import DayField

from .words import EMPTY, TOO_LONG


def line(label: Promise, most: int, hint: Promise | str = "", *, needed: bool = True, rows: int = 0) -> forms.CharField:
    """A line (or, with `rows`, a few) of text."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=needed,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput,
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )


def amount(label: Promise, digits: int, hint: Promise | str = "") -> forms.DecimalField:
    """An amount of at least nought with two decimals."""
    return forms.DecimalField(
        label=label,
        help_text=hint,
        min_value=0,
        max_digits=digits,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
        error_messages={"required": EMPTY, "invalid": _("请填一个数字。"), "min_value": _("不能小于 0。")},
    )


def day(label: Promise, hint: Promise | str = "") -> DayField:
    """A day."""
    return DayField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )


def choice(label: Promise, kind: Any, *, cards: bool = False) -> forms.ChoiceField:
    """One of an enum's members."""
    return forms.ChoiceField(
        label=label,
        choices=[(one.value, _(one.label)) for one in kind],
        widget=forms.RadioSelect if cards else forms.Select,
        error_messages={"required": EMPTY, "invalid_choice": EMPTY},
    )
