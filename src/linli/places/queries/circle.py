"""The rule of a street's circles and the circles that were reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from linli.kernel.errors import NotFound
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition

from ..models import Building, CircleRule, CircleRun, Grid
from ..rules.circle.standard import CircleStandard, standard_of
from .choosing import counting_order


@dataclass(frozen=True)
class CircleRead:
    """A circle that was reckoned: by which standard, its figures, and metres from each building to the nearest service of one kind."""

    run: CircleRun
    standard: CircleStandard

    @property
    def result(self) -> dict[str, Any]:
        return self.run.result

    def kind(self, code: str) -> dict[str, Any]:
        """The figures of a kind. Raises `NotFound` for one that was not yet among the kinds."""
        found = next((one for one in self.result["kinds"] if one["code"] == code), None)
        if found is None:
            raise NotFound("facility_kind", code)
        return found

    @cached_property
    def homes(self) -> dict[str, int]:
        """How many homes each building was counted with, by its id as text."""
        return dict(zip(self.run.ways["buildings"], self.run.ways["homes"], strict=True))

    def people(self, building: str) -> tuple[int, int]:
        """How many elders and children the building was counted with."""
        elders, children = self.run.load.get(building, (0, 0))
        return elders, children

    def ways(self, code: str) -> list[tuple[str, int | None, str | None]]:
        """Building, metres on foot (None: none in reach) and the facility, for every building that stands somewhere."""
        kept = self.run.ways
        metres, nearest = kept["metres"].get(code, []), kept["nearest"].get(code, [])
        return list(zip(kept["buildings"], metres, nearest, strict=False))

    def way(self, code: str, building: str) -> tuple[int | None, str | None]:
        """One building's way to the nearest service of a kind, and which that is."""
        at, kept = self._place[building], self.run.ways
        if code not in kept["metres"]:
            return None, None
        return kept["metres"][code][at], kept["nearest"][code][at]

    @cached_property
    def _place(self) -> dict[str, int]:
        return {id: at for at, id in enumerate(self.run.ways["buildings"])}


def standard_in_force(street: str) -> CircleStandard:
    """The street's latest rule, else the shipped one. Public. One statement."""
    row = CircleRule.public.filter(street_code=int(street)).order_by("-version").first()
    return standard_of(row.said, row.version) if row else standard_of(None)


def rules_of(street: str) -> list[CircleRule]:
    """The versions of a street's rule, the latest first. One statement."""
    return list(CircleRule.public.filter(street_code=int(street)).order_by("-version")[:20])


def circle_now(community: str) -> tuple[CircleRun | None, CircleRead | None]:
    """The circle asked for last and the one reckoned last, without the ways. One statement where they are the same, else two."""
    rows = CircleRun.objects.filter(scope_condition(community)).defer("load", "ways")
    run = rows.order_by("-asked_at", "-id").first()
    if run is not None and run.state == CircleRun.State.DONE:
        return run, _read(run)
    done = rows.filter(state=CircleRun.State.DONE).order_by("-done_at", "-id").first() if run is not None else None
    return run, _read(done) if done else None


def latest_circle(community: str) -> CircleRead | None:
    """The circle reckoned last, with all its ways (of a large community megabytes); None while there is none. One statement."""
    rows = CircleRun.objects.filter(scope_condition(community), state=CircleRun.State.DONE)
    row = rows.order_by("-done_at", "-id").first()
    return _read(row) if row else None


def _read(run: CircleRun) -> CircleRead:
    return CircleRead(run, standard_of(run.standard.get("said"), run.standard.get("version", 0)))


def names_on_ground(community: str) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """What the grids of a community are called by code, and its buildings by id as text: estate and name, and the grid each stands in (empty: none), in
    the order people count them. One statement."""
    here = scope_condition(community)
    grids, buildings = read_together(
        Grid.public.filter(here).order_by("place_code").values_list("place_code", "name"),
        Building.public.filter(here).order_by().values_list("id", "estate__name", "name", "place_code"),
    )
    buildings.sort(key=lambda row: (row[1], counting_order(row[2]), row[0]))
    return dict(grids), {
        str(id): (estate + name, place[:16] if len(place) >= 16 else "") for id, estate, name, place in buildings
    }
