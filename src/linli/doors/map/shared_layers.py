"""The layers of every map: what each shows in a tile, who may see it, and what it is called. A page only names those it wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from linli.places.queries.grid_drafts import planned_grids
from linli.places.queries.grid_geometry import GridOfDay, located_buildings
from linli.places.queries.map_layers import BuildingOnMap
from linli.places.queries.map_tiles import (
    AreaOnMap,
    buildings_in,
    communities_in,
    grids_in,
    ground_in,
    houses_in,
    rings_of,
    rings_of_shape,
    version_of_houses,
)
from linli.places.rules.keepers import GROUND_READERS, KEEPERS
from linli.places.rules.tiles import STEPS, Level, Tile

from .circle_layers import facilities_layer, reach_layer, sites_layer
from .ground import ground_of
from .tile_asked import Part, TileAsked, as_json, version_of

NEVER = 100_000
"""Days since a look where there is none on record."""

READERS = WITH_CASES | GROUND_READERS | KEEPERS | {Role.ADMINISTRATOR}


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
        if asked.day and asked.day > clock.today() and (planned := planned_grids(prefix, asked.day)):
            return Part.of({"grids": _planned(tile, planned)})
        moment = clock.evening_of(asked.day) if asked.day and asked.day < clock.today() else None
        name, areas = "grids", grids_in(tile, prefix, moment)
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


def _planned(tile: Tile, grids: list[GridOfDay]) -> list[list[Any]]:
    """Grids of a day to come, as `_outlined` tells today's."""
    rings = [rings_of_shape(one.shape) for one in grids]
    flat = iter(tile.rings(ring for some in rings for ring in some))
    return [[one.code, one.name, 0, 1, [next(flat) for _ring in some]] for one, some in zip(grids, rings, strict=True)]


def _ground(asked: TileAsked) -> Part:
    """Roads, waters, outlines of houses nobody registered: [kind, line] each. One statement."""
    if asked.tile.level is not Level.HOUSES:
        return Part.of([])
    found = ground_of(
        ground_in(asked.tile.box, asked.prefix, (Layer.ROAD.value, Layer.WATER.value, Layer.BUILDING.value))
    )
    lines = asked.tile.rings(line for _kind, line in found)
    return Part.of([[kind, line] for (kind, _line), line in zip(found, lines, strict=True)])


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


def _homes(asked: TileAsked) -> Part:
    """Households by building of a community. Told with the grids. Two statements."""
    if asked.tile.level is not Level.GRIDS or len(asked.prefix) != PlaceLevel.COMMUNITY:
        return Part.of({})
    found = located_buildings(asked.prefix)
    return Part.of({str(one.id): one.households[0] for one in found})


LAYERS = {
    "places": MapLayer(_("网格和楼栋"), "", None, _places),
    "ground": MapLayer(_("道路和水面"), "", None, _ground),
    "facilities": MapLayer(_("便民设施"), "", None, facilities_layer),
    "cases": MapLayer(_("没办完的事"), _("圈里的数是没办完的事，双圈的有超期。"), WITH_CASES, _cases),
    "looks": MapLayer(_("多久没人看过"), _("颜色越深越久没人看，斜线是没有记录。"), GROUND_READERS, _looks),
    "reach": MapLayer(
        _("走得到走不到"), _("深色：老人也走得到；浅色：一般人走得到；斜线：走不到。"), GROUND_READERS, reach_layer
    ),
    "sites": MapLayer(
        _("选出的地方"),
        _("圆里的数字：选出的地方；浅色：现在就走得到；深色粗边：添了以后走得到；斜线：还走不到。"),
        GROUND_READERS,
        sites_layer,
    ),
    "homes": MapLayer(_("户数"), "", KEEPERS, _homes),
}
AROUND_HOME = ("places", "ground", "facilities", "reach", "sites")
"""What is read of a whole community by an officer of one of its grids, too."""
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
