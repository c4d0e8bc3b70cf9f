"""What people raise, kind by kind: how often, how it went, beside another span. Read from the kept counts at every level."""

from __future__ import annotations

from dataclasses import dataclass

from linli.cases.categories import set_in_force
from linli.cases.models import Category, CategorySet
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import place_facts_of

from .counts.read import can_be_fine, kept_by_kind
from .overview import homes_of, name_of, way_down_to
from .rate_terms import terms_for
from .rules import Measure, Period
from .rules.marks import NO_KIND
from .rules.rate_terms import Terms

TOLD = (
    Measure.RAISED,
    Measure.CLOSED,
    Measure.DUE,
    Measure.ON_TIME,
    Measure.LATE,
    Measure.REPEATED,
    Measure.RATED,
    Measure.SATISFIED,
    Measure.BASICALLY,
)
"""What is told of each kind."""

Counts = dict[Measure, int]


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind with its counts in the span, and how many were raised in the one it is compared with. `name` is empty for what nobody
    has said the kind of."""

    code: str
    name: str
    counts: Counts
    before: int


@dataclass(frozen=True, slots=True)
class Kinds:
    """The page of a jurisdiction, most raised first. `parent` is the large kind whose small kinds are told, empty for the large
    ones; `can_open` says whether small kinds can be told of these spans."""

    parent: str
    parent_name: str
    can_open: bool
    lines: tuple[KindLine, ...]
    terms: Terms
    above: tuple[str, ...]
    names: dict[str, str]


def kinds_page(actor: Actor, prefix: str, period: Period, compared: Period, parent: str = "") -> Kinds:
    """The page of a place `chosen_place` allowed. Six statements. Small kinds are told where both spans are made of whole
    half-months, and within a community of any; else the large ones are."""
    can_open = can_be_fine(prefix, period) and can_be_fine(prefix, compared)
    parent = parent if can_open else ""
    digits = 4 if parent else 2
    now = kept_by_kind(prefix, period, digits, TOLD)
    before = kept_by_kind(prefix, compared, digits, (Measure.RAISED,))
    names = _names(prefix)
    above = way_down_to(actor, prefix)
    facts = place_facts_of((code, None, None) for code in {prefix, *above, *homes_of(actor)})
    lines = [
        KindLine(
            code,
            "" if code == NO_KIND else names.get(code, code),
            now.get(code) or dict.fromkeys(TOLD, 0),
            before.get(code, {}).get(Measure.RAISED, 0),
        )
        for code in now.keys() | before.keys()
        if code.startswith(parent)
    ]
    return Kinds(
        parent=parent,
        parent_name=names.get(parent, parent),
        can_open=can_open,
        lines=tuple(sorted(lines, key=lambda one: (-one.counts[Measure.RAISED], one.code))),
        terms=terms_for(prefix),
        above=above,
        names={code: name_of(found) for (code, _, _), found in facts.items()},
    )


def _names(prefix: str) -> dict[str, str]:
    """The names of the kinds in force at a place, by code. Two statements."""
    try:
        chosen = set_in_force(prefix[: PlaceLevel.COMMUNITY])
    except CategorySet.DoesNotExist:
        return {}
    return dict(Category.objects.filter(set=chosen).values_list("code", "name"))
