"""How many matters found their place: the address match rate (standards.zh.md §9, 数据质量), with the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from linli.kernel.actor import Actor
from linli.ledger.keyset import Position, Slice, keyset_slice

from ..models import Case
from .visible import visible_cases


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """`placed` of `told` matters whose place was told in words have an estate or lie in a grid; `to_building` a building."""

    told: int
    placed: int
    to_building: int

    @property
    def placed_percent(self) -> int | None:
        return round(100 * self.placed / self.told) if self.told else None

    @property
    def building_percent(self) -> int | None:
        return round(100 * self.to_building / self.told) if self.told else None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A matter whose place was told and not found, and why not."""

    code: str
    subject: str
    place_text: str
    place_reason: str
    place_code: str
    raised_at: datetime


def address_match(actor: Actor, since: datetime) -> AddressMatch:
    """Of the matters the actor sees, raised since, with a place told in words. One statement."""
    counted = _told(actor, since).aggregate(
        told=Count("id"),
        placed=Count("id", filter=_PLACED),
        to_building=Count("id", filter=Q(building_id__isnull=False)),
    )
    return AddressMatch(**counted)


def unplaced_cases(actor: Actor, since: datetime, at: Position | None = None, size: int = 25) -> Slice:
    """The difference between numerator and denominator, the latest first; lines by `unplaced`. One statement."""
    rows = _told(actor, since).exclude(_PLACED)
    rows = rows.only("id", "street_code", "place_code", "code", "subject", "place_text", "place_reason", "raised_at")
    return keyset_slice(rows, ("-raised_at", "-id"), at, size)


def unplaced(row: Case) -> Unplaced:
    """A row of `unplaced_cases` as its line."""
    return Unplaced(row.code, row.subject, row.place_text, row.place_reason, row.place_code, row.raised_at)


_PLACED = Q(estate_id__isnull=False) | Q(place_code__regex=r"^\d{16}")


def _told(actor: Actor, since: datetime):
    return visible_cases(actor).filter(raised_at__gte=since).exclude(place_text="")
