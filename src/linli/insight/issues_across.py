"""Hot issues of several streets that are one place and one problem, read together by whoever answers for all of them.

An issue lies in one street at the widest, because rows do. What belongs together across a border is found when it is read, from
the latest voices of the hottest issues; nothing is stored, and nothing is joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from linli.cases.models import Case, Entry
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.read_together import read_together
from linli.ledger.street_row import RowKey

from .hot_issues import ORDER, Asked, IssueLine, asked_for, issue_row, lines_of_issues
from .kept_spread import kept_spread
from .models import HotIssue, Telling
from .same_matter.across import may_share_a_name, parts_of, told_across
from .same_matter.said import Said, WordSpread, read_said
from .same_matter.tie import SPAN

MOST_READ = 200
"""The hottest issues that are compared."""
VOICES = 2
"""The latest voices that speak for an issue."""
MARKS_SHARED = 3
"""Rare words that two issues must share to be compared at all."""


@dataclass(frozen=True, slots=True)
class Across:
    """Issues of at least two streets about one place, the hottest first, and what both call it."""

    place: str
    issues: tuple[IssueLine, ...]

    @property
    def streets(self) -> int:
        return len({line.key.street_code for line in self.issues})

    @property
    def people(self) -> int:
        """Of all streets; who spoke in two of them counts in both."""
        return sum(line.people for line in self.issues)

    @property
    def heat(self) -> float:
        return sum(line.heat for line in self.issues)


def issues_across(asked: Asked) -> list[Across]:
    """What belongs together among the 200 hottest issues asked for, hottest first. Six statements, whatever they hold."""
    rows = list(asked_for(asked).order_by(*ORDER)[:MOST_READ])
    if len({row.street_code for row in rows}) < 2:
        return []
    ties = _ties(rows, combinations(rows, 2))
    groups = _groups(rows, ties)
    lines = {line.key.id: line for line in lines_of_issues(row for group in groups for row in group)}
    found = [Across(_name_of(group, ties), tuple(lines[row.id] for row in group)) for group in groups]
    return sorted(found, key=lambda one: -one.heat)


def issues_beside(id: UUID, most: int = 10) -> Across | None:
    """What other streets of the running scope tell of the place and the problem of one issue; None where nobody does. Their
    weeks are not counted. Seven statements. Raises `NotFound`."""
    row = issue_row(id)
    others = list(_perhaps(row))
    ties = _ties([row, *others], ((row, other) for other in others))
    beside = [other for other in others if (row.id, other.id) in ties]
    if not beside:
        return None
    return Across(_name_of([row, *beside], ties), tuple(lines_of_issues(beside[:most], {})))


def _perhaps(row: HotIssue) -> Iterable[HotIssue]:
    """Issues of other streets of the same city with a voice that shares a rare word with the latest ones of this."""
    latest = Telling.objects.filter(street_code=row.street_code, issue=row).order_by("-at", "-id")[:VOICES]
    marks = sorted({mark for one in latest for mark in one.marks})
    if not marks:
        return []
    city = str(row.street_code).zfill(PlaceLevel.STREET)[: PlaceLevel.CITY]
    voices = Telling.objects.filter(
        marks__overlap=marks, issue__isnull=False, at__gte=row.last_at - SPAN, at__lte=row.last_at + SPAN
    )
    return HotIssue.objects.filter(
        ~Q(street_code=row.street_code),
        place_code__startswith=city,
        part_of__isnull=True,
        muted_at__isnull=True,
        messages__gt=0,
        id__in=voices.values("issue_id"),
    ).order_by(*ORDER)[:MOST_READ]


Ties = dict[tuple[UUID, UUID], str]


def _ties(rows: Sequence[HotIssue], pairs: Iterable[tuple[HotIssue, HotIssue]]) -> Ties:
    """Which pairs of two streets tell of one place, in both directions, with its name; pairs that others hold together already are
    not compared. Three statements."""
    said, marks = _voices_of(rows)
    spread: WordSpread = kept_spread()
    weighed = {id: [(one, spread.weigh(one)) for one in voices] for id, voices in said.items()}
    parts = {row.key: parts_of(said.get(row.key, ())) for row in rows}
    found: Ties = {}
    group = {row.key: frozenset({row.key}) for row in rows}
    for one, other in pairs:
        if one.street_code == other.street_code or other.key in group[one.key]:
            continue
        if str(one.street_code)[: PlaceLevel.CITY] != str(other.street_code)[: PlaceLevel.CITY]:
            continue
        if len(marks[one.key] & marks[other.key]) < MARKS_SHARED:
            continue
        if not may_share_a_name(parts[one.key], parts[other.key]):
            continue
        name = next(
            (
                name
                for a, ours in weighed.get(one.key, ())
                for b, theirs in weighed.get(other.key, ())
                if (name := told_across(a, b, spread, (ours, theirs)))
            ),
            "",
        )
        if name:
            found[one.id, other.id] = found[other.id, one.id] = name
            together = group[one.key] | group[other.key]
            group.update(dict.fromkeys(together, together))
    return found


def _voices_of(rows: Sequence[HotIssue]) -> tuple[dict[RowKey, list[Said]], dict[RowKey, set[str]]]:
    latest = (
        Telling.objects.filter(street_code__in={row.street_code for row in rows}, issue_id__in=[row.id for row in rows])
        .annotate(
            number=Window(
                RowNumber(), partition_by=[F("street_code"), F("issue_id")], order_by=[F("at").desc(), F("id").desc()]
            )
        )
        .filter(number__lte=VOICES)
    )
    voices = list(latest)
    streets = {one.street_code for one in voices}
    bodies, subjects = read_together(
        Entry.objects.filter(
            street_code__in=streets, id__in=[one.entry_id for one in voices], withdrawn_at__isnull=True
        ).values_list("id", "body"),
        Case.objects.filter(street_code__in=streets, id__in=[one.case_id for one in voices]).values_list(
            "id", "subject"
        ),
    )
    body_of, subject_of = dict(bodies), dict(subjects)
    said: dict[RowKey, list[Said]] = defaultdict(list)
    marks: dict[RowKey, set[str]] = defaultdict(set)
    for one in voices:
        if one.entry_id in body_of and one.case_id in subject_of:
            key = RowKey(one.street_code, one.issue_id)
            said[key].append(read_said(subject_of[one.case_id], body_of[one.entry_id]))
            marks[key].update(one.marks)
    return said, marks


def _groups(rows: Sequence[HotIssue], ties: Ties) -> list[list[HotIssue]]:
    """The rows that hang together by ties, each group in the order of the rows."""
    head = {row.id: row.id for row in rows}

    def of(id: UUID) -> UUID:
        while head[id] != id:
            id = head[id]
        return id

    for one, other in ties:
        head[of(other)] = of(one)
    groups: dict[UUID, list[HotIssue]] = defaultdict(list)
    for row in rows:
        groups[of(row.id)].append(row)
    return [group for group in groups.values() if len(group) > 1]


def _name_of(group: Sequence[HotIssue], ties: Ties) -> str:
    """The name that ties most of the group, the longest of those."""
    names = [ties[pair] for pair in combinations([row.id for row in group], 2) if pair in ties]
    return max(names, key=lambda name: (names.count(name), len(name), name), default="")
