"""What the map's layer of a large street costs, against the same buildings as GeoJSON."""

from __future__ import annotations

import gzip
import json

from fresh_platform import COUNTY, fresh_platform
from timed import keep, timed

STREET = f"{COUNTY}077"
COMMUNITY = f"{STREET}001"
NUMBER = 20_000
GRIDS = 60


def main() -> None:
    with fresh_platform():
        rows = _measure()
    says = (
        f"{NUMBER:,} buildings of five corners each in {GRIDS} grids. Reading is one statement for the buildings and one for the"
        " grids, outlines computed in plain Python. The layer writes whole millionths of a degree from its origin and each estate's name"
        " once; GeoJSON repeats keys and full coordinates. An unchanged layer is answered with 304 and no body."
    )
    keep("map_layer", "What does the map's layer of a large street cost?", rows, says)


def _measure() -> list[dict]:
    from linli.doors.map.layers import layer_of
    from linli.kernel.scope import Scope
    from linli.ledger.scoped import acting_in
    from linli.places.queries.map_layers import buildings_on_map, grids_on_map

    with acting_in(Scope.everything()):
        _fill()
        buildings = buildings_on_map(STREET)
        grids = grids_on_map(STREET, buildings)
        read = timed(lambda: grids_on_map(STREET, buildings_on_map(STREET)), times=5)
        ours = _written(lambda: layer_of(buildings, grids))
        theirs = _written(lambda: _geojson(buildings))
    return [
        {"step": "read from the database", "ms": read["p50"], "bytes": "", "gzipped": ""},
        {"step": "write as our layer", **ours},
        {"step": "write as GeoJSON (buildings alone)", **theirs},
    ]


def _written(make) -> dict:
    def write() -> bytes:
        return json.dumps(make(), ensure_ascii=False, separators=(",", ":")).encode()

    body = write()
    return {
        "ms": timed(write, times=5)["p50"],
        "bytes": f"{len(body):,}",
        "gzipped": f"{len(gzip.compress(body, 6)):,}",
    }


def _geojson(buildings) -> dict:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": str(one.key.id),
                "geometry": {"type": "Polygon", "coordinates": [[*one.ring, one.ring[0]]]},
                "properties": {
                    "estate": one.estate,
                    "name": one.name,
                    "number": one.number,
                    "grid": one.place_code,
                    "units": one.units,
                    "floors": one.floors,
                },
            }
            for one in buildings
        ],
    }


def _fill() -> None:
    from linli.ledger.copy_rows import copy_rows
    from linli.places.models import Building, Estate, Grid

    grids = [f"{COMMUNITY}1{number:03}" for number in range(1, GRIDS + 1)]
    estate = Estate(place_code=COMMUNITY, name="测量小区", door_token="bench")
    copy_rows(Estate, [estate])
    copy_rows(Grid, (Grid(place_code=code, kind="basic", name=code[-3:]) for code in grids))
    copy_rows(Building, (_building(number, estate, grids[number * GRIDS // NUMBER]) for number in range(NUMBER)))


def _building(number: int, estate, grid: str):
    from linli.places.models import Building

    x, y = 117.4 + number % 200 * 0.000_45, 30.6 + number // 200 * 0.000_3
    corners = [[x, y], [x + 0.000_3, y + 0.000_01], [x + 0.000_31, y + 0.000_12], [x + 0.000_01, y + 0.000_11]]
    return Building(
        place_code=grid, estate=estate, name=f"{number}号楼", number=str(number), footprint=[[*corners, corners[0]]],
        longitude=x, latitude=y, door_token=f"bench{number}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
