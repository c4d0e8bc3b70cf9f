"""The rule of a street's circles and the circles that were reckoned."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from linli.ledger.street_row import scope_condition

from ..models import Building, CircleRule, CircleRun
from ..outlines import spot_of
from ..rules.circle.standard import CircleStandard, standard_of
from ..rules.shape import Point
from .choosing import counting_order


@dataclass(frozen=True, slots=True)
class CircleRead:
    """A circle that was reckoned: by which standard, its figures, and metres from each building to the nearest service of one kind."""

    run: CircleRun
    standard: CircleStandard

    @property
    def result(self) -> dict[str, Any]:
        return self.run.result

    def kind(self, code: str) -> dict[str, Any]:
        return next((one for one in self.result["kinds"] if one["code"] == code), {})

    def ways(self, code: str) -> list[tuple[str, int | None, str | None]]:
        """Building, metres on foot (None: none in reach) and the facility, for every building that stands somewhere."""
        kept = self.run.ways
        metres, nearest = kept["metres"].get(code, []), kept["nearest"].get(code, [])
        return list(zip(kept["buildings"], metres, nearest, strict=False))


def standard_in_force(street: str) -> CircleStandard:
    """The street's latest rule, else the shipped one. Public. One statement."""
    row = CircleRule.public.filter(street_code=int(street)).order_by("-version").first()
    return standard_of(row.said, row.version) if row else standard_of(None)


def rules_of(street: str) -> list[CircleRule]:
    """The versions of a street's rule, the latest first. One statement."""
    return list(CircleRule.public.filter(street_code=int(street)).order_by("-version")[:20])


def latest_run(community: str) -> CircleRun | None:
    """The circle asked for last, without its figures. One statement."""
    rows = CircleRun.objects.filter(scope_condition(community)).defer("load", "result", "ways")
    return rows.order_by("-asked_at", "-id").first()


def latest_circle(community: str) -> CircleRead | None:
    """The circle reckoned last; None while there is none. One statement."""
    rows = CircleRun.objects.filter(scope_condition(community), state=CircleRun.State.DONE).defer("load")
    row = rows.order_by("-done_at", "-id").first()
    return CircleRead(row, standard_of(row.standard.get("said"), row.standard.get("version", 0))) if row else None


def building_words(community: str, ids: Collection[UUID | str]) -> dict[str, tuple[str, Point | None]]:
    """What buildings are called, estate and name, and where they stand, by id as text, in the order people count them. One statement."""
    rows = Building.public.filter(scope_condition(community), id__in=ids).select_related("estate")
    rows = sorted(rows, key=lambda one: (one.estate.name, counting_order(one.name)))
    return {str(row.id): (row.estate.name + row.name, spot_of(row)) for row in rows}
