"""Counting the half-month of a place: its rows, and the figures made from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Left

from linli.cases.categories import names_of
from linli.kernel.clock import SHANGHAI
from linli.kernel.place_codes import PlaceLevel

from .conditions import condition_of, counted_cases, touched_in
from .count_heard import issues_in, wishes_in
from .rate_terms import terms_for
from .report_subject import About, Subject, parts_of
from .rules import Figures, Measure, Period, Row, figures_of
from .rules.measures import OF_A_REPORT

PART = {About.ESTATE: "building_id", About.COMMUNITY: "estate_id", About.STREET: "community"}

WIDEST = (
    Measure.RAISED,
    Measure.CONTACT_DUE,
    Measure.DUE,
    Measure.SUSPENDED,
    Measure.BACKLOG,
    Measure.CLOSED,
    Measure.ANSWERED,
    Measure.RATED,
)
"""Measures that hold all others of a report."""


@dataclass(frozen=True, slots=True)
class HalfMonth:
    """What a report keeps."""

    figures: Figures
    rows: tuple[Row, ...]


def count_half_month(subject: Subject, period: Period, now: datetime) -> HalfMonth:
    """Count the period and the one before, as things stand at `now`, within the scope in force. Eight statements; reads the
    cases of the two periods and the open ones."""
    names: dict[str, str] = {}
    rows = _rows(subject, period, now, names)
    before = _rows(subject, period.previous, now, names)
    parts = parts_of(subject.place_code, subject.estate_id)
    figures = figures_of(rows, before, period, kind_names=names, part_names=parts)
    told = replace(
        figures,
        issues=issues_in(subject, period),
        wishes=wishes_in(subject, period),
        basically_counts=str(terms_for(subject.place_code).basically_counts),
    )
    return HalfMonth(told, rows)


def _rows(subject: Subject, period: Period, now: datetime, names: dict[str, str]) -> tuple[Row, ...]:
    conditions = {one.name: condition_of(one, period, now) for one in OF_A_REPORT}
    of_place = counted_cases(subject.place_code[: PlaceLevel.COMMUNITY])
    if subject.estate_id:
        of_place = of_place.filter(estate_id=subject.estate_id)
    any_of_them = Q(pk__in=[])
    for one in WIDEST:
        any_of_them |= conditions[one.name]
    found = list(
        of_place.filter(touched_in(period), any_of_them)
        .order_by("raised_at", "id")
        .annotate(
            community=Left("place_code", int(PlaceLevel.COMMUNITY)),
            **{name: ExpressionWrapper(one, output_field=BooleanField()) for name, one in conditions.items()},
        )
        .values("code", "category_set_id", "category_code", "source", "raised_at", PART[subject.about], *conditions)
    )
    kinds = names_of({(row["category_set_id"], row["category_code"]) for row in found})
    names |= {code: name for (_set, code), name in kinds.items()}
    return tuple(
        Row(
            code=row["code"],
            kind=row["category_code"],
            source=row["source"],
            day=row["raised_at"].astimezone(SHANGHAI).date().isoformat(),
            part=str(row[PART[subject.about]] or ""),
            marks=tuple(one.value for one in OF_A_REPORT if row[one.name]),
        )
        for row in found
    )
