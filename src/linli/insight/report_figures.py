"""What was counted, into a report and out of it again."""

from __future__ import annotations

from datetime import datetime

from .count_half_month import HalfMonth
from .models import Report
from .rules import Figures, Period, Row, kept, read_kept


def put_figures(report: Report, counted: HalfMonth, at: datetime) -> None:
    """Keep the figures and their rows in a report that is not yet issued. Does not save."""
    report.figures = kept(counted.figures)
    report.rows = [[row.code, row.kind, row.source, row.day, row.part, list(row.marks)] for row in counted.rows]
    report.counted_at = at


def figures_kept(report: Report) -> Figures:
    """The figures as they were counted."""
    return read_kept(report.figures)


def rows_kept(report: Report) -> list[Row]:
    """The rows the figures were made from."""
    return [Row(*values, marks=tuple(marks)) for *values, marks in report.rows]


def period_of(report: Report) -> Period:
    """The half-month of a report."""
    return Period(report.first_on, report.last_on)
