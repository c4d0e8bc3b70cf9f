"""Cases as lines of a list, with the names a line shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery

from linli.kernel import clock
from linli.ledger.street_row import RowKey
from linli.places.queries import place_facts_of

from ..matter import Source
from ..models import Case, Category, Entry
from ..rules import PAUSED, UNDER_WAY, Level, State


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list. `clock` is running, paused, met or missed, as the due clock has it."""

    key: RowKey
    code: str
    subject: str
    place_code: str
    place: str
    grid: str
    kind: str
    state: State
    level: Level
    source: str
    is_urgent: bool
    due_at: datetime | None
    clock: str
    uncertain_years: tuple[int, ...]
    lead: str
    voices: int
    raised_at: datetime
    filed_at: datetime | None
    closed_at: datetime | None
    satisfaction: str
    proposed: str
    reopenings: int

    @property
    def is_late(self) -> bool:
        """Whether the handling deadline has passed with the work not done."""
        return self.clock == "running" and self.due_at is not None and self.due_at < clock.now()


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with `kind_name` and `voices`, read in the same statement."""
    voices = (
        Entry.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"), withdrawn_at__isnull=True)
        .order_by()
        .values("case_id")
        .annotate(count=Count("id"))
        .values("count")
    )
    return cases.annotate(kind_name=kind_name_of_case(), voices=Subquery(voices))


def kind_name_of_case() -> Subquery:
    """What the case's kind was called in the set it was filed under."""
    kinds = Category.objects.filter(set_id=OuterRef("category_set_id"), code=OuterRef("category_code"))
    return Subquery(kinds.values("name")[:1])


def lines_of(cases: Iterable[Case]) -> list[CaseLine]:
    """The lines of cases read through `with_names`. One statement, for the names of all their places."""
    rows = list(cases)
    places = place_facts_of((row.place_code, row.estate_id, row.building_id) for row in rows)
    return [_line(row, places[row.place_code, row.estate_id, row.building_id]) for row in rows]


def clock_of(case: Case) -> str:
    """How the handling clock stands: the work is over with the result fed back, whatever follows."""
    state = State(case.state)
    if state in PAUSED:
        return "paused"
    done_at = case.fed_back_at or case.closed_at
    if state in UNDER_WAY or not (case.handle_due_at and done_at):
        return "running"
    return "met" if done_at <= case.handle_due_at else "missed"


def source_label(source: str) -> str:
    """The word for a source; an unknown one as it stands."""
    return Source(source).label if source in set(Source) else source


def _line(row: Case, place: object) -> CaseLine:
    return CaseLine(
        key=row.key,
        code=row.code,
        subject=row.subject,
        place_code=row.place_code,
        place=place.short,
        grid=place.grid,
        kind=row.kind_name or "",
        state=State(row.state),
        level=Level(row.level),
        source=source_label(row.source),
        is_urgent=row.is_urgent,
        due_at=row.handle_due_at,
        clock=clock_of(row),
        uncertain_years=tuple(row.uncertain_years),
        lead=row.lead_title,
        voices=row.voices or 0,
        raised_at=row.raised_at,
        filed_at=row.filed_at,
        closed_at=row.closed_at,
        satisfaction=row.satisfaction,
        proposed=row.proposed,
        reopenings=row.reopenings,
    )


def keys_by_code(cases: QuerySet[Case], codes: Iterable[str]) -> dict[str, Case]:
    """The cases of these codes, by code. One statement."""
    return {case.code: case for case in cases.filter(code__in=set(codes))}
