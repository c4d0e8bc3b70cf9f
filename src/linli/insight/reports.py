"""Reading half-month analyses: which there are of a period, one with its figures, the rows behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.cases.queries.case_lines import CaseLine
from linli.cases.queries.work_list import lines_by_code
from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed, NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.keyset import Position, Slice
from linli.places.queries import communities, estates_of, place_facts_of

from .models import Report
from .overview import chosen_place, homes_of
from .report_figures import figures_kept, period_of, rows_kept
from .report_rights import OF_A_JURISDICTION, estates_led_by, may_write, readable_reports
from .rules import Figures, Period, Row


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """A place that gets a report: the latest edition, and the latest issued one where it is another. `below` is the place
    code to look further down at, empty where there is nothing below."""

    place_code: str
    estate_id: UUID | None
    name: str
    below: str
    may_write: bool
    latest: Report | None
    issued: Report | None


@dataclass(frozen=True, slots=True)
class ReportsOfPeriod:
    """The list of a half-month. `place` is empty for who leads estates alone."""

    place: str
    place_name: str
    homes: tuple[tuple[str, str], ...]
    places: tuple[ReportPlace, ...]

    @property
    def missing(self) -> tuple[ReportPlace, ...]:
        """What the reader may draft and nobody has."""
        return tuple(one for one in self.places if one.may_write and one.latest is None)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One edition with its figures and the other editions of the same half-month, newest first."""

    report: Report
    period: Period
    figures: Figures
    editions: tuple[Report, ...]
    may_write: bool

    @property
    def is_draft(self) -> bool:
        return self.report.issued_at is None

    @property
    def is_latest(self) -> bool:
        return self.report.edition == self.editions[0].edition


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which rows of a report: those that count as `of`, narrowed by what is not None (an empty kind is a kind: none yet)."""

    of: str
    kind: str | None = None
    source: str | None = None
    part: str | None = None
    day: str | None = None

    def holds(self, row: Row) -> bool:
        """Whether the row is among them."""
        narrowed = (("kind", row.kind), ("source", row.source), ("part", row.part), ("day", row.day))
        return self.of in row.marks and all(getattr(self, name) in (None, value) for name, value in narrowed)


def reports_of_period(actor: Actor, period: Period, place: str) -> ReportsOfPeriod:
    """The reports of a half-month for a place the actor answers for and the places just below it; for a 片长 those of her
    estates. Raises `NotFound` beyond. Four statements at most."""
    led = estates_led_by(actor)
    homes = homes_of(actor, OF_A_JURISDICTION)
    place = chosen_place(actor, place, OF_A_JURISDICTION) if homes else ""
    if homes:
        found = _places_at(place)
    else:
        own = {post_place[: PlaceLevel.COMMUNITY] for post_place in (grant.prefix for grant in actor.grants)}
        estates = [one for community in sorted(own) for one in estates_of(community) if one.id in led]
        found = [(one.place_code, one.id, one.name, "") for one in estates]
    reports: dict[tuple[str, UUID | None], list[Report]] = {}
    codes = {code for code, *_ in found}
    rows = readable_reports(actor, led).filter(first_on=period.first, place_code__in=codes)
    for report in rows.order_by("-edition"):
        reports.setdefault((report.place_code, report.estate_id), []).append(report)
    names = place_facts_of((code, None, None) for code in {place, *homes} if code)
    shown = {code: facts.short for (code, _, _), facts in names.items()}
    return ReportsOfPeriod(
        place=place,
        place_name=shown.get(place, ""),
        homes=tuple((home, shown.get(home, "")) for home in homes),
        places=tuple(
            ReportPlace(
                place_code=code,
                estate_id=estate,
                name=name,
                below=below,
                may_write=bool(code) and len(code) >= PlaceLevel.STREET and may_write(actor, led, code, estate),
                latest=next(iter(reports.get((code, estate), ())), None),
                issued=next((one for one in reports.get((code, estate), ()) if one.issued_at), None),
            )
            for code, estate, name, below in found
        ),
    )


def report_page(actor: Actor, report_id: UUID) -> ReportPage:
    """One report. Raises `NotFound` where there is none the actor may read. Two statements, for a 片长 three."""
    report, led = _readable(actor, report_id)
    editions = readable_reports(actor, led).filter(
        street_code=report.street_code,
        place_code=report.place_code,
        estate_id=report.estate_id,
        first_on=report.first_on,
    )
    return ReportPage(
        report=report,
        period=period_of(report),
        figures=figures_kept(report),
        editions=tuple(editions.order_by("-edition")),
        may_write=may_write(actor, led, report.place_code, report.estate_id),
    )


def report_to_write(actor: Actor, report_id: UUID) -> Report:
    """The report a deed is to be done on. Raises `NotFound`, and `NotAllowed` for who may only read it."""
    report, led = _readable(actor, report_id)
    if not may_write(actor, led, report.place_code, report.estate_id):
        raise NotAllowed("report.write")
    return report


def rows_of_report(actor: Actor, page: ReportPage, asked: RowsAsked, at: Position | None, size: int = 50) -> Slice:
    """The rows behind a figure as they were counted, with the case's line of today where the actor may see it, as pairs of
    `Row` and `CaseLine | None`. Three statements."""
    rows = [row for row in rows_kept(page.report) if asked.holds(row)]
    start = _start(at, size, len(rows))
    shown = rows[start : start + size]
    lines: dict[str, CaseLine] = {line.code: line for line in lines_by_code(actor, [row.code for row in shown])}
    return Slice(
        [(row, lines.get(row.code)) for row in shown],
        Position("after", (start + size,)) if start + size < len(rows) else None,
        Position("before", (start,)) if start else None,
    )


def all_rows(page: ReportPage) -> Sequence[Row]:
    """Every row of a report, in the order they were raised."""
    return rows_kept(page.report)


def _start(at: Position | None, size: int, whole: int) -> int:
    if at is None:
        return 0
    (index,) = at.values
    if not isinstance(index, int):
        raise ValueError("a position in the rows is a number")
    return max(0, min(index if at.side == "after" else index - size, whole))


def _readable(actor: Actor, report_id: UUID) -> tuple[Report, frozenset[UUID]]:
    led = estates_led_by(actor)
    report = readable_reports(actor, led).defer(None).filter(id=report_id).first()
    if report is None:
        raise NotFound("report", report_id)
    return report, led


def _places_at(place: str) -> list[tuple[str, UUID | None, str, str]]:
    """Place code, estate, name, and where to look further down: of the place itself and those just below it."""
    if len(place) >= PlaceLevel.COMMUNITY:
        own = communities(place[: PlaceLevel.COMMUNITY])
        found = [(one.place_code, None, one.name, "") for one in own]
        return found + [(one.place_code, one.id, one.name, "") for one in estates_of(place[: PlaceLevel.COMMUNITY])]
    there = communities(place) if place else []
    streets = sorted({one.place_code[: PlaceLevel.STREET] for one in there})
    names = place_facts_of((street, None, None) for street in streets)
    found = [(code, None, names[code, None, None].short, code if code != place else "") for code in streets]
    if len(place) == PlaceLevel.STREET:
        found += [(one.place_code, None, one.name, one.place_code) for one in there]
    return found
