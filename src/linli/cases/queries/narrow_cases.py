"""What a list of cases is narrowed to. The addresses of lists carry these names as query parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel import clock
from linli.ledger.street_row import scope_condition

from ..models import Case


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Empty parts narrow nothing. Days are of China, both included; `kind` is two or four digits, `place` a code."""

    kind: str = ""
    estate: UUID | None = None
    source: str = ""
    state: str = ""
    level: str = ""
    place: str = ""
    urgent: bool = False
    raised_from: date | None = None
    raised_to: date | None = None

    def narrow(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """The cases that fit."""
        if self.kind:
            cases = cases.filter(category_code__startswith=self.kind)
        if self.estate:
            cases = cases.filter(estate_id=self.estate)
        if self.source:
            cases = cases.filter(source=self.source)
        if self.state:
            cases = cases.filter(state=self.state)
        if self.level:
            cases = cases.filter(level=self.level)
        if self.place:
            cases = cases.filter(scope_condition(self.place))
        if self.urgent:
            cases = cases.filter(is_urgent=True)
        if self.raised_from:
            cases = cases.filter(raised_at__gte=clock.morning_of(self.raised_from))
        if self.raised_to:
            cases = cases.filter(raised_at__lte=clock.evening_of(self.raised_to))
        return cases
