"""What the tiles of a city's map cost, against the same buildings as GeoJSON by a plain query. `--buildings 300000`."""

from __future__ import annotations

import argparse
import gzip
import json
import random
from statistics import quantiles
from time import perf_counter

from fresh_platform import actor_of, fresh_platform
from timed import keep

CITY = "3417"
COLUMNS, ROWS = 15, 10
"""Communities of the city, side by side; each with its own fifteen grids."""
GRIDS = 15
WEST, SOUTH = 117.20, 30.50
STEP_X, STEP_Y = 0.000_45, 0.000_3
"""Degrees from building to building: 43 and 33 m, 700 on a square kilometre."""
ASKED = 120
"""Tiles asked for at each level, those with nothing in them among them as they lie."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--buildings", type=int, default=300_000)
    number = parser.parse_args().buildings
    with fresh_platform():
        rows, says = _measure(number)
    keep("map_layer", "What do the tiles of a city's map cost?", rows, says)


def _measure(number: int) -> tuple[list[dict], str]:
    from django.db import connection

    from linli.kernel.scope import Scope
    from linli.ledger.scoped import acting_in
    from linli.places.models import Building
    from linli.places.rules.tiles import Level

    with acting_in(Scope.everything()):
        made, side = _fill(number)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) places_building, places_outline, places_grid, places_community")
    rows = []
    with acting_in(Scope.of([CITY])):
        assert Building.objects.count() == made
        for level in Level:
            tiles = _tiles(level, side)
            rows.append({"answer": f"our tile, zoom {int(level)}: {level.name.lower()}", **_timed(tiles, _tile)})
            rows.append({"answer": f"the same, unchanged (304), zoom {int(level)}", **_timed(tiles, _again(tiles))})
        houses = _tiles(Level.HOUSES, side)
        rows.append({"answer": "GeoJSON of the same boxes, plain query", **_timed(houses, _geojson)})
        agree = sum(_ids(tile) == _geojson_ids(tile) for tile in houses)
        with _without_index():
            rows.append({"answer": "our tile without its index, zoom 15", **_timed(houses[:30], _tile)})
    says = (
        f"{made:,} buildings of five corners in {COLUMNS * ROWS} communities and {COLUMNS * ROWS * GRIDS:,} grids with published borders,"
        f" {side[0]:.0f} × {side[1]:.0f} km. Up to {ASKED} tiles a level, drawn evenly over the city; bytes are the median as sent (gzip). All within the"
        " scope of the city, without the three statements of the page's frame. Houses: one statement for the version by an index of the"
        " tile's number, O(log n + k); another for the k buildings where it changed. Grids: two, O(k). Communities: three, one of which counts"
        f" the city's buildings from an index alone, O(n). In {agree} of {len(houses)} boxes the tile and the plain query give exactly the same"
        " buildings. An unchanged tile is answered with 304 and no body."
    )
    return rows, says


def _tiles(level, side):
    from linli.places.rules.tiles import Tile, house_tile_of

    first, last = house_tile_of((WEST, _north())), house_tile_of((_east(), SOUTH))
    shift = 15 - level
    every = [
        Tile(level, x, y)
        for x in range(first.x >> shift, (last.x >> shift) + 1)
        for y in range(first.y >> shift, (last.y >> shift) + 1)
    ]
    return random.Random(3).sample(every, min(ASKED, len(every)))


def _request(tile, etag=""):
    from django.test import RequestFactory

    headers = {"If-None-Match": etag} if etag else {}
    return RequestFactory().get("/", {"layers": "places"}, headers=headers)


def _tile(tile, etag=""):
    from linli.doors.map.shared_layers import TileAsked
    from linli.doors.map.tile import answer_tile

    return answer_tile(_request(tile, etag), TileAsked(actor_of("governance_centre", CITY), tile, CITY), CITY)


def _again(tiles):
    etags = {tile: _tile(tile)["ETag"] for tile in tiles}

    def again(tile):
        answer = _tile(tile, etags[tile])
        assert answer.status_code == 304
        return answer

    return again


def _timed(tiles, answer) -> dict:
    taken, sizes = [], []
    answer(tiles[0])
    for tile in tiles:
        started = perf_counter()
        body = answer(tile).content
        taken.append((perf_counter() - started) * 1000)
        sizes.append(len(gzip.compress(body, 6)) if body else 0)
    marks = quantiles(taken, n=20, method="inclusive") if len(taken) > 1 else taken * 20
    sizes.sort()
    return {
        "tiles": len(tiles),
        "p50 ms": round(marks[9], 1),
        "p95 ms": round(marks[18], 1),
        "bytes p50": f"{sizes[len(sizes) // 2]:,}",
        "bytes most": f"{sizes[-1]:,}",
    }


def _plain(tile):
    from linli.ledger.street_row import scope_condition
    from linli.places.models import Building

    box = tile.box
    rows = Building.objects.filter(
        scope_condition(CITY),
        longitude__gte=box.west, longitude__lt=box.east, latitude__gt=box.south, latitude__lte=box.north,
    )  # fmt: skip
    return rows.select_related("estate").order_by()


def _geojson(tile):
    from django.http import HttpResponse

    features = [
        {
            "type": "Feature",
            "id": str(one.id),
            "geometry": {"type": "Polygon", "coordinates": one.footprint},
            "properties": {
                "estate": one.estate.name, "name": one.name, "number": one.number, "grid": one.place_code,
                "units": one.units, "floors": one.floors,
            },
        }
        for one in _plain(tile)
    ]  # fmt: skip
    whole = {"type": "FeatureCollection", "features": features}
    return HttpResponse(json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


def _ids(tile) -> set[str]:
    return {row[0] for row in json.loads(_tile(tile).content)["places"]["buildings"]}


def _geojson_ids(tile) -> set[str]:
    return {str(one.id) for one in _plain(tile)}


class _without_index:
    def __enter__(self) -> None:
        self._do("DROP INDEX building_tile")

    def __exit__(self, *_: object) -> None:
        pass

    def _do(self, sql: str) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(sql)


def _north() -> float:
    return SOUTH + ROWS * 46 * STEP_Y


def _east() -> float:
    return WEST + COLUMNS * 46 * STEP_X


def _winding(points):
    """Borders are no straight lines: every point moves by up to 9 m, a shared one the same way in both its grids."""
    import numpy as np

    by = np.sin(points * 90_000)[:, ::-1] * 0.000_08
    return points + by


def _fill(number: int) -> tuple[int, tuple[float, float]]:
    import shapely

    from linli.kernel import clock
    from linli.kernel.ids import uuid7
    from linli.ledger.copy_rows import copy_rows
    from linli.places.models import Building, Community, Estate, Grid, Outline
    from linli.places.outlines import box_of
    from linli.places.rules.ground import stored

    communities, estates, grids, outlines = [], [], [], []
    each = -(-number // (COLUMNS * ROWS))
    across = 45

    def outline(code: str, name: str, shape) -> Outline:
        shape = shapely.transform(shapely.segmentize(shape, 0.0002), _winding)
        return Outline(
            id=uuid7(), place_code=code, name=name, shape=stored(shape), valid_from=clock.now(), **box_of(shape)
        )

    def spread():
        for serial in range(COLUMNS * ROWS):
            column, row = serial % COLUMNS, serial // COLUMNS
            code = f"{CITY}02{row + 1:03}{column + 1:03}"
            west, south = WEST + column * 46 * STEP_X, SOUTH + row * 46 * STEP_Y
            for n in range(each):
                yield serial, code, west + n % across * STEP_X, south + n // across * STEP_Y, n

    for serial in range(COLUMNS * ROWS):
        column, row = serial % COLUMNS, serial // COLUMNS
        code = f"{CITY}02{row + 1:03}{column + 1:03}"
        west, south = WEST + column * 46 * STEP_X, SOUTH + row * 46 * STEP_Y
        communities.append(Community(place_code=code, name=f"第{serial + 1}社区"))
        estates.append(Estate(place_code=code, name=f"{serial + 1}号小区", door_token=f"e{serial}"))
        whole = shapely.box(west, south, west + 46 * STEP_X, south + 46 * STEP_Y)
        outlines.append(outline(code, f"第{serial + 1}社区", whole))
        for n in range(GRIDS):
            grid = f"{code}1{n + 1:03}"
            grids.append(Grid(place_code=grid, kind="basic", name=f"第{n + 1}网格"))
            low, high = south + n * 46 / GRIDS * STEP_Y, south + (n + 1) * 46 / GRIDS * STEP_Y
            outlines.append(outline(grid, f"第{n + 1}网格", shapely.box(west, low, west + 46 * STEP_X, high)))

    copy_rows(Community, communities)
    copy_rows(Estate, estates)
    copy_rows(Grid, grids)
    copy_rows(Outline, outlines)
    buildings = (
        Building(
            place_code=f"{code}1{min(n // across * GRIDS // 46, GRIDS - 1) + 1:03}", estate=estates[serial], name=f"{n + 1}号楼", number=str(n + 1),
            footprint=[[[x, y], [x + 0.000_3, y + 0.000_01], [x + 0.000_31, y + 0.000_12], [x + 0.000_01, y + 0.000_11], [x, y]]],
            longitude=x, latitude=y, door_token=f"b{serial}-{n}",
        )
        for serial, code, x, y, n in spread()
    )  # fmt: skip
    made = copy_rows(Building, buildings)
    return made, (COLUMNS * 46 * STEP_X * 95.8, ROWS * 46 * STEP_Y * 111.3)


if __name__ == "__main__":
    main()
