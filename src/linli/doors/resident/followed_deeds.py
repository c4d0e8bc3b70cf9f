"""The deeds open to who follows a thing of hers by its code: each asks for one text, on the page or on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .keyed_form import KeyedForm
from .raise_form import ManyFiles, Words

LONGEST = 300


class Deed(Protocol):
    """A deed of a loop, as far as a page shows it."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def consequence(self) -> str: ...


class Next(Protocol):
    """A deed that may be done now; `main` is what the thing waits for."""

    @property
    def deed(self) -> Any: ...
    @property
    def main(self) -> bool: ...


Asks = Mapping[Any, tuple[str, Promise, Promise | None]]
"""What each deed asks for: the field, its label, what is said when it is left empty (None: it may be)."""


class FollowedDeedForm(KeyedForm):
    """One deed: a key under which it happens once, a text, and photographs where `pictured`."""

    def __init__(self, *args: Any, deed: Deed, asks: Asks, pictured: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.deed = deed
        self.asked, label, missing = asks[deed]
        self.fields[self.asked] = Words(
            label=label,
            required=missing is not None,
            max_length=LONGEST,
            widget=forms.Textarea,
            error_messages={"required": missing or "", "max_length": _("请不要超过 300 字。")},
        )
        if pictured:
            self.fields["photographs"] = forms.FileField(label=_("照片"), required=False, widget=ManyFiles)

    @property
    def text(self) -> Any:
        """The one field of text that is shown."""
        return self[self.asked]

    def given(self) -> dict[str, Any]:
        """The text as the deed takes it."""
        return {self.asked: self.cleaned_data[self.asked]}


def offers(
    open_now: Iterable[Next],
    *,
    asks: Asks,
    page: str,
    code: str,
    ending: Deed,
    pictured: Iterable[Deed] = (),
    form: FollowedDeedForm | None = None,
    only: Deed | None = None,
) -> list[dict[str, Any]]:
    """What the page offers, each with its form: all of `open_now` that `asks` knows, or `only` one, or the one whose `form` was sent
    (shown with what is wrong, even if it is no longer open). `page` is the name of a deed's own address, `ending` the deed in red."""
    mains = {one.deed: one.main for one in open_now if one.deed in asks}
    wanted = form.deed if form else only
    deeds = [deed for deed in mains if wanted is None or deed is wanted]
    if form is not None and form.deed not in deeds:
        deeds.append(form.deed)
    return [
        {
            "deed": deed,
            "label": gettext(deed.label),
            "consequence": gettext(deed.consequence),
            "url": reverse(page, args=[code, deed.value]),
            "tone": "primary" if mains.get(deed) else "danger" if deed is ending else "plain",
            "main": mains.get(deed, False),
            "form": form
            if form and form.deed is deed
            else FollowedDeedForm(
                deed=deed, asks=asks, pictured=deed in pictured, initial={"key": uuid4()}, auto_id=f"id_{deed.value}_%s"
            ),
        }
        for deed in deeds
    ]
