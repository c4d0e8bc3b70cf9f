"""Plain counting beside the kept counts: the same places, the same span, every measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linli.insight.indicators import counted_by_place
from linli.insight.rules import Measure, Period
from linli.insight.rules.marks import DIFFERENCES, ONCE
from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .keep import count_ripe
from .read import kept_by_place

COMPARED = (*ONCE, *DIFFERENCES)


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure of a place that is kept as one number and counts as another."""

    place_code: str
    measure: Measure
    kept: int
    counted: int


def differences(period: Period, prefix: str = "") -> Iterator[Difference]:
    """Where the kept counts of communities are not what plain counting finds; what time has made ripe is brought in first.
    Reads every case the span may touch, community by community at once."""
    while count_ripe():
        pass
    with acting_in(Scope.everything()):
        kept = dict(kept_by_place(prefix, period, int(PlaceLevel.COMMUNITY)))
        counted = dict(counted_by_place(prefix, period, clock.now(), int(PlaceLevel.COMMUNITY), COMPARED))
    for place in sorted(kept.keys() | counted.keys()):
        for measure in COMPARED:
            ours, plain = kept.get(place, {}).get(measure, 0), counted.get(place, {}).get(measure, 0)
            if ours != plain:
                yield Difference(place, measure, ours, plain)
