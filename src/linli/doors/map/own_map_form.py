"""What the page of an officer's own map sends: her drawing, and one mark more chosen from the list of buildings."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.places.queries.map_layers import BuildingOnMap
from linli.places.queries.own_maps import OwnMapShown
from linli.places.rules.own_map import MOST_NOTES, MOST_WORDS, Drawing, Layer, Mark, MarkKind, read_drawing

LONGEST = 500_000
"""Characters of a drawing as sent; 2,000 points and 60 marks take less than a fifth of it."""


class OwnMapForm(forms.Form):
    """`drawing` and `began_from` travel hidden; `building`, `mark_kind` and `words` describe the mark to add."""

    drawing = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    began_from = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    layers = forms.MultipleChoiceField(label=_("底图上印出"), required=False, widget=forms.CheckboxSelectMultiple)
    notes = forms.CharField(
        label=_("写在图边上的话"),
        required=False,
        max_length=MOST_NOTES,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("图边上写不下，请缩到 120 字以内。")},
    )
    building = forms.ChoiceField(label=_("在哪栋楼旁"), required=False)
    mark_kind = forms.ChoiceField(label=_("记号"), required=False)
    words = forms.CharField(
        label=_("旁边的字"),
        required=False,
        max_length=MOST_WORDS,
        error_messages={"max_length": _("记号旁的字请缩到 20 个以内。")},
    )

    def __init__(self, *args: Any, buildings: list[BuildingOnMap], **options: Any) -> None:
        super().__init__(*args, **options)
        self._beside = {str(one.key.id): one.beside for one in buildings if one.ring}
        self.fields["layers"].choices = [(one.value, gettext(one.label)) for one in Layer]
        self.fields["mark_kind"].choices = [(one.value, f"{one.glyph} {gettext(one.label)}") for one in MarkKind]
        self.fields["building"].choices = [
            ("", gettext("请选择")),
            *((str(one.key.id), one.words) for one in buildings if one.ring),
        ]

    def drawn(self, deed: str) -> Drawing:
        """The drawing after `deed`: `add` puts the described mark, `remove:mark:2` or `remove:line:0` takes one away.

        Raises `BadInput` for a drawing that cannot be read (see `read_drawing`).
        """
        given = self.cleaned_data
        drawing = read_drawing(given["drawing"], given["notes"], given["layers"])
        if deed == "add" and given["building"]:
            kind = MarkKind(given["mark_kind"] or MarkKind.NOTE)
            more = drawing.with_mark(Mark(kind, self._beside[given["building"]], given["words"]))
            return read_drawing(json.dumps(more.as_plain()), drawing.notes, drawing.layers)
        what, _colon, number = deed.removeprefix("remove:").partition(":")
        if deed.startswith("remove:") and number.isdecimal() and len(number) < 4:
            if what == "mark":
                return replace(drawing, marks=_without(drawing.marks, int(number)))
            return replace(drawing, lines=_without(drawing.lines, int(number)))
        return drawing


def as_typed(shown: OwnMapShown) -> dict[str, Any]:
    """The form's first values, from the map kept last."""
    return {
        "drawing": json.dumps(shown.drawing.as_plain(), ensure_ascii=False),
        "began_from": shown.version,
        "layers": [layer.value for layer in shown.drawing.layers],
        "notes": shown.drawing.notes,
        "mark_kind": MarkKind.NOTE.value,
    }


def _without(things: tuple, number: int) -> tuple:
    return things[:number] + things[number + 1 :]
