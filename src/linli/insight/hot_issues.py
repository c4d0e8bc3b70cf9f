"""Reading hot issues: the list of a jurisdiction, one with the messages behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from linli.cases.models import Case
from linli.cases.queries.case_lines import CaseLine, lines_of, with_names
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.read_together import read_together
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.queries import PlaceFacts, place_facts_of
from linli.places.queries.naming import PlaceKey

from .issue_rights import KEEPERS
from .models import HotIssue, IssueTurn, Telling
from .same_matter.heat import heat_at

WEEK = timedelta(days=7)
Weeks = dict[UUID, tuple[int, int]]
"""How many messages each issue had in the last seven days and in the seven before."""
ORDER = ("-heat_mark", "-id")
MOST_CASES = 200
MOST_TO_JOIN = 30
MOST_PLOTTED = 60
"""Days of the plot at most: the latest."""


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One hot issue in a list. `this_week` and `week_before` count its messages of the last seven days and the seven before."""

    key: RowKey
    name: str
    place: str
    place_full: str
    heat: float
    people: int
    messages: int
    votes: int
    first_at: datetime
    last_at: datetime
    this_week: int
    week_before: int
    muted_at: datetime | None

    @property
    def trend(self) -> str:
        """`rising`, `falling`, `steady` or `quiet` (nothing in two weeks)."""
        if not (self.this_week or self.week_before):
            return "quiet"
        if self.this_week == self.week_before:
            return "steady"
        return "rising" if self.this_week > self.week_before else "falling"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which issues a list shows: of a place (empty: the actor's whole scope), with a message since, of so many people at least."""

    place: str = ""
    since: datetime | None = None
    people: int = 2
    muted: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One deed of an issue's history; `deed` is its word, `who` empty where the platform did it by itself."""

    at: datetime
    deed: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue with what is behind it. `days` counts messages from the first day to the last, without gaps; `cases` are those
    the actor may see, newest first, each with how many voices of it are in the issue; `others` are those it could be joined into,
    for those who keep it."""

    line: IssueLine
    place_code: str
    named_by_person: bool
    mute_reason: str
    opened_at: datetime
    part_of: UUID | None
    days: tuple[tuple[date, int], ...]
    again: int
    cases: tuple[tuple[CaseLine, int], ...]
    turns: tuple[TurnLine, ...]
    joined: tuple[tuple[UUID, str], ...]
    others: tuple[tuple[UUID, str], ...]
    may_keep: bool

    @property
    def key(self) -> RowKey:
        return self.line.key


def hot_issues(asked: Asked, at: Position | None = None, size: int = 30) -> Slice:
    """A page of issues as `IssueLine`s, hottest first. Three statements."""
    page = keyset_slice(asked_for(asked), ORDER, at, size)
    return Slice(lines_of_issues(page.items), page.next, page.previous)


def all_hot_issues(asked: Asked, most: int = 5_000) -> list[IssueLine]:
    """The list whole, for a table to take away. Three statements."""
    return lines_of_issues(asked_for(asked).order_by(*ORDER)[:most])


def issue_row(id: UUID) -> HotIssue:
    """Raises `NotFound` where the scope holds no such issue. One statement."""
    row = HotIssue.objects.filter(id=id).first()
    if row is None:
        raise NotFound("hot_issue", id)
    return row


def issue_with_joined(id: UUID) -> list[HotIssue]:
    """An issue, and after it those that were joined into it. Raises `NotFound`. One statement."""
    rows = sorted(HotIssue.objects.filter(Q(id=id) | Q(part_of_id=id)), key=lambda row: row.id != id)
    if not rows or rows[0].id != id:
        raise NotFound("hot_issue", id)
    return rows


def issue_page(actor: Actor, id: UUID) -> IssuePage:
    """Everything the page of an issue shows. Six statements. Raises `NotFound`."""
    row = issue_row(id)
    where = {"street_code": row.street_code, "issue": row}
    tellings = list(Telling.objects.filter(**where).order_by("-at", "-id").values_list("at", "case_id"))
    voices = Counter(case for _at, case in tellings)
    newest = list(dict.fromkeys(case for _at, case in tellings))[:MOST_CASES]
    cases = with_names(Case.objects.defer("search").filter(street_code=row.street_code, id__in=newest))
    lines = {line.key.id: line for line in lines_of(cases)}
    turns, joined, others = read_together(
        IssueTurn.objects.filter(**where).order_by("-at", "-id"),
        HotIssue.objects.filter(street_code=row.street_code, part_of=row).order_by("id").values_list("id", "name"),
        _to_join(row.key),
    )
    may_keep = actor.may(KEEPERS, row.place_code)
    return IssuePage(
        line=lines_of_issues([row], {row.id: _weeks_in((at for at, _case in tellings), clock.now())})[0],
        place_code=row.place_code,
        named_by_person=row.named_by is not None,
        mute_reason=row.mute_reason,
        opened_at=row.opened_at,
        part_of=row.part_of_id,
        days=_days(at for at, _case in tellings),
        again=row.messages - row.people,
        cases=tuple((lines[id], voices[id]) for id in newest if id in lines),
        turns=tuple(
            TurnLine(turn.at, str(IssueTurn.Deed(turn.deed).label), turn.actor_name, turn.text) for turn in turns
        ),
        joined=tuple(joined),
        others=tuple(others) if may_keep else (),
        may_keep=may_keep,
    )


def issues_to_join(issue: RowKey) -> list[tuple[UUID, str]]:
    """Other live issues of the street this one could be joined into, hottest first. One statement."""
    return list(_to_join(issue))


def _to_join(issue: RowKey) -> QuerySet:
    others = HotIssue.objects.filter(street_code=issue.street_code, part_of__isnull=True, messages__gt=0)
    return others.exclude(id=issue.id).order_by(*ORDER).values_list("id", "name")[:MOST_TO_JOIN]


def issue_of_case(case: RowKey) -> tuple[UUID, str, int] | None:
    """The issue a case belongs to, with its name and how many people it has, where at least two people speak in it. One
    statement."""
    telling = Telling.objects.filter(
        street_code=case.street_code, case_id=case.id, issue__isnull=False, issue__people__gte=2
    )
    return telling.values_list("issue__id", "issue__name", "issue__people").first()


def asked_for(asked: Asked) -> QuerySet[HotIssue]:
    """The live issues that a list asks for, in no order."""
    rows = HotIssue.objects.filter(
        part_of__isnull=True, messages__gt=0, people__gte=asked.people, muted_at__isnull=not asked.muted
    )
    if asked.place:
        rows = rows.filter(scope_condition(asked.place))
    if asked.since:
        rows = rows.filter(last_at__gte=asked.since)
    if asked.words:
        rows = rows.filter(Q(name__icontains=asked.words) | Q(place_name__icontains=asked.words))
    return rows


def place_of_issue(row: HotIssue) -> PlaceKey:
    """Where an issue is, as `place_facts_of` asks for it."""
    return row.place_code, row.estate_id, None


def lines_of_issues(
    rows: Iterable[HotIssue], weeks: Weeks | None = None, places: Mapping[PlaceKey, PlaceFacts] | None = None
) -> list[IssueLine]:
    """Issues as a list shows them. Two statements, one less for each of `weeks` and `places` that the caller has read."""
    rows, now = list(rows), clock.now()
    weeks = _weeks_of(rows, now) if weeks is None else weeks
    places = place_facts_of(map(place_of_issue, rows)) if places is None else places
    return [
        IssueLine(
            key=row.key,
            name=row.name,
            place=_place(row, places[place_of_issue(row)].short),
            place_full=places[place_of_issue(row)].full,
            heat=heat_at(row.heat_mark, now),
            people=row.people,
            messages=row.messages,
            votes=row.votes,
            first_at=row.first_at,
            last_at=row.last_at,
            this_week=weeks.get(row.id, (0, 0))[0],
            week_before=weeks.get(row.id, (0, 0))[1],
            muted_at=row.muted_at,
        )
        for row in rows
    ]


def _weeks_of(rows: list[HotIssue], now: datetime) -> Weeks:
    of_rows = Q(street_code__in={row.street_code for row in rows}, issue_id__in=[row.id for row in rows])
    return {id: (this, before) for id, this, before in weeks_counted(of_rows, now)}


def weeks_counted(of_issues: Q, now: datetime) -> QuerySet[Any]:
    """Issue, messages of the last seven days, messages of the seven before: of the tellings `of_issues` picks."""
    counted = Telling.objects.filter(of_issues, at__gte=now - 2 * WEEK).order_by().values("issue_id")
    counted = counted.annotate(
        this=Count("id", filter=Q(at__gte=now - WEEK)), before=Count("id", filter=Q(at__lt=now - WEEK))
    )
    return counted.values_list(F("issue_id"), "this", "before")


def _weeks_in(instants: Iterable[datetime], now: datetime) -> tuple[int, int]:
    ages = Counter((now - at) // WEEK for at in instants if at <= now)
    return ages[0], ages[1]


def _place(row: HotIssue, known: str) -> str:
    return known if row.estate_id or not row.place_name else f"{known} · {row.place_name}"


def _days(instants: Iterable[datetime]) -> tuple[tuple[date, int], ...]:
    counts = Counter(at.astimezone(clock.SHANGHAI).date() for at in instants)
    if not counts:
        return ()
    last = max(counts)
    first = max(min(counts), last - timedelta(days=MOST_PLOTTED - 1))
    return tuple((day, counts[day]) for n in range((last - first).days + 1) if (day := first + timedelta(days=n)))
