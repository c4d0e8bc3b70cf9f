"""The deeds open to the person who raised a matter, and the form of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.cases.queries.follow_case import FollowPage
from linli.cases.rules import Deed, NextDeed, Satisfaction, State
from linli.kernel.errors import TooLate

from .keyed_form import KeyedForm
from .raise_form import ManyFiles, Words

LONGEST = 2000


class DeedForm(KeyedForm):
    """Every deed carries the key under which it happens once."""

    def given(self) -> dict[str, Any]:
        """The fields as the deed takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "photographs")}


def _text(label: Any, missing: Any, required: bool = True) -> Words:
    return Words(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": missing, "max_length": _("写得太长了，请不要超过 2000 字。")},
    )


class SupplementForm(DeedForm):
    """More about the matter, in words and pictures."""

    text = _text(_("补充什么"), _("请写一写要补充的情况。"))
    photographs = forms.FileField(label=_("照片"), required=False, widget=ManyFiles)


class RateForm(DeedForm):
    """Solved or not, how satisfied; a reason opens the case again."""

    resolved = forms.ChoiceField(
        label=_("问题解决了吗"),
        choices=[("yes", _("解决了")), ("no", _("没有解决"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )
    satisfaction = forms.ChoiceField(
        label=_("对办理满意吗"),
        choices=[(one.value, _(one.label)) for one in Satisfaction],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )
    reason = _text(_("想说的话"), "", required=False)

    def given(self) -> dict[str, Any]:
        """`resolved` as the yes or no it is."""
        return super().given() | {"resolved": self.cleaned_data["resolved"] == "yes"}


class ReopenForm(DeedForm):
    """Why it is not settled."""

    reason = _text(_("哪里还没有解决"), _("请写一句哪里还没有解决，办的人才知道从哪里做起。"))


class AppealForm(DeedForm):
    """Why the finding is wrong."""

    reason = _text(_("您的理由"), _("请写一写您的理由。"))


@dataclass(frozen=True, slots=True)
class ReporterDeed:
    """How one deed is offered: its address, words, icon and form."""

    name: str
    form: type[DeedForm]
    label: Any
    icon: str
    done: Any
    confirm: Any = ""
    consequence: Any = ""
    is_ending: bool = False


REPORTER_DEEDS: dict[Deed, ReporterDeed] = {
    Deed.RATE: ReporterDeed(
        "rate", RateForm, _("评价"), "star", _("谢谢您的评价。"), _("提交评价"),
        _("满意就结案。没解决或不满意，又写了原因的，会换人重新办；没写原因的，按您的评价结案。"),
    ),
    Deed.SUPPLEMENT: ReporterDeed(
        "supplement", SupplementForm, _("补充情况或照片"), "plus", _("已收到您补充的情况。"), _("提交补充"),
        _("补充的内容会给办理人看到。"),
    ),
    Deed.REOPEN: ReporterDeed(
        "reopen", ReopenForm, _("没解决，要求重办"), "return", _("已经重新打开，会换没有经手过的人审核。"), _("要求重办"),
        _("由没有经手过的人审核，重新办理。"),
    ),
    Deed.URGE: ReporterDeed(
        "urge", DeedForm, _("催一催"), "bell", _("已经提醒现在负责的人。"), _("催一催"), _("提醒现在负责的人，不改变办理时限。"),
    ),
    Deed.APPEAL: ReporterDeed(
        "appeal", AppealForm, _("不同意，要申诉"), "pen", _("申诉已收到，由没有参与认定的人复核。"), _("提交申诉"),
        _("由没有参与认定的人复核，只能申诉一次。"),
    ),
    Deed.WITHDRAW: ReporterDeed(
        "withdraw", DeedForm, _("撤回这件事"), "cross", _("已经撤回。"), _("确定撤回"),
        _("只有您本人能撤回，撤回后不再办理；还有别人反映的，继续办。"), is_ending=True,
    ),
}  # fmt: skip

BY_NAME: dict[str, Deed] = {offer.name: deed for deed, offer in REPORTER_DEEDS.items()}


@dataclass(frozen=True, slots=True)
class ShownDeed:
    """A deed on the page. `form` is ready to draw; `why_not` is the sentence beside a greyed one."""

    deed: Deed
    offer: ReporterDeed
    form: DeedForm
    main: bool
    why_not: str

    @property
    def tone(self) -> str:
        return "primary" if self.main and not self.why_not else "danger" if self.offer.is_ending else "plain"


def shown_deeds(page: FollowPage) -> list[ShownDeed]:
    """The deeds of the page in the order of the table, what the case waits for first."""
    order = list(REPORTER_DEEDS)
    offered = [one for one in page.deeds if one.deed in REPORTER_DEEDS]
    shown = [
        ShownDeed(
            deed=one.deed,
            offer=REPORTER_DEEDS[one.deed],
            form=REPORTER_DEEDS[one.deed].form(initial={"key": uuid4()}, auto_id=f"{one.deed.value}_%s"),
            main=one.main and (one.deed is not Deed.RATE or page.state is not State.CLOSED),
            why_not=_why_not(one),
        )
        for one in offered
    ]
    return sorted(shown, key=lambda one: (bool(one.why_not), not one.main, order.index(one.deed)))


def _why_not(one: NextDeed) -> str:
    if one.why_not is None:
        return ""
    if isinstance(one.why_not, TooLate):
        return gettext("已经过了 7 天，不能再这样做。如果又发生了，请重新反映。")
    return gettext(one.why_not.label)
