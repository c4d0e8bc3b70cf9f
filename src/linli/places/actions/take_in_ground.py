"""Take in a file of the ground that was looked at: all of it, or nothing."""

from __future__ import annotations

from uuid import UUID

import numpy as np
import shapely
from shapely import STRtree

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.kernel.ids import uuid7
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey, scope_condition

from .. import ground_files_kept
from ..dividing import faults_of
from ..ground_files import AskedOf, GroundThing, Layer, ReadGround, read_ground
from ..models import Building, Grid, GridDraft, GroundFeature, GroundFile
from ..outlines import box_of, spot_of, write_outlines
from ..queries.grid_geometry import known_box
from ..queries.keeping import community_in_scope
from ..rules.grid_plan import BASIC, EXCLUSIVE, kind_of_code, plan_of, read_plan
from ..rules.ground import polygons_of, stored
from ..rules.keepers import KEEPERS


@action
def take_in_ground(*, actor: Actor, key: UUID | None, file: RowKey, without_bad: bool = False) -> GroundFile:
    """Write what the file holds: things on the ground are kept or renewed by their ids, the border of the community begins to be valid, grids become a
    draft (never grids at once), registered buildings whose point lies in one outline get it. Rows that cannot be taken refuse the whole file
    unless `without_bad` says in so many words to go on without them.

    Raises `NotFound`, `NotAllowed`, `WrongState` when it was taken or dropped before, `BadInput` on `map_file`: `rows` (there are bad ones),
    `gone` (the file is no longer kept), `one_border` (a community has one border, not several), or as reading does.
    """
    with deed(actor, key, "places.take_in_ground") as d:
        row = d.lock(GroundFile, file)
        d.allow(KEEPERS, d.name, on=row)
        if row.state != GroundFile.State.READ:
            raise WrongState(d.name, row.state, [GroundFile.State.READ])
        if row.bad_count and not without_bad:
            raise BadInput("map_file", "rows", row.bad_count)
        data = ground_files_kept.kept(row.id)
        if data is None:
            raise BadInput("map_file", "gone")
        layer = Layer(row.layer) if row.layer else None
        read = read_ground(data, AskedOf(layer, row.coordinates, known_box(row.place_code)))
        refused = {bad.number for bad in read.bad}
        read.things = [thing for thing in read.things if thing.number not in refused]
        row.taken = _features(row, read)
        row.taken |= _border(d, row, read)
        row.draft_id = _draft(d, row, read)
        row.taken["footprints"] = _footprints(row, read)
        row.state = GroundFile.State.TAKEN
        row.save(update_fields=["taken", "draft_id", "state"])
        d.record(row)
    ground_files_kept.forget(row.id)
    return row


def _features(row: GroundFile, read: ReadGround) -> dict[str, int]:
    things = [thing for thing in read.things if thing.layer not in (Layer.GRID, Layer.COMMUNITY)]
    here = scope_condition(row.place_code)
    counts: dict[str, int] = {}
    for layer in {thing.layer for thing in things}:
        some = [thing for thing in things if thing.layer is layer]
        ids = [thing.source_id for thing in some]
        GroundFeature.objects.filter(here, layer=layer.value, source_id__in=ids).delete()
        counts[layer.value] = copy_rows(GroundFeature, (_feature(row, thing) for thing in some))
    return counts


def _feature(row: GroundFile, thing: GroundThing) -> GroundFeature:
    return GroundFeature(
        id=uuid7(),
        place_code=row.place_code,
        layer=thing.layer.value,
        source_id=thing.source_id,
        name=thing.name,
        facts={name: value for name, value in thing.facts.items() if name != "name"},
        shape=stored(thing.shape),
        source_crs=row.source_crs,
        ground_file_id=row.id,
        **box_of(thing.shape),
    )


def _border(d: DeedInHand, row: GroundFile, read: ReadGround) -> dict[str, int]:
    borders = [thing for thing in read.things if thing.layer is Layer.COMMUNITY]
    if not borders:
        return {}
    community = community_in_scope(row.place_code)
    own = [one for one in borders if one.facts.get("code") == community.place_code or one.name == community.name]
    if len(own or borders) != 1:
        raise BadInput("map_file", "one_border", len(borders))
    shape = (own or borders)[0].shape
    changed, _ended = write_outlines(d, row.place_code, {row.place_code: (community.name, shape)}, (), row.source_crs)
    return {"community": changed}


def _draft(d: DeedInHand, row: GroundFile, read: ReadGround) -> UUID | None:
    """Grids of the file as a draft; those whose code or name is one of today's go on under it."""
    grids = [thing for thing in read.things if thing.layer is Layer.GRID]
    if not grids:
        return None
    live = list(Grid.objects.filter(scope_condition(row.place_code), ended_at=None))
    codes, names = {grid.place_code for grid in live}, {grid.name: grid.place_code for grid in live}

    def code_of(thing: GroundThing) -> str:
        told = thing.facts.get("code", "")
        code = told if told in codes and len(told) == 16 else names.get("".join(thing.name.split()), "")
        # A file that says another kind than the grid of today means another grid.
        return code if "kind" not in thing.facts or kind_of_code(code) == _kind_told(thing) else ""

    cells = [(code_of(thing), "".join(thing.name.split())[:60], thing.shape) for thing in grids]
    exclusive = {
        name for (_code, name, _shape), thing in zip(cells, grids, strict=True) if _kind_told(thing) == EXCLUSIVE
    }
    plan = read_plan(plan_of(cells, exclusive=exclusive).as_plain())
    draft = GridDraft(
        id=uuid7(),
        place_code=row.place_code,
        title=row.file_name[:60],
        origin=GridDraft.Origin.FILE,
        plan=plan.as_plain(),
        source_crs=row.source_crs,
        faults=[fault.as_plain() for fault in faults_of(row.place_code, plan)],
        begun_at=d.now,
        begun_by=d.actor.name[:60],
        saved_at=d.now,
    )
    draft.save(force_insert=True)
    d.record(draft)
    return draft.id


def _kind_told(thing: GroundThing) -> str:
    """Of a grid in a file: exclusive where its column or its code says so."""
    told = thing.facts.get("kind", "")
    return (
        EXCLUSIVE if "专属" in told or (not told and kind_of_code(thing.facts.get("code", "")) == EXCLUSIVE) else BASIC
    )


def _footprints(row: GroundFile, read: ReadGround) -> int:
    """Registered buildings whose point lies in exactly one outline of the file get that outline, and the households the file tells of it; returns
    how many."""
    things = [thing for thing in read.things if thing.layer is Layer.BUILDING]
    outlines = [thing.shape for thing in things]
    buildings = [one for one in Building.objects.filter(scope_condition(row.place_code)) if one.longitude is not None]
    spots = [spot_of(one) for one in buildings]
    if not outlines or not buildings:
        return 0
    held, holding = STRtree(outlines).query(shapely.points(np.array(spots)), predicate="within")
    once = {int(n) for n in np.flatnonzero(np.bincount(held, minlength=len(buildings)) == 1)}
    alone = {int(n) for n in np.flatnonzero(np.bincount(holding, minlength=len(outlines)) == 1)}
    changed = []
    for n, outline in zip(held.tolist(), holding.tolist(), strict=True):
        if n in once and outline in alone:
            largest = max(polygons_of(outlines[outline]), key=lambda part: part.area)
            buildings[n].footprint = [
                [list(point) for point in ring.coords] for ring in (largest.exterior, *largest.interiors)
            ]
            buildings[n].households = things[outline].facts.get("households") or buildings[n].households
            changed.append(buildings[n])
    Building.objects.filter(street_code=row.street_code).bulk_update(
        changed, ["footprint", "households"], batch_size=500
    )
    return len(changed)
