"""Which grid does each of ten million points lie in? Ours beside geopandas' spatial join on the same data, in the same run.

    .venv/bin/python bench/assign.py    # geopandas: LINLI_BENCH_PYTHON, a Python that has it; PostGIS: LINLI_BENCH_POSTGIS, the address
                                        # of a database whose extension it is. Whichever is not there is left out.

16,459 cells (Jinan's 12,584 basic and 3,875 exclusive grids), generated: a Voronoi division of a county, whole steps of 1e-7 degrees.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np
import shapely
from timed import keep

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

CELLS, POINTS = 16_459, 10_000_000
WEST, SOUTH, SIDE = 116.8, 36.4, 0.9


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--points", type=int, default=POINTS)
    given.add_argument("--only", default="", help=argparse.SUPPRESS)
    given.add_argument("--folder", default="", help=argparse.SUPPRESS)
    asked = given.parse_args()
    if asked.only:
        _one(asked.only, Path(asked.folder))
        return
    with tempfile.TemporaryDirectory() as folder:
        _make(Path(folder), asked.points)
        rows = [_run(sys.executable, "ours", folder)]
        other = os.environ.get("LINLI_BENCH_PYTHON", "")
        if other:
            rows += [_run(other, name, folder) for name in ("geopandas", "shapely")]
        if os.environ.get("LINLI_BENCH_POSTGIS"):
            rows.append(_run(sys.executable, "PostGIS", folder))
            rows[-1]["peak MB"] = "its server's"
        answers = {row["method"]: np.load(Path(folder) / f"{row['method']}.npy") for row in rows}
        for row in rows:
            row["agrees with ours"] = f"{int((answers[row['method']] == answers['ours']).sum()):,} of {asked.points:,}"
    says = (
        f"{asked.points:,} points thrown evenly over {CELLS:,} cells; each method in a process of its own, files already in memory when its clock"
        " starts. Peak memory is the whole process, the points among it. geopandas: `sjoin(predicate='intersects')`, of several cells the first;"
        " shapely: STRtree query with `intersects`, without frames. A point on a border goes to the first cell in all of them."
        " PostGIS: both in unlogged tables (filling them is not counted), GiST over the cells, `ST_Intersects`, two workers; fetching the answers counts."
    )
    keep("assign", "Which grid does each of ten million points lie in?", rows, says)


def _make(folder: Path, points: int) -> None:
    from linli.places.rules.ground import STEPS

    chance = np.random.default_rng(2)
    box = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
    spots = chance.random((CELLS, 2)) * SIDE + (WEST, SOUTH)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(spots), extend_to=box))
    cells = shapely.intersection(cells, box)
    cells = shapely.transform(cells, lambda corners: np.round(corners * STEPS) / STEPS)
    np.save(folder / "cells.npy", np.array([shapely.to_wkb(cell).hex() for cell in cells]))
    np.save(folder / "points.npy", np.round((chance.random((points, 2)) * SIDE + (WEST, SOUTH)) * STEPS) / STEPS)


def _run(python: str, method: str, folder: str) -> dict:
    command = [python, __file__, "--only", method, "--folder", folder]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    built, took, memory, count = float(told[0]), float(told[1]), int(told[2]), int(told[3])
    return {
        "method": method,
        "index s": round(built, 2),
        "points s": round(took, 2),
        "points/s": f"{count / took:,.0f}",
        "peak MB": f"{memory / 1024:,.0f}",
    }


def _one(method: str, folder: Path) -> None:
    cells = shapely.from_wkb(np.array([bytes.fromhex(text) for text in np.load(folder / "cells.npy")], dtype=object))
    points = np.load(folder / "points.npy")
    began = perf_counter()
    if method == "ours":
        from linli.places.rules.assign import GridIndex

        index = GridIndex([f"{n:05}" for n in range(len(cells))], list(cells))
        built = perf_counter()
        found = index.assign(points[:, 0], points[:, 1])
    elif method == "geopandas":
        import geopandas

        frame = geopandas.GeoDataFrame(geometry=geopandas.GeoSeries(cells))
        built = perf_counter()
        there = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(points[:, 0], points[:, 1]))
        joined = there.sjoin(frame, how="left", predicate="intersects")["index_right"]
        found = joined.groupby(level=0).min().fillna(-1).to_numpy(dtype=np.int32)
    elif method == "PostGIS":
        import psycopg

        with psycopg.connect(os.environ["LINLI_BENCH_POSTGIS"]) as line:
            _fill(line, cells, points)
            began = perf_counter()
            line.execute("CREATE INDEX ON bench_cells USING gist (g)")
            line.execute("ANALYZE bench_cells, bench_points")
            built = perf_counter()
            found = _joined(line, len(points))
    else:
        tree = shapely.STRtree(cells)
        built = perf_counter()
        found = np.full(len(points), len(cells), np.int32)
        for start in range(0, len(points), 1_000_000):
            point, cell = tree.query(shapely.points(points[start : start + 1_000_000]), predicate="intersects")
            np.minimum.at(found, point + start, cell.astype(np.int32))
        found[found == len(cells)] = -1
    took = perf_counter() - built
    np.save(folder / f"{method}.npy", found)
    print(built - began, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(points))


def _fill(line, cells, points) -> None:
    line.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    line.execute("DROP TABLE IF EXISTS bench_cells, bench_points")
    line.execute("CREATE UNLOGGED TABLE bench_cells (n int, g geometry)")
    line.execute("CREATE UNLOGGED TABLE bench_points (n int, g geometry)")
    with line.cursor() as cursor, cursor.copy("COPY bench_cells FROM STDIN") as copy:
        for number, cell in enumerate(cells):
            copy.write_row((number, shapely.to_wkb(cell).hex()))
    for start in range(0, len(points), 1_000_000):
        shapes = shapely.to_wkb(shapely.points(points[start : start + 1_000_000]), hex=True)
        with line.cursor() as cursor, cursor.copy("COPY bench_points FROM STDIN") as copy:
            copy.write("".join(f"{number}\t{shape}\n" for number, shape in enumerate(shapes, start)))


def _joined(line, count: int):
    line.execute("SET max_parallel_workers_per_gather = 2")
    join = "SELECT p.n, min(c.n) FROM bench_points p JOIN bench_cells c ON ST_Intersects(c.g, p.g) GROUP BY p.n"
    found = np.full(count, -1, np.int32)
    with line.cursor() as cursor, cursor.copy(f"COPY ({join}) TO STDOUT") as copy:
        told = np.fromstring(b"".join(copy), dtype=np.int64, sep=" ").reshape(-1, 2)
    found[told[:, 0]] = told[:, 1]
    line.execute("DROP TABLE bench_cells, bench_points")
    return found


if __name__ == "__main__":
    main()
