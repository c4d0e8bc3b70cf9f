"""What each deed on a wish asks for, and what of it the action is given."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.hope import Claimer
from linli.alliance.rules import Check, ClaimerKind, WishDeed, WishKind
from linli.doors.moment_fields import DayField
from linli.doors.staff.cases.fields import PhotographsField
from linli.kernel import clock
from linli.ledger.photographs import Photograph

EMPTY = _("这一项还空着，请补上。")
TOO_LONG = _("太长了，请精简到 %(limit_value)d 字以内。")


class WishDeedForm(forms.Form):
    """A deed that asks for nothing."""

    def __init__(self, data: Any = None, files: Any = None, *, units: list[tuple[str, str]] = (), **options: Any):
        super().__init__(data, files, **options)
        if "organisation" in self.fields:
            self.fields["organisation"].choices = [("", gettext("不是共建单位")), *units]

    def given(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "photographs"}

    def pictures(self) -> tuple[Photograph, ...]:
        """The photographs that came with it."""
        return self.cleaned_data.get("photographs") or ()


def _words(label: str, hint: str = "", most: int = 400) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )


class ApproveForm(WishDeedForm):
    """Small, reasonable, doable: each ticked by a person; and the sentence everybody reads."""

    checks = forms.MultipleChoiceField(
        label=_("看过了，三条都符合"),
        choices=[(one.value, _(one.label)) for one in Check],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("三条都符合才能公示；有一条不符合，请用“不采纳”并说明理由。")},
    )
    kind = forms.ChoiceField(
        label=_("是哪一类"),
        choices=[(one.value, _(one.label)) for one in WishKind],
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )
    public_words = forms.CharField(
        label=_("公示的一句话"),
        help_text=_("不写姓名、电话、楼栋门牌。选“公共地方”时会显示小区名。"),
        max_length=120,
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )


class RefuseForm(WishDeedForm):
    """Which of the three it is not, and a word to her; at least one of both."""

    unmet = forms.MultipleChoiceField(
        label=_("不符合哪一条"),
        required=False,
        choices=[(one.value, _(one.refused)) for one in Check],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("再说一句（原样告诉本人）"),
        help_text=_("例如：这件事由残联发放，已替您联系，电话……"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("unmet") and not (self.cleaned_data.get("reason") or "").strip():
            self.add_error("reason", gettext("请选一条或写一句理由，本人要看到为什么。"))
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """The reason as she reads it."""
        said = [gettext(Check(one).refused) for one in self.cleaned_data["unmet"]]
        return {"reason": "。".join([*said, self.cleaned_data["reason"].strip()]).strip("。") + "。"}


class ClaimForm(WishDeedForm):
    """Who claims, by telephone or at the counter."""

    kind = forms.ChoiceField(
        label=_("谁认领"),
        choices=[(one.value, _(one.label)) for one in ClaimerKind],
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )
    claimer_name = forms.CharField(label=_("联系人姓名"), max_length=40, error_messages={"required": EMPTY})
    claimer_phone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": EMPTY},
    )
    organisation = forms.ChoiceField(
        label=_("共建单位"), help_text=_("选了单位，心愿墙上谢单位的名字。"), required=False
    )
    promised_on = DayField(
        label=_("约定哪天以前办好"),
        initial=lambda: clock.today() + timedelta(days=7),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )

    def given(self) -> dict[str, Any]:
        """The claimer as the action takes him; a member unit is always a unit."""
        said = self.cleaned_data
        unit = UUID(said["organisation"]) if said["organisation"] else None
        kind = ClaimerKind.UNIT.value if unit else said["kind"]
        return {
            "claimer": Claimer(kind, said["claimer_name"], said["claimer_phone"], unit),
            "promised_on": said["promised_on"],
        }


class FulfilForm(WishDeedForm):
    """What was done, with photographs if there are any."""

    note = _words(_("怎么办的"), _("一两句就行。许愿人看得到。"))
    photographs = PhotographsField(label=_("照片"), required=False)


def _asking(field: str, label: str, hint: str = "", most: int = 400) -> type[WishDeedForm]:
    return type("TextForm", (WishDeedForm,), {field: _words(label, hint, most)})


FORMS: dict[WishDeed, type[WishDeedForm]] = {
    WishDeed.APPROVE: ApproveForm,
    WishDeed.REFUSE: RefuseForm,
    WishDeed.CLAIM: ClaimForm,
    WishDeed.RELEASE: _asking("reason", _("为什么退回")),
    WishDeed.FULFIL: FulfilForm,
    WishDeed.CONFIRM: _asking("said", _("许愿人怎么说的"), _("打电话或当面问过本人，照原话记。")),
    WishDeed.NOT_YET: _asking("reason", _("哪里还没有办好"), _("认领的人看得到。")),
    WishDeed.TO_COMMITTEE: WishDeedForm,
    WishDeed.CLOSE_UNMET: _asking("reason", _("联席会商量的结果（原样告诉本人）")),
    WishDeed.WITHDRAW: _asking("reason", _("本人为什么撤回")),
    WishDeed.TELL_STORY: _asking("story", _("微故事"), _("登在心愿墙上。不写姓名、电话、楼栋门牌。"), 300),
}
