"""How many matters found their place: the address match rate (standards.zh.md §9, 数据质量), with the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from linli.kernel.actor import Actor

from .visible import visible_cases


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """`placed` of `told` matters whose place was told in words have an estate or lie in a grid; `to_building` a building."""

    told: int
    placed: int
    to_building: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A matter whose place was told and not found, and why not."""

    code: str
    subject: str
    place_text: str
    place_reason: str
    raised_at: datetime


def address_match(actor: Actor, since: datetime) -> AddressMatch:
    """Of the matters the actor sees, raised since, with a place told in words. One statement."""
    counted = _told(actor, since).aggregate(
        told=Count("id"),
        placed=Count("id", filter=_PLACED),
        to_building=Count("id", filter=Q(building_id__isnull=False)),
    )
    return AddressMatch(**counted)


def unplaced_cases(actor: Actor, since: datetime, most: int = 30) -> list[Unplaced]:
    """The difference between numerator and denominator: the latest `most`. One statement."""
    rows = _told(actor, since).exclude(_PLACED).order_by("-raised_at", "-id")[:most]
    return [Unplaced(*row) for row in rows.values_list("code", "subject", "place_text", "place_reason", "raised_at")]


_PLACED = Q(estate_id__isnull=False) | Q(place_code__regex=r"^\d{16}")


def _told(actor: Actor, since: datetime):
    return visible_cases(actor).filter(raised_at__gte=since).exclude(place_text="")
