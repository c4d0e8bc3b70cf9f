"""The figures of a half-month analysis, made from its rows alone: whoever has the rows can count them again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .heard import IssueCount, WishCount
from .measures import NOW_ONLY, OF_A_REPORT, Measure
from .periods import Period
from .rate_terms import SHIPPED


@dataclass(frozen=True, slots=True)
class Row:
    """One case as it stood when it was counted. `part` is the next smaller place: a building's id for an estate, an
    estate's for a community, a community's code for a street, empty where unknown."""

    code: str
    kind: str
    source: str
    day: str
    part: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind, place or source. `previous` is how many were raised in the period before."""

    key: str
    name: str
    raised: int
    previous: int
    repeated: int
    closed: int
    late: int
    backlog: int
    dissatisfied: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by measure, of this period and the one before, and the groups, most raised first.

    `issues` and `wishes` are None in editions counted before these were told; `basically_counts` is what 基本满意 counted in the
    terms of the place when it was made.
    """

    counts: dict[str, int]
    previous: dict[str, int]
    kinds: tuple[Group, ...]
    parts: tuple[Group, ...]
    sources: tuple[Group, ...]
    days: tuple[tuple[str, int], ...]
    issues: tuple[IssueCount, ...] | None = None
    wishes: WishCount | None = None
    basically_counts: str = str(SHIPPED.basically_counts)


def figures_of(
    rows: Iterable[Row],
    before: Iterable[Row],
    period: Period,
    *,
    kind_names: Mapping[str, str],
    part_names: Mapping[str, str],
) -> Figures:
    """Count the rows of a period beside those of the period before it.

    A name is given for every kind and part that is known; others keep their key. Every known part is listed, also one from
    which nothing came.
    """
    rows, before = list(rows), list(before)
    by_day = Counter(row.day for row in rows if Measure.RAISED in row.marks)
    return Figures(
        counts=_counts(rows),
        previous={name: count for name, count in _counts(before).items() if name not in NOW_ONLY},
        kinds=_groups(rows, before, lambda row: row.kind, kind_names, ()),
        parts=_groups(rows, before, lambda row: row.part, part_names, part_names),
        sources=_groups(rows, before, lambda row: row.source, {}, ()),
        days=tuple((day.isoformat(), by_day[day.isoformat()]) for day in period.days),
    )


def _counts(rows: Iterable[Row]) -> dict[str, int]:
    found = Counter(mark for row in rows for mark in row.marks)
    return {one.value: found[one.value] for one in OF_A_REPORT}


def _groups(rows, before, key, names: Mapping[str, str], always: Iterable[str]) -> tuple[Group, ...]:
    count: Counter[tuple[str, str]] = Counter((key(row), mark) for row in rows for mark in row.marks)
    earlier = Counter(key(row) for row in before if Measure.RAISED in row.marks)
    keys = {key(row) for row in rows} | set(earlier) | set(always)
    groups = [
        Group(
            key=one,
            name=names.get(one, one),
            raised=count[one, Measure.RAISED],
            previous=earlier[one],
            repeated=count[one, Measure.REPEATED],
            closed=count[one, Measure.CLOSED],
            late=count[one, Measure.LATE],
            backlog=count[one, Measure.BACKLOG],
            dissatisfied=count[one, Measure.DISSATISFIED],
        )
        for one in keys
    ]
    return tuple(sorted(groups, key=lambda one: (-one.raised, not one.key, -one.late, -one.closed, one.name, one.key)))


def kept(figures: Figures) -> dict[str, Any]:
    """The figures as JSON values."""
    return asdict(figures)


def read_kept(plain: Mapping[str, Any]) -> Figures:
    """The figures written by `kept`."""
    groups = {name: tuple(Group(**one) for one in plain[name]) for name in ("kinds", "parts", "sources")}
    days = tuple((day, count) for day, count in plain["days"])
    issues, wishes = plain.get("issues"), plain.get("wishes")
    return Figures(
        counts=dict(plain["counts"]),
        previous=dict(plain["previous"]),
        days=days,
        issues=None if issues is None else tuple(IssueCount(**one) for one in issues),
        wishes=None if wishes is None else WishCount(**wishes),
        basically_counts=plain.get("basically_counts", str(SHIPPED.basically_counts)),
        **groups,
    )
