"""The forms of deeds that bring others in: whistle, consultation and its conclusion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from linli.cases.rules import WhistleKind

from .deed_form import EMPTY, DeedForm, words


class WhistleForm(DeedForm):
    needs_choices = True
    kind = forms.ChoiceField(
        label=gettext_lazy("为什么吹哨"),
        choices=[(kind.value, gettext_lazy(kind.label)) for kind in WhistleKind],
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )
    departments = forms.MultipleChoiceField(label=gettext_lazy("请哪些部门"), error_messages={"required": EMPTY})


class ConsultForm(DeedForm):
    needs_choices = True
    invited = forms.MultipleChoiceField(label=gettext_lazy("请谁来商量"), error_messages={"required": EMPTY})
    text = words(gettext_lazy("什么时候、在哪里"), required=False)

    def given(self) -> dict[str, Any]:
        """The invited are kept in the step's words, so that everybody reads who was there."""
        titles = {value: label for _group, options in self.fields["invited"].choices for value, label in options}
        invited = tuple(titles[one] for one in self.cleaned_data["invited"])
        told = f"请：{'、'.join(invited)}。"
        return {"invited": invited, "text": f"{told}{self.cleaned_data['text']}"}


class ConcludeForm(DeedForm):
    needs_choices = True
    minutes = words(gettext_lazy("商定了什么"))
    lead = forms.ChoiceField(label=gettext_lazy("牵头"), required=False)
    nobody_owns = forms.BooleanField(label=gettext_lazy("没有谁认领，由首接单位牵头"), required=False)
    assists = forms.MultipleChoiceField(label=gettext_lazy("协办"), required=False)
