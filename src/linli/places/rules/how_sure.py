"""How sure an address is of a place.

The first figure is how much the name agrees (`strength`), lowered by what speaks against it (a division or a building number that is not there) and by
what else it could be. `_MEASURED` turns that into the share of answers that were right at that figure, among addresses of a generated register damaged at random;
how it holds on another register is in bench/results/addresses.md, “How sure against how right”. Plain Python.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from .match_place import PlaceMatch
from .name_book import Likely, Likeness

SURE = 0.9
"""From here on an answer is taken without asking: of the least sure ones taken, nine of ten were right."""

_MEASURED = (
    (0.0, 0.0), (0.25, 0.07), (0.3, 0.18), (0.4, 0.32), (0.45, 0.48), (0.55, 0.56), (0.6, 0.7), (0.65, 0.82), (0.75, SURE), (0.8, 0.93),
    (0.875, 0.965), (0.925, 0.99), (1.0, 1.0),
)  # fmt: skip
"""The figure and the share of right answers at it, where one estate in twelve is not on record; straight between."""

_LEAST = 0.15
_STRENGTH = {
    Likeness.NAME: 0.98,
    Likeness.ALIAS: 0.96,
    Likeness.SHORT: 0.93,
    Likeness.SOUND: 0.88,
    Likeness.PART: 0.55,
    Likeness.SLIP: 0.35,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant: as deep as it agrees, its name in full, how sure (0 to 1), and why, in Chinese."""

    match: PlaceMatch
    name: str
    sure: float
    new_name: str = ""
    """What the estate was called, where that is none of its names on record."""

    @property
    def key(self) -> str:
        """What names this place among the choices for one text, and again when the text is looked up anew."""
        return str(self.match.building_id or self.match.estate_id or f"{self.match.place_code}:{self.name}")

    @property
    def why(self) -> str:
        return "；".join(self.match.reasons)


def strength(one: Likely) -> float:
    """How much a name agrees with the words said, 0 to 1."""
    base = _STRENGTH[one.likeness]
    if one.likeness is Likeness.PART:
        return base + 0.3 * one.share
    if one.likeness is Likeness.SLIP:
        return max(0.0, base + 1.25 * (one.share - 0.55))
    return base


def ranked_by_sureness(found: list[Candidate]) -> list[Candidate]:
    """The candidates by how sure they are, each lowered by how good the others are."""
    kept = [one for one in found if one.sure > _LEAST]
    weight = sum(one.sure**6 for one in kept)
    ranked = [replace(one, sure=round(_measured(one.sure * one.sure**6 / weight), 3)) for one in kept]
    return sorted(ranked, key=lambda one: (-one.sure, one.match.place_code, one.name))


def is_sure(ranked: list[Candidate]) -> bool:
    """Whether the first is taken without asking."""
    return bool(ranked) and ranked[0].sure >= SURE


def _measured(figure: float) -> float:
    """The share of answers that were right at this figure."""
    for (low, least), (high, most) in pairwise(_MEASURED):
        if figure <= high:
            return least + (most - least) * (figure - low) / (high - low)
    return 1.0


def best_of_each(found: list[Candidate]) -> list[Candidate]:
    """One candidate for each estate: the surest, the deeper of two as sure."""
    best: dict[object, Candidate] = {}
    for one in found:
        known = best.get(one.match.estate_id)
        if known is None or (one.sure, one.match.level) > (known.sure, known.match.level):
            best[one.match.estate_id] = one
    return list(best.values())
