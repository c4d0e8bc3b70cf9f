"""The maps officers drew: one's own, and for those who lead the community, all of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.ledger.street_row import scope_condition

from ..models import Grid, OwnMap
from ..rules.own_map import Drawing, read_drawing

LOOKS = frozenset({Role.COMMUNITY_LEAD})
"""Who sees the maps of others: the lead of their community."""


@dataclass(frozen=True, slots=True)
class OwnMapShown:
    """An officer's map of a grid; `version` 0 is one not drawn yet."""

    id: UUID | None
    grid: str
    owner: str
    version: int
    saved_at: datetime | None
    drawing: Drawing


def own_map_of(actor: Actor, grid: str) -> OwnMapShown:
    """The actor's own map of a grid, empty before she first keeps one. One statement."""
    row = OwnMap.objects.filter(scope_condition(grid), owner_id=actor.id, place_code=grid).order_by().first()
    return _shown(row) if row else OwnMapShown(None, grid, actor.name, 0, None, Drawing())


def own_map_by_id(actor: Actor, map_id: UUID) -> OwnMapShown:
    """A map to look at or to print. Raises `NotFound("own_map")` unless it is the actor's own or she leads its community.
    One statement."""
    row = OwnMap.objects.filter(id=map_id).order_by().first()
    if row is None or not (row.owner_id == actor.id or actor.may(LOOKS, row.place_code)):
        raise NotFound("own_map", map_id)
    return _shown(row)


def own_maps_in(actor: Actor, prefix: str) -> list[OwnMapShown]:
    """The maps of a jurisdiction that the actor may look at as its lead, by grid, at most 200. One statement."""
    rows = OwnMap.objects.filter(scope_condition(prefix)).order_by("place_code", "owner_name")[:200]
    return [_shown(row) for row in rows if actor.may(LOOKS, row.place_code)]


def grids_one_walks(prefixes: list[str]) -> list[tuple[str, str]]:
    """Code and name of the grids of these jurisdictions, by code, at most 200. One statement."""
    wanted = Grid.objects.none()
    for prefix in prefixes:
        wanted = wanted | Grid.objects.filter(scope_condition(prefix), ended_at=None)
    return list(wanted.order_by("place_code").values_list("place_code", "name")[:200])


def _shown(row: OwnMap) -> OwnMapShown:
    return OwnMapShown(
        id=row.id,
        grid=row.place_code,
        owner=row.owner_name,
        version=row.version,
        saved_at=row.saved_at,
        drawing=read_drawing(json.dumps(row.drawn), row.notes, row.layers),
    )
