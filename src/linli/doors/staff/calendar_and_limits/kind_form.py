"""The form of one kind of matter with its two limits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.queries.category_sets import KindLine
from linli.kernel.errors import BadInput
from linli.kernel.limits import Clock, Limit

CLOCKS = (
    (Clock.RUNNING_HOURS.value, gettext_lazy("小时（连续计时）")),
    (Clock.WORKING_HOURS.value, gettext_lazy("工作时（只计办公时间）")),
    (Clock.WORKING_DAYS.value, gettext_lazy("个工作日")),
)
LIMITS = ("response", "handle")


def _amount(label: str) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=7, decimal_places=2, required=False)


class KindForm(forms.Form):
    """A large kind (two digits) has a name alone; a small one (four) both limits, and who leads."""

    code = forms.CharField(
        label=gettext_lazy("代码"),
        max_length=4,
        help_text=gettext_lazy("大类 2 位；小类 4 位，前两位是大类。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(label=gettext_lazy("名称"), max_length=40)
    response_amount = _amount(gettext_lazy("多久联系反映人"))
    response_clock = forms.ChoiceField(label=gettext_lazy("计时方式"), choices=CLOCKS, required=False)
    handle_amount = _amount(gettext_lazy("多久办好"))
    handle_clock = forms.ChoiceField(label=gettext_lazy("计时方式"), choices=CLOCKS, required=False)
    lead = forms.CharField(label=gettext_lazy("谁牵头"), max_length=40, required=False)
    assists = forms.CharField(label=gettext_lazy("谁协办"), max_length=60, required=False)

    def __init__(self, data: Any = None, *, kind: KindLine | None) -> None:
        super().__init__(data, initial=_initial(kind) if kind else {"response_clock": "wd", "handle_clock": "wd"})
        if kind:
            del self.fields["code"]
        self.kind = kind

    @property
    def is_small(self) -> bool:
        """Whether limits are asked for: unknown for a new kind until its code is typed."""
        return len(self.kind.code if self.kind else self.data.get("code", "0000")) == 4

    def clean(self) -> dict[str, Any]:
        """Both limits as `Limit`, each error beside its amount."""
        asked = super().clean()
        for name in LIMITS if self.is_small else ():
            amount = asked.get(f"{name}_amount")
            if amount is None:
                if f"{name}_amount" not in self.errors:
                    self.add_error(f"{name}_amount", _("小类要有时限，请填一个数字。"))
                continue
            try:
                asked[f"{name}_limit"] = Limit(amount.normalize(), Clock(asked.get(f"{name}_clock") or "wd"))
            except BadInput as refusal:
                whole = refusal.reason == "whole_days"
                self.add_error(f"{name}_amount", _("工作日请填整数。") if whole else _("这个时限太短或太长，请核对。"))
        return asked

    def given(self) -> dict[str, Any]:
        """The keyword arguments of `change_category`."""
        asked = self.cleaned_data
        small = {f"{name}_limit": asked[f"{name}_limit"] for name in LIMITS} if self.is_small else {}
        code = self.kind.code if self.kind else asked["code"].strip()
        return {"code": code, "name": asked["name"], "lead": asked["lead"], "assists": asked["assists"], **small}


def _initial(kind: KindLine) -> dict[str, Any]:
    values: dict[str, Any] = {"name": kind.name, "lead": kind.lead, "assists": kind.assists}
    for name, text in (("response", kind.response_limit), ("handle", kind.handle_limit)):
        limit = Limit.parse(text) if text else None
        values |= {
            f"{name}_amount": limit.amount if limit else None,
            f"{name}_clock": limit.clock.value if limit else Clock.WORKING_DAYS.value,
        }
    return values
