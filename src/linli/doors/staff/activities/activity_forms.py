"""The small forms of an activity's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.activities.rules import PERSONS, Satisfaction
from linli.doors.resident.raise_form import Words

MISSING = _("这一项还空着，请补上。")
LONG = {"required": MISSING, "max_length": _("太长了，请精简到 %(limit_value)d 字以内。")}
NUMBER = {
    "invalid": _("请填一个数字。"),
    "min_value": _("请填一个数字。"),
    "max_value": _("这个数字太大了。"),
    "required": MISSING,
}


def _count(label: Any, most: int = 100_000, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most, error_messages=dict(NUMBER))


def _phone(required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=_("电话"),
        required=required,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": MISSING, "max_length": _("这不像一个电话号码，请检查。")},
    )


class ReasonForm(forms.Form):
    """Why it is called off; those who signed up read it."""

    reason = Words(
        label=_("为什么取消（原样告诉报名的人）"), required=False, max_length=200, error_messages=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class HelpedForm(forms.Form):
    """Somebody signed up by a neighbour or officer."""

    part = forms.ChoiceField(
        label=_("报哪一项"), error_messages={"required": MISSING, "invalid_choice": _("请选一项。")}
    )
    name = Words(label=_("来的人怎么称呼"), max_length=40, error_messages=LONG)
    group = forms.ChoiceField(
        label=_("来的人是"),
        choices=[(one.value, _(one.label)) for one in PERSONS],
        error_messages={"required": MISSING, "invalid_choice": _("请选一项。")},
    )
    phone = _phone()
    guardian = Words(label=_("监护人（孩子来时填）"), required=False, max_length=40, error_messages=LONG)
    consent = forms.BooleanField(label=_("监护人已当面同意"), required=False)

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(parts) == 1:
            del self.fields["part"]
        else:
            self.fields["part"].choices = parts


class SlipsForm(forms.Form):
    """How many paper slips said which word."""

    satisfied = _count(_(Satisfaction.SATISFIED.label))
    basically = _count(_(Satisfaction.BASICALLY.label))
    dissatisfied = _count(_(Satisfaction.DISSATISFIED.label))
    words = Words(
        label=_("纸条上写的话"), required=False, max_length=300, error_messages=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """The words with their slips."""
        return {word.value: self.cleaned_data[word.value] or 0 for word in Satisfaction}


class DutyForm(forms.Form):
    """Somebody who helps."""

    code = Words(
        label=_("志愿者编号"), required=False, max_length=14, error_messages=LONG,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    name = Words(label=_("姓名（有编号的不用填）"), required=False, max_length=40, error_messages=LONG)
    phone = _phone()
    task = Words(label=_("做什么"), required=False, max_length=40, error_messages=LONG)
    minutes = _count(_("多少分钟"), 24 * 60, 1)


class QuestionForm(forms.Form):
    """A question at a stall: answered, or followed as a case."""

    part = forms.ChoiceField(label=_("哪个摊位"), required=False, error_messages={"invalid_choice": _("请选一项。")})
    words = Words(label=_("问的是什么"), max_length=1000, error_messages=LONG, widget=forms.Textarea(attrs={"rows": 2}))
    answer = Words(
        label=_("当场怎么答的"), required=False, max_length=300, error_messages=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    as_case = forms.BooleanField(label=_("当场答不了，转成一件事项接着办"), required=False)
    name = Words(label=_("怎么称呼（转事项时填）"), required=False, max_length=40, error_messages=LONG)
    phone = _phone()

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["part"].choices = [("", _("不分摊位")), *parts]
