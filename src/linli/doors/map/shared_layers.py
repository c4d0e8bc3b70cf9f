"""The layers of every map: what each shows in a tile, who may see it, and what it is called. A page only names those it wants."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.cases.queries.cases_on_map import open_cases_by_building, open_cases_by_place
from linli.doors.rail import WITH_CASES
from linli.insight.blind_spots import last_looks
from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.places.ground_files import Layer
from linli.places.queries.circle import latest_circle
from linli.places.queries.facilities import facilities_in_rows
from linli.places.queries.grid_geometry import located_buildings
from linli.places.queries.map_layers import BuildingOnMap
from linli.places.queries.map_tiles import (
    AreaOnMap,
    buildings_in,
    communities_in,
    facilities_at,
    grids_in,
    ground_in,
    houses_in,
    rings_of,
    version_of_houses,
)
from linli.places.rules.circle.standard import FacilityKind
from linli.places.rules.households import households_of
from linli.places.rules.keepers import FACILITY_KEEPERS, GROUND_READERS, KEEPERS
from linli.places.rules.tiles import STEPS, Level, Tile

from .ground import ground_of

NEVER = 100_000
"""Days since a look where there is none on record."""

READERS = WITH_CASES | GROUND_READERS | KEEPERS | FACILITY_KEEPERS | {Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class TileAsked:
    """A tile of the jurisdiction looked at; `actor` None for a resident. `day`: the grids of a day past; `kind`: of one service alone."""

    actor: Actor | None
    tile: Tile
    prefix: str
    day: date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a layer says of a tile: `version` changes with it, `write` makes its JSON."""

    version: str
    write: Callable[[], str]

    @classmethod
    def of(cls, told: Any) -> Part:
        text = as_json(told)
        return cls(version_of(text), lambda: text)


def as_json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def version_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer: its name in the chooser, how it is to be read (empty: as everybody would), who may see it (None: everybody), and what reads it."""

    label: Promise | str
    hint: Promise | str
    roles: frozenset[Role] | None
    read: Callable[[TileAsked], Part]


def _places(asked: TileAsked) -> Part:
    """Communities, grids or buildings with how many there are. Houses: one statement, two where something changed. Grids: two, then one or two
    more. Communities: one, then one."""
    tile, prefix = asked.tile, asked.prefix
    if tile.level is Level.HOUSES:
        return Part(version_of_houses(tile, prefix), lambda: as_json(_houses(tile, buildings_in(tile, prefix))))
    if tile.level is Level.GRIDS:
        name, areas = "grids", grids_in(tile, prefix, clock.evening_of(asked.day) if asked.day else None)
    else:
        name, areas = "communities", communities_in(tile, prefix)
    return Part(version_of(repr(areas)), lambda: as_json({name: _outlined(tile, areas, rings_of(areas, prefix))}))


def _houses(tile: Tile, buildings: list[BuildingOnMap]) -> dict[str, Any]:
    """A building is [id, estate's number, name, short number, grid's code, units, floors, exact, ring]."""
    estates = {one.estate_id: one.estate for one in buildings}
    number_of = {estate_id: number for number, estate_id in enumerate(estates)}
    rings = tile.rings(one.ring for one in buildings)
    return {
        "estates": list(estates.values()),
        "buildings": [
            [str(one.key.id), number_of[one.estate_id], one.name, one.number, one.place_code, one.units, one.floors,
             int(one.is_exact), ring]
            for one, ring in zip(buildings, rings, strict=True)
        ],
    }  # fmt: skip


def _outlined(tile: Tile, areas: list[AreaOnMap], rings: dict[str, list[Any]]) -> list[list[Any]]:
    """A grid or community is [code, name, buildings, exact, rings]."""
    shown = [one for one in areas if one.code in rings]
    flat = iter(tile.rings(ring for one in shown for ring in rings[one.code]))
    return [
        [one.code, one.name, one.buildings, int(one.outline is not None), [next(flat) for _ring in rings[one.code]]]
        for one in shown
    ]


def _ground(asked: TileAsked) -> Part:
    """Roads, waters, outlines of houses nobody registered: [kind, line] each. One statement."""
    if asked.tile.level is not Level.HOUSES:
        return Part.of([])
    found = ground_of(ground_in(asked.tile, asked.prefix, (Layer.ROAD.value, Layer.WATER.value, Layer.BUILDING.value)))
    lines = asked.tile.rings(line for _kind, line in found)
    return Part.of([[kind, line] for (kind, _line), line in zip(found, lines, strict=True)])


def _facilities(asked: TileAsked) -> Part:
    """Services as [id, glyph, name, x, y]; told with the grids, as there are few. One statement."""
    if asked.tile.level is not Level.GRIDS:
        return Part.of([])
    found = facilities_in_rows(facilities_at(asked.tile.box, asked.prefix))
    shown = [one for one in found if one.said.at is not None and (not asked.kind or asked.kind in one.kinds)]
    steps = asked.tile.steps([one.said.at for one in shown]).tolist()
    return Part.of(
        [[str(one.id), one.kind.glyph, one.said.name, *at] for one, at in zip(shown, steps, strict=True)]
    )  # fmt: skip


def _cases(asked: TileAsked) -> Part:
    """[open, late] by building, grid or community: of those the actor may see. One statement."""
    level, actor = asked.tile.level, asked.actor
    if level is Level.COMMUNITIES:
        return Part.of(open_cases_by_place(actor, asked.prefix, PlaceLevel.COMMUNITY))
    houses = houses_in(asked.tile, asked.prefix)
    if level is Level.GRIDS:
        return Part.of(open_cases_by_place(actor, asked.prefix, PlaceLevel.GRID, houses))
    found = open_cases_by_building(actor, asked.prefix, houses)
    return Part.of({str(one.building_id): [one.open, one.late] for one in found})


def _looks(asked: TileAsked) -> Part:
    """Days since somebody looked, by building; 100,000 where nothing is on record. Two statements."""
    if asked.tile.level is not Level.HOUSES:
        return Part.of({})
    houses, today = houses_in(asked.tile, asked.prefix), clock.today()
    last = last_looks(asked.prefix, houses)
    days = {
        str(id): max(0, (today - last[id][0]).days) if id in last else NEVER
        for id in houses.values_list("id", flat=True)
    }
    return Part.of(dict(sorted(days.items())))


def _reach(asked: TileAsked) -> Part:
    """How far each building of a community is from the nearest service of the kind asked for: 0 within reach for everybody, 1 for adults
    but not at an elder's pace, 2 out of reach. Told with the grids. One statement."""
    if asked.tile.level is not Level.GRIDS or len(asked.prefix) != PlaceLevel.COMMUNITY or not asked.kind:
        return Part.of({})
    read = latest_circle(asked.prefix)
    kind: FacilityKind | None = read.standard.kind(asked.kind) if read else None
    if read is None or kind is None:
        return Part.of({})
    adult, elder = read.standard.limit(kind, read.standard.adult), read.standard.limit(kind, read.standard.elder)
    return Part.of(
        {
            building: 2 if metres is None or metres > adult else 1 if metres > elder else 0
            for building, metres, _facility in read.ways(kind.code)
        }
    )


def _homes(asked: TileAsked) -> Part:
    """Households by building of a community. Told with the grids. Two statements."""
    if asked.tile.level is not Level.GRIDS or len(asked.prefix) != PlaceLevel.COMMUNITY:
        return Part.of({})
    found = located_buildings(asked.prefix)
    return Part.of({str(one.id): households_of(one.homes, one.units, one.floors)[0] for one in found})


LAYERS = {
    "places": MapLayer(_("网格和楼栋"), "", None, _places),
    "ground": MapLayer(_("道路和水面"), "", None, _ground),
    "facilities": MapLayer(_("便民设施"), "", None, _facilities),
    "cases": MapLayer(_("没办完的事"), _("圈里的数是没办完的事，双圈的有超期。"), WITH_CASES, _cases),
    "looks": MapLayer(_("多久没人看过"), _("颜色越深越久没人看，斜线是没有记录。"), GROUND_READERS, _looks),
    "reach": MapLayer(
        _("走得到走不到"), _("深色：老人也走得到；浅色：一般人走得到；斜线：走不到。"), FACILITY_KEEPERS, _reach
    ),
    "homes": MapLayer(_("户数"), "", KEEPERS, _homes),
}
PUBLIC = ("places", "ground", "facilities")
"""What anybody may see, as it hangs on every notice board."""


def layers_asked(text: str, actor: Actor | None) -> list[str]:
    """The layers of `places,cases`, in the order of the table. Raises `NotFound("layer")` for one there is not, or that is not the
    reader's to see."""
    wanted = set(text.split(","))
    seen = [name for name in LAYERS if name in wanted and may_see(name, actor)]
    if len(seen) != len(wanted):
        raise NotFound("layer", text[:100])
    return seen


def may_see(name: str, actor: Actor | None) -> bool:
    """Whether somebody may see a layer; of residents (None) those that hang on every notice board."""
    if actor is None:
        return name in PUBLIC
    roles = LAYERS[name].roles
    return roles is None or bool(roles & actor.roles)


def steps_across(tile: Tile) -> int:
    return STEPS[tile.level]
