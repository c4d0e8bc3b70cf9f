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
from time import perf_counter

import numpy as np
import shapely
from timed import keep

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
PATIENCE = 180
"""Seconds given to the other method; a town it does not finish has no line of it."""

GEO = Path(os.environ.get("LINLI_SHARED_DATA") or ROOT.parent / "shared" / "data") / "geo"


def main() -> None:
    if len(sys.argv) == 4 and sys.argv[1] == "--spopt":
        _spopt(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    rows = []
    for name in ("Shanghai", "Bayreuth"):
        houses, barriers, roads = _town(name)
        rows += _compared(name, houses, barriers, roads)
    says = (
        "300 to 500 households a grid, weights as shipped. `spread` is the standard deviation over the mean of households; `compactness` 4π·area/perimeter² of the"
        " borders drawn by the same routine for every method; `cut` estates that would fit one grid and lie in several; `apart` grids that do not hang together on"
        " walkable ground (none across water; bridges are not known). Region growing: from the same number of seeds, the lightest grid takes the nearest free house. spopt: `RegionKMeansHeuristic` on the same neighbours with the same number of grids"
        " (it knows nothing of households; a town it does not finish in 180 s has no line of it). Households, estates, elders and cases are generated from outlines."
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
    began = perf_counter()
    found = propose(houses, asked, barriers=barriers, roads=roads)
    ours = np.array([found.of_house[house.id] for house in houses])
    answers = [("ours", ours, perf_counter() - began)]
    count = len(found.grids)
    began = perf_counter()
    answers.append(("region growing", _grown(houses, ways, count), perf_counter() - began))
    if other := os.environ.get("LINLI_BENCH_PYTHON", ""):
        try:
            answers.append(_asked_of_spopt(other, houses, barriers, roads, count))
        except subprocess.TimeoutExpired:
            print(f"spopt was not done with {town} after {PATIENCE} s")
    rows = []
    for method, number, seconds in answers:
        shapes = borders_between(outlines, number.tolist())
        told = figures_of(houses, number, ways, asked, shapes)
        rows.append(
            {
                "town": f"{town}, {len(houses):,} houses",
                "method": method,
                "grids": told["grids"],
                "households": f"{told['smallest']}–{told['largest']}",
                "out of size": told["out_of_size"],
                "spread": told["spread"][0],
                "compactness": told["compactness"],
                "cut": told["cut_estates"],
                "apart": told["apart"],
                "s": round(seconds, 1),
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


def _asked_of_spopt(python: str, houses, barriers, roads, count: int):
    ways = _neighbours(houses, barriers, roads)
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder) / "asked.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps({"spots": ways.spots.tolist(), "ends": _house_ends(ways), "count": count}))
        began = perf_counter()
        subprocess.run([python, __file__, "--spopt", str(asked), str(answer)], check=True, timeout=PATIENCE)
        return "spopt RegionKMeansHeuristic", np.array(json.loads(answer.read_text())), perf_counter() - began


def _house_ends(ways) -> list[list[int]]:
    """The ways between blocks as ways between their first houses; each block is a house here, but for those on one spot."""
    first = np.full(ways.size, -1)
    first[ways.block[::-1]] = np.arange(len(ways.block))[::-1]
    ends = first[ways.ends].tolist()
    return ends + [[int(first[block]), n] for n, block in enumerate(ways.block.tolist()) if first[block] != n]


def _spopt(asked: Path, answer: Path) -> None:
    from libpysal.weights import W
    from spopt.region import RegionKMeansHeuristic

    told = json.loads(asked.read_text())
    spots = np.array(told["spots"])
    beside: dict[int, set[int]] = {n: set() for n in range(len(spots))}
    for a, b in told["ends"]:
        beside[a].add(b)
        beside[b].add(a)
    weights = W({n: sorted(some) for n, some in beside.items()}, silence_warnings=True)
    model = RegionKMeansHeuristic(spots, told["count"], weights, seed=1)
    model.solve()
    answer.write_text(json.dumps([int(n) for n in model.labels_]))


if __name__ == "__main__":
    main()
