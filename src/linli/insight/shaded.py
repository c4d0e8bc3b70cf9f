"""One indicator over the places just below a jurisdiction, with the ground they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.cases.rules import Rate
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import place_facts_of
from linli.places.queries.place_shapes import Rings, place_shapes

from .counts.read import kept
from .indicators import Counts, rate_of
from .overview import homes_of, name_of, way_down_to
from .rate_terms import terms_for
from .rules import Period
from .rules.indicators import Indicator
from .rules.rate_terms import Terms
from .where_overdue import level_below


@dataclass(frozen=True, slots=True)
class ShadedPlace:
    """A place with the indicator of the span and of the one compared with; `rings` empty where its ground is not known.
    `is_rest` are the matters that are located no better than the whole."""

    code: str
    rate: Rate
    before: Rate
    rings: Rings
    is_rest: bool


@dataclass(frozen=True, slots=True)
class Shaded:
    """The map of a jurisdiction: `whole` and `before` are its own rates."""

    whole: Rate
    before: Rate
    places: tuple[ShadedPlace, ...]
    terms: Terms
    below: PlaceLevel | None
    above: tuple[str, ...]
    names: dict[str, str]


def shaded(actor: Actor, prefix: str, period: Period, compared: Period, indicator: Indicator) -> Shaded:
    """The map of a place `chosen_place` allowed. Six statements: the terms, the counts of both spans, borders and buildings, names.

    Places with known ground are shown even where nothing happened; the indicator has no value there.
    """
    level = level_below(prefix) or PlaceLevel.GRID
    terms, wanted = terms_for(prefix), (indicator.denominator, *indicator.numerator)
    now, before = (
        {code: counts for (code, _kind), counts in kept(prefix, span, place=int(level), measures=wanted).items()}
        for span in (period, compared)
    )
    grounds = place_shapes(prefix, level)
    codes = sorted({*now, *before, *grounds})
    above = way_down_to(actor, prefix)
    facts = place_facts_of((code, None, None) for code in {prefix, *above, *homes_of(actor), *codes})
    return Shaded(
        whole=_rate(indicator, terms, now.values()),
        before=_rate(indicator, terms, before.values()),
        places=tuple(
            ShadedPlace(
                code,
                _rate(indicator, terms, [now[code]] if code in now else []),
                _rate(indicator, terms, [before[code]] if code in before else []),
                grounds.get(code, ()),
                len(code) < level,
            )
            for code in codes
        ),
        terms=terms,
        below=level_below(prefix),
        above=above,
        names={code: name_of(found) for (code, _, _), found in facts.items()},
    )


def _rate(indicator: Indicator, terms: Terms, several: Iterable[Counts]) -> Rate:
    total: Counts = dict.fromkeys((indicator.denominator, *indicator.numerator), 0)
    for counts in several:
        for measure, count in counts.items():
            total[measure] += count
    return rate_of(indicator, total, terms)
