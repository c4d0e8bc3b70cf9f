"""Which terms the rates of a place are reckoned by: its street's own, else its county's, else those shipped."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from linli.kernel.place_codes import PlaceLevel, street_of

from .models import RateTerms
from .rules.rate_terms import SHIPPED, Terms

DECIDED_AT = (PlaceLevel.STREET, PlaceLevel.COUNTY)
"""Who may decide, nearest first. A page reckons all its places by the terms of its own place, so that they compare."""


def terms_for(place: str) -> Terms:
    """The terms of a place (empty: the whole platform). One statement; none for what is wider than a county."""
    return nearest(decided_for(place))


def decided_for(place: str) -> QuerySet[RateTerms]:
    """What was decided by those who may for a place, to be read beside other things (`read_together`)."""
    deciding = [place[:level] for level in DECIDED_AT if len(place) >= level]
    if not deciding:
        return RateTerms.public.none()
    return RateTerms.public.filter(street_code__in={street_of(one) for one in deciding}, place_code__in=deciding)


def nearest(rows: Iterable[RateTerms]) -> Terms:
    """The terms of who decided nearest, those shipped where nobody did."""
    found = max(rows, key=lambda row: len(row.place_code), default=None)
    return terms_of(found) if found else SHIPPED


def terms_of(row: RateTerms) -> Terms:
    """A row as plain values."""
    return Terms(
        weights=(row.response_weight, row.resolve_weight, row.satisfy_weight),
        basically_counts=row.basically_counts,
        whistle_low=row.whistle_low,
        whistle_high=row.whistle_high,
        decided_by=row.place_code,
        reason=row.reason,
    )
