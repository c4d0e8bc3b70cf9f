"""What the form of any deed is made of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from linli.cases.rules import CaseFacts
from linli.ledger.photographs import Photograph

EMPTY = gettext_lazy("这一项还空着，请补上。")


def words(label: str, hint: str = "", *, required: bool = True, most: int = 2000) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": EMPTY, "max_length": gettext_lazy("太长了，请精简到 %(limit_value)d 字以内。")},
    )


class DeedForm(forms.Form):
    """What one deed asks for. Choices that come from the database are put in by `deed_choices.fill`."""

    needs_choices = False

    def __init__(self, data: Any = None, files: Any = None, *, facts: CaseFacts, prefix_id: str = "") -> None:
        super().__init__(data, files, auto_id=f"id_{prefix_id}_%s" if prefix_id else "id_%s")
        self.facts = facts
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the case."""

    def given(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "photographs"}

    def pictures(self) -> tuple[Photograph, ...]:
        """The photographs that came with it."""
        return self.cleaned_data.get("photographs") or ()

    @property
    def has_files(self) -> bool:
        return "photographs" in self.fields


def asking(field: str, label: str, hint: str = "") -> type[DeedForm]:
    """A form of one text."""
    return type("TextDeedForm", (DeedForm,), {field: words(label, hint)})
