"""The layers of the circle: services, how far each building is from one, the sites that would help. All told with the grids."""

from __future__ import annotations

from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries.circle import latest_circle
from linli.places.queries.facilities import facilities_in_rows
from linli.places.queries.map_tiles import facilities_at
from linli.places.queries.site_runs import site_run
from linli.places.rules.tiles import Level

from .tile_asked import Part, TileAsked

EVERYBODY, ADULTS, NOBODY, NEWLY = range(4)
"""Whose reach a building is in: at an elder's pace too, at an adult's, out of reach, and newly with the sites of a run."""


def facilities_layer(asked: TileAsked) -> Part:
    """Services as [id, glyph, name, x, y]. One statement."""
    if asked.tile.level is not Level.GRIDS:
        return Part.of([])
    found = facilities_in_rows(facilities_at(asked.tile.box, asked.prefix))
    shown = [one for one in found if one.said.at is not None and (not asked.kind or asked.kind in one.kinds)]
    steps = asked.tile.steps([one.said.at for one in shown]).tolist()
    lines = [[str(one.id), one.kind.glyph, one.said.name, *at] for one, at in zip(shown, steps, strict=True)]
    return Part.of(lines)


def reach_layer(asked: TileAsked) -> Part:
    """Whose reach each building of a community is in, of the kind asked for. One statement."""
    if not _of_community(asked) or not asked.kind:
        return Part.of({})
    read = latest_circle(asked.prefix)
    kind = read.standard.kind(asked.kind) if read else None
    if read is None or kind is None:
        return Part.of({})
    adult, elder = read.standard.limit(kind, read.standard.adult), read.standard.limit(kind, read.standard.elder)
    return Part.of(
        {
            building: NOBODY if metres is None or metres > adult else ADULTS if metres > elder else EVERYBODY
            for building, metres, _facility in read.ways(kind.code)
        }
    )


def sites_layer(asked: TileAsked) -> Part:
    """The sites a run proposed, by their numbers, and whose reach each building is in today, newly or not yet. One statement."""
    if not _of_community(asked) or asked.run is None:
        return Part.of({})
    try:
        run = site_run(asked.prefix, asked.run)
    except NotFound:
        return Part.of({})
    if not run.result:
        return Part.of({})
    ways, limit = run.result["ways"], run.result["limit"]
    reach = {
        building: NEWLY if site else ADULTS if today is not None and today <= limit else NOBODY
        for building, today, site in zip(ways["buildings"], ways["today"], ways["site"], strict=True)
    }
    return Part.of({"reach": reach, "sites": [one["building"] for one in run.result["sites"]]})


def _of_community(asked: TileAsked) -> bool:
    return asked.tile.level is Level.GRIDS and len(asked.prefix) == PlaceLevel.COMMUNITY
