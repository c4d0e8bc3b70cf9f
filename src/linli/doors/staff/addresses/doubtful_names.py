"""Names in a register that may be several estates: one choice for all rows that say it so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import ngettext

from linli.people.binding import Bound
from linli.places.rules.how_sure import Candidate

MOST = 12
LONGEST = 60


@dataclass(frozen=True, slots=True)
class DoubtfulName:
    """What rows call an estate that is none of its names, how many do, and the estates that may be meant with the reason."""

    name: str
    rows: int
    estates: tuple[tuple[UUID, str], ...]


def doubtful_names(bound: Sequence[Bound]) -> list[DoubtfulName]:
    """The names that most rows are not sure of, at most a dozen."""
    rows: Counter[str] = Counter()
    estates: dict[str, dict[UUID, str]] = {}
    for one in bound:
        for choice in one.choices:
            if choice.new_name and choice.match.estate_id and len(choice.new_name) <= LONGEST:
                estates.setdefault(choice.new_name, {}).setdefault(choice.match.estate_id, _about(choice))
        for name in {choice.new_name for choice in one.choices if choice.new_name in estates}:
            rows[name] += 1
    return [DoubtfulName(name, count, tuple(estates[name].items())) for name, count in rows.most_common(MOST)]


def _about(choice: Candidate) -> str:
    """What of its reasons is about the name: buildings differ from row to row."""
    return next((one for one in choice.match.reasons if f"“{choice.new_name}”" in one), choice.why)


class NamesForm(forms.Form):
    """For each name the estates it may mean; none need be chosen."""

    def __init__(self, doubts: Sequence[DoubtfulName], names: Mapping[UUID, str]) -> None:
        super().__init__()
        self.whys: dict[str, dict[str, str]] = {}
        for number, doubt in enumerate(doubts):
            choices = [(str(id), names[id]) for id, _why in doubt.estates if id in names]
            label = ngettext("“%(name)s”（%(count)d 行）", "“%(name)s”（%(count)d 行）", doubt.rows)
            field = forms.ChoiceField(
                label=label % {"name": doubt.name, "count": doubt.rows}, required=False, choices=choices,
                widget=forms.RadioSelect,
            )  # fmt: skip
            self.fields[f"is-{number}"] = field
            field.said = doubt.name
            self.whys[f"is-{number}"] = {str(id): why for id, why in doubt.estates}

    def questions(self) -> list[dict[str, Any]]:
        """Field, the name it is about, and the reasons beside its choices."""
        return [
            {"field": self[name], "said_as": name.replace("is", "said"), "said": field.said, "why": self.whys[name]}
            for name, field in self.fields.items()
        ]


def names_chosen(posted: Mapping[str, str], estates: Mapping[UUID, str]) -> list[tuple[str, UUID]]:
    """The names an estate of the community was chosen for."""
    chosen = []
    for number in range(MOST):
        name, id = posted.get(f"said-{number}", "").strip()[:LONGEST], posted.get(f"is-{number}", "")
        estate = next((one for one in estates if str(one) == id), None)
        if name and estate:
            chosen.append((name, estate))
    return chosen
