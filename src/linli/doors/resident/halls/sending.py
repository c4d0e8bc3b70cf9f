"""What the forms of these pages share: the key, the trap, the telephone; and sending one, counted by network address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.cases.matter import read_phone
from linli.doors.client_ip import client_ip
from linli.doors.refusal_words import too_many_words, words_for
from linli.doors.resident.frame import ResidentRequest
from linli.doors.resident.keyed_form import AnybodysForm, as_sent
from linli.doors.resident.raise_form import Words
from linli.kernel.actor import Actor, reporter
from linli.kernel.errors import BadInput, KeyReused, Refusal, TooMany
from linli.ledger.attempts import check_attempts, note_attempt

Row = TypeVar("Row")
NOT_A_PHONE = _("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。")


PHONE_HELP = _("留了电话，社区才能联系您；查进度时用尾号四位。不留也可以，会另给您一个查询口令。")


def said(label: Any, missing: Any, most: int = 1000, *, required: bool = True, hint: Any = "") -> Words:
    """A text of several lines."""
    return Words(
        label=label, required=required, max_length=most, widget=forms.Textarea(attrs={"rows": 4}), help_text=hint,
        error_messages={"required": missing, "max_length": _("写得太长了，请精简一些。")},
    )  # fmt: skip


def phone(label: Any, *, required: bool, hint: Any = "") -> forms.CharField:
    """A telephone number."""
    return forms.CharField(
        label=label, required=required, max_length=30, help_text=hint,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "data-keep-not": ""}),
        error_messages={"required": _("请留一个电话，一个号码算一次。"), "max_length": NOT_A_PHONE},
    )  # fmt: skip


SENDING = {"privacy_page": "resident/halls/privacy.html"}
"""What the last question of these forms shows besides its fields."""


def called(label: Any, *, required: bool = False) -> Words:
    """How to address somebody."""
    return Words(
        label=label, required=required, max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name", "data-keep-not": ""}),
        error_messages={"required": _("请写上怎么称呼您。"), "max_length": _("请不要超过 40 字。")},
    )  # fmt: skip


class SentForm(AnybodysForm):
    """A form somebody without an account sends once."""

    def clean_phone(self) -> str:
        """Digits, or nothing."""
        try:
            return read_phone(self.cleaned_data["phone"])
        except BadInput as refusal:
            raise forms.ValidationError(NOT_A_PHONE) from refusal

    def given(self) -> dict[str, Any]:
        """What was filled in."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "website")}


def form_of(kind: type[SentForm], request: ResidentRequest, *, mine: bool = True, **options: Any) -> SentForm:
    """The form as sent (where this page was sent it: `mine`), with a fresh key where its own is no key."""
    if request.method != "POST" or not mine:
        return kind(initial={"key": uuid4()}, **options)
    return as_sent(kind, request.POST, **options)


def send(
    request: ResidentRequest, form: SentForm, what: str, place_code: str, deed: Callable[[Actor, UUID], Row], *,
    as_id: UUID | None = None, limit: int = 20, sentences: dict[type[Refusal], Any] | None = None,
) -> Row | None:  # fmt: skip
    """Do `deed(actor, key)` as somebody without an account; None where it was refused, with the sentence in the form.

    The row is named by the form's key, so that a form sent twice stays one. At most `limit` an hour from one address.
    """
    key, ip = form.cleaned_data["key"], client_ip(request)
    try:
        check_attempts(what, ip, limit=limit, minutes=60)
        row = deed(reporter(as_id or uuid5(NAMESPACE_OID, str(key)), place_code, ip), key)
        note_attempt(what, ip)
    except TooMany as refusal:
        form.add_error(
            None, gettext("这个网络一小时里提交得太多了。您填的内容都还在。") + too_many_words(refusal.retry_after)
        )
        return None
    except KeyReused:
        form.with_fresh_key()
        form.add_error(None, gettext("这一页刚才已经提交过，第一次的内容已经收到。如果这是另一件事，请再按一次提交。"))
        return None
    except Refusal as refusal:
        known = (sentences or {}).get(type(refusal))
        field = refusal.field if isinstance(refusal, BadInput) and refusal.field in form.fields else None
        form.add_error(field, str(known) if known else words_for(refusal))
        return None
    return row
