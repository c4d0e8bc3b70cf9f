"""The form of the quick entry: a call or a visit in the caller's words, in the order one hears it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from linli.cases.matter import LONGEST_BODY, Matter, PlaceChosen, Source, Voice
from linli.cases.queries.kinds import Kind, LargeKind
from linli.cases.rules.guards import DESK
from linli.doors.place_choice import PlaceChoiceForm
from linli.kernel.actor import Actor, Role
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.audit import home_of
from linli.places.queries import FoundPlace, find_place
from linli.places.rules.how_sure import SURE

from .fields import PhotographsField, kind_choices

SOURCES = (
    Source.CALL,
    Source.VISIT,
    Source.PROPERTY_FIRM,
    Source.CAPTAIN,
    Source.COMMUNITY,
    Source.OFFICER,
    Source.HOTLINE,
)
SOURCE_OF_ROLE = {
    Role.PROPERTY_FIRM: Source.PROPERTY_FIRM,
    Role.BUILDING_CAPTAIN: Source.CAPTAIN,
    Role.PATCH_LEADER: Source.CAPTAIN,
    Role.GRID_OFFICER: Source.OFFICER,
    Role.GRID_LEADER: Source.OFFICER,
}
LISTENS = {"hx-post": reverse_lazy("staff:entry_hints"), "hx-trigger": "input changed delay:400ms"} | {
    "hx-target": "#entry-hints",
    "hx-swap": "innerHTML",
    "hx-include": "closest form",
}
"""While somebody types, what was understood and what is alike is looked up."""


class EntryForm(forms.Form):
    """Words first; everything else may be left out."""

    body = forms.CharField(
        label=gettext_lazy("说的是什么事"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True, **LISTENS}),
        error_messages={
            "required": gettext_lazy("请写下反映的是什么事，几个字也可以。"),
            "max_length": gettext_lazy("内容太长了，请控制在一万字以内。"),
        },
    )
    phone = forms.CharField(
        label=gettext_lazy("电话"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=gettext_lazy("姓名"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.CharField(
        label=gettext_lazy("地点"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("小区、楼栋、单元、门牌，如：湖东苑1栋2单元301"),
        widget=forms.TextInput(attrs={"autocomplete": "off", **LISTENS}),
    )
    place_is = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), required=False)
    source = forms.ChoiceField(
        label=gettext_lazy("来源"), choices=[(one.value, gettext_lazy(one.label)) for one in SOURCES]
    )
    is_urgent = forms.BooleanField(label=gettext_lazy("紧急"), required=False)
    result = forms.CharField(
        label=gettext_lazy("当场怎么办的"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("只有“当场办结”要填；反映人会看到这段话。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    photographs = PhotographsField(label=gettext_lazy("照片"), required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        tree: tuple[LargeKind, ...],
        actor: Actor,
        suggested: Iterable[Kind] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, files, **options)
        self.fields["kind"].choices = kind_choices(tree, suggested)
        self.fields["source"].initial = default_source(actor)
        self.actor = actor

    def matter(self, post_id: UUID | None) -> Matter:
        """What was entered, its place looked up. Two statements."""
        asked = self.cleaned_data
        heard = self.heard_place()
        return Matter(
            body=asked["body"],
            place=heard.chosen,
            source=Source(asked["source"]),
            voice=Voice(asked["name"], asked["phone"], asked["place"] if heard.found else ""),
            photographs=asked.get("photographs") or (),
            is_urgent=asked["is_urgent"],
            post_id=post_id,
        )

    def heard_place(self) -> HeardPlace:
        """The place that was entered, as it was chosen among what it may be. One statement."""
        return hear_place(self.cleaned_data["place"], self.actor, self.cleaned_data["place_is"])


@dataclass(frozen=True, slots=True)
class HeardPlace:
    """The place as it will be kept; `found` is None when nothing was said of it, or nothing could be looked up."""

    chosen: PlaceChosen
    found: FoundPlace | None

    def choice_form(self, picked: str = "") -> PlaceChoiceForm | None:
        """What else may be meant, as radios; None where the words leave no doubt."""
        found = self.found
        if found is None or not found.choices or (found.sure >= SURE and not picked):
            return None
        return PlaceChoiceForm(found.choices, picked)


def hear_place(text: str, actor: Actor, chosen: str = "") -> HeardPlace:
    """The place meant by `text` within the actor's widest jurisdiction, or the one `chosen` among what it may mean. One statement while places
    stand still, none for an empty text."""
    home = home_of(actor)
    if not text.strip() or len(home) < PlaceLevel.COUNTY:
        return HeardPlace(PlaceChosen(home, text=text.strip()), None)
    found = find_place(text, home, chosen=chosen)
    chosen = PlaceChosen(found.place_code, found.estate_id, found.building_id, text.strip(), found.words)
    return HeardPlace(chosen, found)


def default_source(actor: Actor) -> Source:
    """By which way matters usually come to somebody: a desk by telephone, the others by their own ledger."""
    if actor.roles & DESK:
        return Source.CALL
    return next((SOURCE_OF_ROLE[role] for role in SOURCE_OF_ROLE if role in actor.roles), Source.CALL)
