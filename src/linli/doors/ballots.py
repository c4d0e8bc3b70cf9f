"""The ballot on a page: what is marked, looked at once more, and cast; for voters, proxies, and the staff on the telephone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from linli.votes.queries.votes_shown import VoteFacts
from linli.votes.rules.slips import new_slip, read_slip

SALT = "linli.votes.receipt"


class BallotForm(forms.Form):
    """The choices of a vote as cards: one to choose, or several. `receipt` is drawn by us and travels signed, so that a ballot
    sent twice keeps one; nothing of it is stored beside the voter's name."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    receipt = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, vote: VoteFacts, **options: Any) -> None:
        super().__init__(*args, **options)
        self.vote = vote
        choices = [(one.id, gettext(one.label)) for one in vote.choices]
        missing = {"required": gettext("还没有选，请选一项。"), "invalid_choice": gettext("请在票上的选项里选。")}
        if vote.marks_allowed == 1:
            field: forms.Field = forms.ChoiceField(
                label=gettext("请选一项"), choices=choices, widget=forms.RadioSelect, error_messages=missing
            )
        else:
            most = ngettext("最多选 %(n)d 项", "最多选 %(n)d 项", vote.marks_allowed) % {"n": vote.marks_allowed}
            field = forms.MultipleChoiceField(
                label=most, choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=missing
            )
        self.fields["marks"] = field

    def clean_marks(self) -> list[str]:
        """The ids marked."""
        marks = self.cleaned_data["marks"]
        marks = [marks] if isinstance(marks, str) else list(marks)
        if len(marks) > self.vote.marks_allowed:
            allowed = self.vote.marks_allowed
            raise forms.ValidationError(
                ngettext("选多了，最多 %(n)d 项，请去掉几项。", "选多了，最多 %(n)d 项，请去掉几项。", allowed)
                % {"n": allowed}
            )
        return marks

    def clean_receipt(self) -> str:
        """The receipt we drew for this vote."""
        try:
            code, receipt = signing.loads(self.cleaned_data["receipt"], salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            code = receipt = None
        if code != self.vote.code:
            raise forms.ValidationError("receipt")
        return receipt

    def chosen(self) -> list[str]:
        """The labels of what is marked, in the order of the ballot."""
        return [one.label for one in self.vote.choices if one.id in self.cleaned_data["marks"]]


def fresh(vote: VoteFacts, marks: Any = None) -> dict[str, Any]:
    """Initial values of a ballot nobody has marked yet."""
    return {"key": uuid4(), "receipt": signing.dumps([vote.code, new_slip()], salt=SALT), "marks": marks}


def read_ballot(data: Any, vote: VoteFacts, receipt: str = "") -> BallotForm:
    """The form as it was sent; one whose hidden fields were lost gets fresh ones. With `receipt` the ballot replaces the one
    with this receipt."""
    form = BallotForm(data, vote=vote)
    hidden = {"key", "receipt"} & form.errors.keys()
    if hidden or receipt:
        made = fresh(vote)
        data = data.copy()
        for name in hidden:
            data[name] = str(made[name])
        if receipt:
            data["receipt"] = signing.dumps([vote.code, receipt], salt=SALT)
        form = BallotForm(data, vote=vote)
    return form


class OpenForm(forms.Form):
    """What opens a ballot: the code of the letter, and four digits only the voter knows."""

    code = forms.CharField(
        label=_("投票码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("请输入信上的投票码。"), "max_length": _("投票码是 10 位字母和数字，请检查。")},
    )
    word = forms.CharField(
        label=_("手机尾号四位"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("请输入手机尾号四位；名册上没有您的电话的，输入信上的选民序号。"),
            "max_length": _("请输入手机尾号四位；名册上没有您的电话的，输入信上的选民序号。"),
        },
    )


class ReceiptForm(forms.Form):
    """A receipt somebody looks up, or changes her ballot by."""

    receipt = forms.CharField(
        label=_("回执码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("请输入回执码。"), "max_length": _("回执码是 10 位字母和数字，请检查。")},
    )

    def clean_receipt(self) -> str:
        """Ten signs."""
        receipt = read_slip(self.cleaned_data["receipt"])
        if receipt is None:
            raise forms.ValidationError(gettext("回执码是 10 位字母和数字，请检查。"))
        return receipt
