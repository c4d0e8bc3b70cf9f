"""Earlier cases of a kind that were told in the same words: the precedent beside a suggestion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.bigrams import as_tsquery
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition

from ..models import Case
from .visible import visible_cases

DAYS = 180


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case that was filed under the kind."""

    code: str
    subject: str
    raised_at: datetime


def past_cases_like(
    actor: Actor, place_code: str, kind: str, words: Iterable[str], *, without: UUID, most: int = 2
) -> list[PastCase]:
    """Up to `most` cases of the street filed under `kind` in the last 180 days whose words hold one of `words`, newest first.

    One statement; none without words.
    """
    queries = [query for word in words if (query := as_tsquery(word.replace("…", " ")))]
    if not queries:
        return []
    alike = reduce(or_, (Q(_holds(query)) for query in queries))
    rows = (
        visible_cases(actor)
        .filter(
            alike,
            scope_condition(place_code[: PlaceLevel.STREET]),
            category_code=kind,
            raised_at__gte=clock.now() - timedelta(days=DAYS),
        )
        .exclude(id=without)
        .order_by("-raised_at")
        .values_list("code", "subject", "raised_at")[:most]
    )
    return [PastCase(*row) for row in rows]


def _holds(query: str) -> RawSQL:
    return RawSQL(f'"{Case._meta.db_table}"."search" @@ %s::tsquery', [query], output_field=BooleanField())  # noqa: S611
