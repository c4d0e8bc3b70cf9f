"""Which pledges can serve which needs, gathered so that a city's lists stay small: pledges that differ in nothing that counts
are one class. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from linli.kernel.place_codes import prefix_range

from .rules.fit import WHOLE, NeedFacts, misfit, nearness, ready_on
from .rules.matching import PledgeFacts


@dataclass(frozen=True, slots=True)
class Arcs:
    """Arc number i leads from class `of_class[i]` to need `of_need[i]`, `nearness[i]` away. Quantities in hundredths:
    `wanted` and the smallest part given (`steps`) of the needs, `capacities` of the classes. `classes_of[n]`: nearest first."""

    needs: tuple[NeedFacts, ...]
    classes: tuple[tuple[PledgeFacts, ...], ...]
    of_need: np.ndarray
    of_class: np.ndarray
    nearness: list[int]
    wanted: list[int]
    steps: list[int]
    capacities: list[int]
    classes_of: list[list[int]]

    def is_whole(self, n: int) -> bool:
        """Whether the need is served by one pledge alone or not at all."""
        return self.needs[n].kind in WHOLE


def grid_of(need: NeedFacts) -> str:
    """The grid a need counts for; one of a whole community counts for the community."""
    return need.place_code[:16]


def arcs_between(needs: Sequence[NeedFacts], pledges: Sequence[PledgeFacts], today: date) -> Arcs:
    """The arcs, in the order of the needs."""
    wanting = tuple(one for one in needs if one.missing > 0)
    gathered: dict[Any, list[PledgeFacts]] = defaultdict(list)
    for one in pledges:
        if one.left > 0:
            gathered[_what_counts(one, today)].append(one)
    classes = tuple(tuple(members) for members in gathered.values())
    areas: dict[Any, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, members in enumerate(classes):
        areas[members[0].kind, members[0].unit][members[0].area].append(number)
    sorted_areas = {key: sorted(found) for key, found in areas.items()}
    of_need, of_class, near = [], [], []
    for n, need in enumerate(wanting):
        key = (need.kind, need.unit)
        if key not in areas:
            continue
        for area in _reaching(need.place_code, areas[key], sorted_areas[key]):
            for c in areas[key][area]:
                if misfit(need, classes[c][0], today) is None:
                    of_need.append(n)
                    of_class.append(c)
                    near.append(nearness(need, classes[c][0]))
    classes_of: list[list[int]] = [[] for _ in wanting]
    for number in sorted(range(len(of_need)), key=lambda one: (of_need[one], near[one], one)):
        classes_of[of_need[number]].append(of_class[number])
    return Arcs(
        needs=wanting,
        classes=classes,
        of_need=np.array(of_need, dtype=int),
        of_class=np.array(of_class, dtype=int),
        nearness=near,
        wanted=[round(one.missing * 100) for one in wanting],
        steps=[100 if one.missing == one.missing.to_integral_value() else 1 for one in wanting],
        capacities=[_held(members) for members in classes],
        classes_of=classes_of,
    )


def _held(members: tuple[PledgeFacts, ...]) -> int:
    return sum(round(one.left * 100) for one in members)


def _what_counts(one: PledgeFacts, today: date) -> Any:
    ready = ready_on(one, today)
    alone = one.id if one.kind in WHOLE else None
    return one.kind, one.unit, one.title, one.area, one.window, ready, one.last_on >= ready, alone


def _reaching(place: str, areas: dict[str, list[int]], in_order: list[str]) -> list[str]:
    """The areas that hold the place, and those within it."""
    wider = [place[:length] for length in range(1, len(place)) if place[:length] in areas]
    low, beyond = prefix_range(place)
    return wider + in_order[bisect_left(in_order, low) : bisect_left(in_order, beyond)]
