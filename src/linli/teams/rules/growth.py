"""From watching to doing (practices.md D2): how many people came, helped, led in a quarter. Counts alone, never a list or rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class Stage(Labelled):
    """How far somebody came in a quarter."""

    WATCHING = "watching", _("看着干")
    JOINING = "joining", _("跟着干")
    LEADING = "leading", _("主动干")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year; `number` 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def after(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def last_quarters(today: date, count: int) -> list[Quarter]:
    """The present quarter and those before it, oldest first."""
    found = [quarter_of(today)]
    while len(found) < count:
        found.append(found[-1].before)
    return found[::-1]


def stage_of(came: bool, helped: bool, led: bool) -> Stage | None:
    """The one stage a person is counted in: led something, else helped at least once, else came at all."""
    if led:
        return Stage.LEADING
    if helped:
        return Stage.JOINING
    return Stage.WATCHING if came else None


def count_stages(
    seen: Iterable[tuple[Any, Quarter, Stage]],
) -> dict[Quarter, Counter[Stage]]:
    """How many people stood at each stage in each quarter, each person once a quarter, at the furthest stage seen."""
    order = list(Stage)
    furthest: dict[tuple[Any, Quarter], Stage] = {}
    for person, quarter, stage in seen:
        key = person, quarter
        if key not in furthest or order.index(stage) > order.index(furthest[key]):
            furthest[key] = stage
    counts: dict[Quarter, Counter[Stage]] = {}
    for (_person, quarter), stage in furthest.items():
        counts.setdefault(quarter, Counter())[stage] += 1
    return counts
