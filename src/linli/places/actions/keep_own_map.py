"""Keep what an officer drew on the map of her grid."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, Conflict, NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.ledger import audit
from linli.ledger.deed import DeedInHand, action, deed

from ..models import Building, Grid, OwnMap
from ..rules.own_map import Drawing, check_near
from ..rules.shape import hull, middle_of

DRAWS = frozenset({Role.GRID_OFFICER, Role.GRID_LEADER})
"""Who has a map of her own: those who walk a grid every day."""


@action
def keep_own_map(*, actor: Actor, key: UUID | None, grid: str, drawing: Drawing, began_from: int) -> OwnMap:
    """Keep the actor's own map of a grid; the earlier drawing is replaced, `version` goes up by one.

    `began_from` is the version the drawing was begun from, 0 for the first. Raises `Conflict("own_map", version)` when another
    was kept meanwhile (on another telephone), `NotAllowed` for a grid she has no part in, `NotFound("grid")`,
    `BadInput("drawing", "far_away")` for points further than 5 km from the grid's buildings. The audit line says how
    much was drawn, not what.
    """
    with deed(actor, key, "places.keep_own_map") as d:
        d.allow(DRAWS, d.name, on=grid)
        if len(grid) < PlaceLevel.GRID or not Grid.objects.filter(place_code=grid, ended_at=None).exists():
            raise NotFound("grid", grid)
        middle = _middle(grid)
        if middle is None and (drawing.marks or drawing.lines):
            raise BadInput("drawing", "no_buildings")
        if middle is not None:
            check_near(drawing, middle)
        earlier = OwnMap.objects.filter(owner_id=actor.id, place_code=grid).order_by().first()
        row = d.lock(OwnMap, earlier) if earlier else OwnMap(owner_id=actor.id, place_code=grid, version=0)
        if row.version != began_from:
            raise Conflict("own_map", row.version)
        before = _amount(row)
        row.owner_name, row.version, row.saved_at = actor.name[:40], row.version + 1, d.now
        row.drawn, row.notes, row.layers = drawing.as_plain(), drawing.notes, [layer.value for layer in drawing.layers]
        _save(row)
        _record(d, row, before)
    return row


def _middle(grid: str) -> tuple[float, float] | None:
    points = Building.objects.filter(place_code__startswith=grid, longitude__isnull=False, latitude__isnull=False)
    corners = hull(points.values_list("longitude", "latitude"))
    return middle_of(corners) if corners else None


def _save(row: OwnMap) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=row.version == 1)
    except IntegrityError:
        raise Conflict("own_map", 1) from None


def _amount(row: OwnMap) -> dict[str, int]:
    return {
        "marks": len(row.drawn.get("marks", ())),
        "lines": len(row.drawn.get("lines", ())),
        "notes": len(row.notes),
        "version": row.version,
    }


def _record(d: DeedInHand, row: OwnMap, before: dict[str, int]) -> None:
    changes = {name: [before[name], value] for name, value in _amount(row).items() if before[name] != value}
    line = audit.line(d.actor, d.name, row.place_code, row._meta.label_lower, row.id, changes, at=d.now)
    line.save(force_insert=True)
