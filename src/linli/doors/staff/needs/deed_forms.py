"""What each deed on a need asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.alliance.rules.need_loop import NeedDeed
from linli.doors.moment_fields import DayField
from linli.kernel import clock

EMPTY = _("这一项还空着，请补上。")
TOO_LONG = _("太长了，请精简到 %(limit_value)d 字以内。")


def words_field(label: str, hint: str = "", most: int = 300, *, required: bool = True) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )


def day_field(label: str, days: int = 7) -> DayField:
    """A day, proposed so many days from today."""
    return DayField(
        label=label,
        initial=lambda: clock.today() + timedelta(days=days),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )


class NeedDeedForm(forms.Form):
    """A deed that asks for nothing."""


class CommitForm(NeedDeedForm):
    """Somebody who takes it on without the resource list."""

    note = words_field(_("谁来办、怎么办"), _("不用资源清单也能办的，例如社区自己安排、部门答应。"))
    promised_on = day_field(_("约定哪天以前办好"))


def _asking(field: str, label: str, hint: str = "") -> type[NeedDeedForm]:
    return type("TextForm", (NeedDeedForm,), {field: words_field(label, hint)})


FORMS: dict[NeedDeed, type[NeedDeedForm]] = {
    NeedDeed.COMMIT: CommitForm,
    NeedDeed.START: NeedDeedForm,
    NeedDeed.FULFIL: _asking("note", _("怎么办的"), _("一两句就行。提出的人看得到。")),
    NeedDeed.CONFIRM: _asking("said", _("提出的人怎么说的"), _("打电话或当面问过本人，照原话记。")),
    NeedDeed.NOT_YET: _asking("reason", _("哪里还没有办好")),
    NeedDeed.FALL_BACK: _asking("reason", _("为什么没有办成")),
    NeedDeed.DECLINE: _asking("reason", _("为什么办不了（原样告诉提出的人）")),
    NeedDeed.WITHDRAW: _asking("reason", _("为什么撤回")),
}


class AskForm(forms.Form):
    """How much of a pledge is asked for."""

    quantity = forms.DecimalField(label=_("数量"), max_digits=9, decimal_places=2, error_messages={"required": EMPTY})


class AnswerForm(forms.Form):
    """By when the unit means to do it."""

    promised_on = day_field(_("约定哪天以前办好"))


class DeliveryForm(forms.Form):
    """What was handed over, when, seen by whom."""

    on = day_field(_("哪天交的"), 0)
    quantity = forms.DecimalField(
        label=_("交了多少"), max_digits=9, decimal_places=2, error_messages={"required": EMPTY}
    )
    seen_by = forms.CharField(
        label=_("谁在场看到"), help_text=_("空着就记您自己。"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(label=_("说明"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}))


def given_by(form: forms.Form) -> dict[str, Any]:
    """The fields as the action takes them."""
    return dict(form.cleaned_data)
