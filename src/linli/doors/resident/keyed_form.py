"""The form of a resident's deed: done once however often it is sent, and, where anybody may send it, with a trap for machines."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Kind = TypeVar("Kind", bound="KeyedForm")


class KeyedForm(forms.Form):
    """A form with the key under which it happens once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def with_fresh_key(self) -> None:
        """Let the next sending count as another one; says so where the key that came was none."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid4())
        if self.errors.pop("key", None):
            self.add_error(None, gettext("这一页不完整，还没有提交。您填的内容都还在，请再按一次提交。"))


class AnybodysForm(KeyedForm):
    """A form that may be sent without an account: one field more, which people leave empty because no page shows it to them."""

    website = forms.CharField(required=False, label=_("请留空"))

    def clean_website(self) -> str:
        """Left empty."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(gettext("这一栏请留空，然后再提交一次。"))
        return ""


def as_sent(kind: type[Kind], posted: Any, **options: Any) -> Kind:
    """The form as it was sent, with a fresh key where its own is no key: what was typed stays, and it can be sent again."""
    form = kind(posted, **options)
    if "key" in form.errors:
        form.with_fresh_key()
    return form
