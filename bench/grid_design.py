"""How good are the proposed grids? Ours beside plain region growing and, where it is installed, PySAL's spopt, on real buildings.

    .venv/bin/python bench/grid_design.py                # spopt is looked for in LINLI_BENCH_PYTHON (a Python that has it), else left out

Buildings, roads and water: OpenStreetMap (© contributors, ODbL), Shanghai 外滩/陆家嘴 and north of Bayreuth. Households, estates, elders and cases are
GENERATED from the outlines (ground area × levels / 90 m², estates: what main roads enclose): the figures compare methods, they say nothing of these places.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import shapely
from timed import keep

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
PATIENCE = int(os.environ.get("LINLI_BENCH_PATIENCE", "180"))
"""Seconds given to each of the other methods; one that is not done by then has a line that says so."""

OTHERS = ("WardSpatial", "Skater", "MaxPHeuristic", "RegionKMeansHeuristic")
"""Methods of spopt; each begins from the same neighbours."""

GEO = Path(os.environ.get("LINLI_SHARED_DATA") or ROOT.parent / "shared" / "data") / "geo"


def main() -> None:
    if len(sys.argv) == 5 and sys.argv[1] == "--spopt":
        _spopt(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
        return
    rows = []
    for name in ("Shanghai", "Bayreuth"):
        houses, barriers, roads = _town(name)
        rows += _compared(name, houses, barriers, roads)
    says = (
        "300 to 500 households a grid, weights as shipped. `spread` is the standard deviation over the mean of households; `compactness` 4π·area/perimeter² of the"
        " borders drawn by the same routine for every method; `cut` estates that would fit one grid and lie in several; `apart` grids that do not hang together on"
        " walkable ground (none across water but where a bridge, or a road that goes on, joins the banks), in brackets those of them that only take in a piece of ground that cannot be divided"
        " into grids of that size by itself, which no method can help. `cpu s` is what the work took of a processor, `s` what passed on the shared machine meanwhile. Region growing: from the same number of seeds, the"
        " lightest grid takes the nearest free house. spopt on the same neighbours (houses, not estates): `WardSpatial`, `Skater` and `RegionKMeansHeuristic` with the same number of grids by place, which"
        " know nothing of households; `MaxPHeuristic` with at least 300 households a grid (10 trials). Each had"
        f" {PATIENCE} s. Households, estates, elders and cases are generated from outlines."
    )
    keep("grid_design", "How good are the proposed grids?", rows, says)


def _town(name: str):
    from linli.places.ground_files import AskedOf, Layer, read_ground
    from linli.places.ground_files.sorting import NOT_WALKED, PATHS
    from linli.places.rules.grid_design import House
    from linli.places.rules.grid_design.crossings import Road
    from linli.places.rules.ground import Plane

    if name == "Shanghai":
        files = (
            ("shanghai_buildings.geojson", Layer.BUILDING),
            ("shanghai_roads.geojson", Layer.ROAD),
            ("shanghai_water.geojson", Layer.WATER),
        )
        things = [
            thing for file, layer in files for thing in read_ground((GEO / file).read_bytes(), AskedOf(layer)).things
        ]
    else:
        things = read_ground((GEO / "north-bayreuth.osm.gz").read_bytes(), AskedOf()).things
    barriers = [
        (thing.layer.value, thing.name, thing.shape)
        for thing in things
        if thing.layer in (Layer.ROAD, Layer.WATER) and thing.facts.get("main")
    ]
    roads = [
        Road(thing.shape, thing.facts.get("over", ""), bool(thing.facts.get("main")), thing.facts.get("kind") in PATHS)
        for thing in things
        if thing.layer is Layer.ROAD and thing.facts.get("kind") not in NOT_WALKED
    ]
    blocks = shapely.get_parts(
        shapely.polygonize(
            [shapely.node(shapely.union_all([s for _k, _n, s in barriers if s.geom_type.endswith("LineString")]))]
        )
    )
    tree, chance, houses = shapely.STRtree(blocks), np.random.default_rng(3), []
    for thing in things:
        if thing.layer is not Layer.BUILDING:
            continue
        area = Plane.around([thing.shape]).metres(thing.shape).area
        households = int(area * min(int(thing.facts.get("levels", 3)), 12) / 90) if 40 < area < 1_500 else 0
        if not households:
            continue
        point = thing.shape.representative_point()
        within = tree.query(point, predicate="within")
        largest = max(shapely.get_parts(thing.shape), key=lambda part: part.area)
        houses.append(
            House(
                thing.source_id, (point.x, point.y), households, int(chance.binomial(households, 0.25)), int(chance.poisson(households / 12)),
                f"block {within[0]}" if len(within) else "", "", tuple(largest.exterior.coords),
            )
        )  # fmt: skip
    return houses, barriers, roads


def _compared(town: str, houses, barriers, roads) -> list[dict]:
    from linli.places.rules.first_borders import borders_between
    from linli.places.rules.grid_design import AskedOfDesign, propose
    from linli.places.rules.grid_design.figures import figures_of
    from linli.places.rules.grid_design.graph import ways_between

    asked = AskedOfDesign()
    ways = ways_between(houses, barriers, asked, roads)
    outlines = [shapely.Polygon(house.footprint) for house in houses]
    began, worked = perf_counter(), process_time()
    found = propose(houses, asked, barriers=barriers, roads=roads)
    ours = np.array([found.of_house[house.id] for house in houses])
    answers = [("ours", ours, perf_counter() - began, process_time() - worked)]
    count = len(found.grids)
    began, worked = perf_counter(), process_time()
    answers.append(("region growing", _grown(houses, ways, count), perf_counter() - began, process_time() - worked))
    if other := os.environ.get("LINLI_BENCH_PYTHON", ""):
        answers += [_asked_of_spopt(other, method, houses, barriers, roads, count) for method in OTHERS]
    rows = []
    for method, number, seconds, worked in answers:
        where = {"town": f"{town}, {len(houses):,} houses", "method": method}
        if number is None:
            rows.append(where | {"grids": worked, "s": round(seconds, 1)})
            print(rows[-1])
            continue
        shapes = borders_between(outlines, number.tolist())
        told = figures_of(houses, number, ways, asked, shapes)
        rows.append(
            where
            | {
                "grids": told["grids"],
                "households": f"{told['smallest']}–{told['largest']}",
                "out of size": told["out_of_size"],
                "spread": told["spread"][0],
                "compactness": told["compactness"],
                "cut": told["cut_estates"],
                "apart": f"{told['apart']} ({told['by_islands']})" if told["by_islands"] else told["apart"],
                "s": round(seconds, 1),
                "cpu s": round(worked, 1),
            }
        )
        print(rows[-1])
    return rows


def _neighbours(houses, barriers, roads):
    """House-to-house ways, without blocks: every method has the same."""
    from linli.places.rules.grid_design import AskedOfDesign
    from linli.places.rules.grid_design.graph import ways_between

    return ways_between(houses, barriers, AskedOfDesign(estates=0), roads)


def _grown(houses, ways, count: int) -> np.ndarray:
    """Plain region growing over blocks: farthest-point seeds, the lightest grid takes its nearest free neighbour."""
    size = ways.size
    weight = np.bincount(ways.block, [house.households for house in houses], size)
    middles = (
        np.column_stack([np.bincount(ways.block, ways.spots[:, n], size) for n in (0, 1)])
        / np.bincount(ways.block, minlength=size)[:, None]
    )
    seeds = [0]
    away = np.hypot(*(middles - middles[0]).T)
    while len(seeds) < count:
        seeds.append(int(np.argmax(away)))
        away = np.minimum(away, np.hypot(*(middles - middles[seeds[-1]]).T))
    grid = np.full(size, -1)
    loads, fronts = defaultdict(float), [set() for _ in seeds]
    for number, seed in enumerate(seeds):
        grid[seed], loads[number] = number, weight[seed]
        fronts[number] |= {other for other, _way in ways.around[seed]}
    live = set(range(count))
    while live:
        number = min(live, key=lambda one: loads[one])
        fronts[number] = {other for other in fronts[number] if grid[other] < 0}
        if not fronts[number]:
            live.discard(number)
            continue
        block = min(fronts[number], key=lambda other: float(np.hypot(*(middles[other] - middles[seeds[number]]))))
        grid[block], loads[number] = number, loads[number] + weight[block]
        fronts[number] |= {other for other, _way in ways.around[block]}
    grid[grid < 0] = 0
    return grid[ways.block]


def _asked_of_spopt(python: str, method: str, houses, barriers, roads, count: int):
    """Name, each house's grid (None: there is none), seconds, and seconds of the processor or why there is none."""
    ways = _neighbours(houses, barriers, roads)
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder) / "asked.json", Path(folder) / "answer.json"
        households = [house.households for house in houses]
        asked.write_text(
            json.dumps(
                {"spots": ways.spots.tolist(), "ends": _house_ends(ways), "count": count, "households": households}
            )
        )
        began = perf_counter()
        try:
            subprocess.run([python, __file__, "--spopt", method, str(asked), str(answer)], check=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return f"spopt {method}", None, PATIENCE, f"not done in {PATIENCE} s"
        except subprocess.CalledProcessError:
            return f"spopt {method}", None, perf_counter() - began, "broke off"
        told = json.loads(answer.read_text())
        return f"spopt {method}", np.array(told["labels"]), perf_counter() - began, told["worked"]


def _house_ends(ways) -> list[list[int]]:
    """The ways between blocks as ways between their first houses; each block is a house here, but for those on one spot."""
    first = np.full(ways.size, -1)
    first[ways.block[::-1]] = np.arange(len(ways.block))[::-1]
    ends = first[ways.ends].tolist()
    return ends + [[int(first[block]), n] for n, block in enumerate(ways.block.tolist()) if first[block] != n]


def _spopt(method: str, asked: Path, answer: Path) -> None:
    """Runs in the other Python."""
    import geopandas
    from libpysal.weights import W
    from spopt import region

    told = json.loads(asked.read_text())
    spots, households = np.array(told["spots"]), told["households"]
    beside: dict[int, set[int]] = {n: set() for n in range(len(spots))}
    for a, b in told["ends"]:
        beside[a].add(b)
        beside[b].add(a)
    weights = W({n: sorted(some) for n, some in beside.items()}, silence_warnings=True)
    frame = geopandas.GeoDataFrame(
        {"x": spots[:, 0], "y": spots[:, 1], "households": households}, geometry=geopandas.points_from_xy(*spots.T)
    )
    by_place, count = ["x", "y"], told["count"]
    model = {
        "WardSpatial": lambda: region.WardSpatial(frame, weights, by_place, n_clusters=count),
        "Skater": lambda: region.Skater(frame, weights, by_place, n_clusters=count),
        "MaxPHeuristic": lambda: region.MaxPHeuristic(
            frame, weights, by_place, "households", 300, top_n=2, max_iterations_construction=10
        ),
        "RegionKMeansHeuristic": lambda: region.RegionKMeansHeuristic(spots, count, weights, seed=1),
    }[method]()
    began = process_time()
    model.solve()
    answer.write_text(json.dumps({"labels": [int(n) for n in model.labels_], "worked": process_time() - began}))


if __name__ == "__main__":
    main()
