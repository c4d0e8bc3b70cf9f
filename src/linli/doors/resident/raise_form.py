"""What a resident fills in to raise a matter: words first, everything about the person optional."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.cases.matter import LONGEST_BODY, clean_text, read_phone
from linli.kernel.errors import BadInput
from linli.places.queries import BuildingChoice, EstateChoice

from .keyed_form import AnybodysForm

PLATFORM = "platform"
NOT_HERE = "-"
STEPS = {
    "body": ("body",),
    "estate": ("estate",),
    "detail": ("building", "place_text", "place_is"),
    "person": ("phone", "name"),
    "photographs": ("photographs",),
}
"""The questions of the elder mode, one a page, with their fields; the last also sends."""


class Words(forms.CharField):
    """Text somebody typed, without NUL, control and invisible characters before anything else looks at it."""

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class RaiseForm(AnybodysForm):
    """The form of a community; with `fixed` the card on a door has said the place and only its detail is asked."""

    about = forms.CharField(required=False, widget=forms.HiddenInput)
    body = Words(
        label=_("发生了什么事"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea,
        error_messages={
            "required": _("请写一写发生了什么事，一两句就行。"),
            "max_length": _("写得太长了，请不要超过 10000 字；更多的内容可以以后补充。"),
        },
    )
    photographs = forms.FileField(label=_("照片"), required=False, widget=ManyFiles)
    estate = forms.ChoiceField(
        label=_("哪个小区"),
        required=False,
        error_messages={"invalid_choice": _("没有这个小区，请重新选。")},
    )
    building = forms.ChoiceField(
        label=_("哪栋楼"),
        required=False,
        error_messages={"invalid_choice": _("这个小区没有这栋楼，请重新选。")},
    )
    place_text = Words(
        label=_("具体在哪里"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("请不要超过 120 字。")},
    )
    place_is = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    phone = forms.CharField(
        label=_("您的电话"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "data-keep-not": ""}),
        error_messages={"max_length": _("这不像一个电话号码，请检查。")},
    )
    name = Words(
        label=_("怎么称呼您"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name", "data-keep-not": ""}),
        error_messages={"max_length": _("请不要超过 40 字。")},
    )

    def __init__(
        self,
        *args: Any,
        estates: list[EstateChoice],
        buildings: list[BuildingChoice],
        fixed: bool = False,
        elder: bool = False,
        urgent_url: str = "",
        hints_url: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fixed = fixed
        # What is typed is looked at for danger while it is typed, and again when it is sent.
        self.fields["body"].widget.attrs = {
            "hx-post": urgent_url,
            "hx-trigger": "input changed delay:600ms",
            "hx-target": "#urgent",
            "hx-swap": "innerHTML",
            "hx-params": "body",
            "hx-push-url": "false",
        }
        if not fixed:
            self.fields["place_text"].widget.attrs |= {
                "hx-post": hints_url,
                "hx-trigger": "input changed delay:500ms",
                "hx-target": "#place-hints",
                "hx-swap": "innerHTML",
                "hx-include": "[name=estate]",
                "hx-params": "place_text,estate",
                "hx-push-url": "false",
            }
        if fixed:
            del self.fields["estate"], self.fields["building"]
            return
        if elder and len(estates) <= 24:
            self.fields["estate"].widget = forms.RadioSelect()
        self.fields["estate"].choices = [
            (NOT_HERE, gettext("不在小区里，或说不清")),
            *((str(e.id), e.name) for e in estates),
        ]
        self.fields["building"].choices = [
            (NOT_HERE, gettext("公共地方，或说不清")),
            *((str(b.id), b.name) for b in buildings),
        ]

    @property
    def steps(self) -> list[str]:
        """The questions this form asks: a card on a door has answered which estate."""
        return [name for name in STEPS if not (self.fixed and name == "estate")]

    def faults_in(self, step: str) -> bool:
        """Whether what was answered to one question cannot stand."""
        return any(name in self.errors for name in STEPS[step])

    def judge_only(self, step: str) -> None:
        """Leave the errors of other questions for when they are asked."""
        for name in [name for name in self.errors if name not in STEPS[step]]:
            del self.errors[name]

    def clean_phone(self) -> str:
        """Digits, or nothing."""
        try:
            return read_phone(self.cleaned_data["phone"])
        except BadInput as refusal:
            raise forms.ValidationError(
                gettext("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。不想留电话可以空着。")
            ) from refusal


def typed_again(form: RaiseForm, posted: Any) -> dict[str, Any]:
    """What was typed, to show on another step of the form, without judging it yet."""
    typed = {name: posted.get(name, "") for name in form.fields if name not in ("photographs", "website")}
    return typed | {"key": as_id(typed["key"]) or uuid4()}


def as_id(text: str) -> UUID | None:
    """The id in a choice, None for no choice or no id."""
    try:
        return UUID(text)
    except ValueError:
        return None
