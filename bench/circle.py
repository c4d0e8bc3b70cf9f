"""Circles for 5,000 buildings × 20 kinds of facility on real roads, beside networkx and, where it is installed, pandana.

    .venv/bin/python bench/circle.py          # the others are looked for in LINLI_BENCH_PYTHON (a Python that has them), else left out

Roads: OpenStreetMap (© contributors, ODbL), north of Bayreuth. Buildings are its own, repeated a few metres off until there are 5,000; facilities are GENERATED (10 of each
kind at random buildings): the figures compare methods, they say nothing of the town.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np
from timed import keep

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
GEO = Path(os.environ.get("LINLI_SHARED_DATA") or ROOT.parent / "shared" / "data") / "geo"
BUILDINGS, KINDS, EACH = 5_000, 20, 10
PATIENCE = 100
WIDEST = 3_000
"""Metres to which pandana is asked: three times the circle. Further ways are left out of its agreement."""


def main() -> None:
    if len(sys.argv) == 3:
        _other(sys.argv[1], Path(sys.argv[2]))
        return
    network, homes, services = _town()
    from linli.places.rules.circle.walking import ways_for

    began = perf_counter()
    ways = ways_for(network, homes + services)
    joined = perf_counter() - began
    began = perf_counter()
    found = [
        ways.nearest(np.arange(BUILDINGS), BUILDINGS + np.arange(kind * EACH, (kind + 1) * EACH))[0]
        for kind in range(KINDS)
    ]
    took = perf_counter() - began
    rows = [
        {
            "method": "ours (scipy Dijkstra, exact entrances)",
            "join s": f"{joined:.2f}",
            "ways s": f"{took:.2f}",
            "agree": "—",
        }
    ]
    rows += [row for name in ("networkx", "pandana") if (row := _beside(name, ways, found))]
    says = (
        f"{len(network.ends):,} stretches of road, {BUILDINGS:,} buildings, {KINDS} kinds of {EACH} facilities each. The others get the graph ours made, entrances and all, so that"
        " only the search is compared; agreement is the share of building × kind within 1 cm (ours to the same nearest). pandana contracts the graph first (in its join time)"
        " and answers within a radius; it keeps single precision and whole-number ways, so a metre is granted to it."
    )
    keep("circle", "What do circles for 5,000 buildings and 20 kinds of facility cost?", rows, says)


def _town():
    from linli.places.ground_files import AskedOf, Layer, read_ground
    from linli.places.rules.circle.walking import walking_network
    from linli.places.rules.ground import Plane

    read = read_ground((GEO / "north-bayreuth.osm.gz").read_bytes(), AskedOf(None, "wgs84", None))
    roads = [(one.facts.get("kind", ""), one.shape) for one in read.things if one.layer is Layer.ROAD]
    outlines = [one.shape.centroid for one in read.things if one.layer is Layer.BUILDING]
    plane = Plane.around([line for _kind, line in roads])
    random = np.random.default_rng(20260101)
    base = np.array([(one.x, one.y) for one in outlines])
    picked = base[random.integers(0, len(base), BUILDINGS)]
    homes = plane.round(plane.flat(picked) + random.normal(0, 4, picked.shape))
    services = base[random.integers(0, len(base), KINDS * EACH)]
    return walking_network(roads, plane), list(map(tuple, homes.tolist())), list(map(tuple, services.tolist()))


def _beside(name: str, ways, found) -> dict | None:
    python = os.environ.get("LINLI_BENCH_PYTHON")
    if not python:
        return None
    whole = ways.graph.tocoo()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.npz"
        np.savez(path, row=whole.row, col=whole.col, metres=whole.data, at=ways.at, count=whole.shape[0])
        try:
            done = subprocess.run(
                [python, __file__, name, str(path)], capture_output=True, text=True, timeout=PATIENCE, check=True
            )
        except (subprocess.SubprocessError, OSError):
            return {"method": name, "join s": "", "ways s": "not installed or not within 100 s", "agree": ""}
        told = json.loads(done.stdout[done.stdout.index("{") : done.stdout.index("}") + 1])
        theirs = np.load(told["path"])
        Path(told["path"]).unlink()
    ours = np.array(found)
    granted = 0.01 if name == "networkx" else 1.0
    if name == "pandana":
        kept = ours < WIDEST - 1
        ours, theirs = ours[kept], theirs[kept]
    both = (ours == theirs) | (np.abs(np.nan_to_num(ours, posinf=-1) - np.nan_to_num(theirs, posinf=-1)) <= granted)
    return {
        "method": name,
        "join s": f"{told['join']:.2f}",
        "ways s": f"{told['ways']:.2f}",
        "agree": f"{both.mean():.2%}",
    }


def _other(name: str, path: Path) -> None:
    """Runs in the other Python: no import of ours."""
    given = np.load(path)
    row, col, metres, at, count = (given[key] for key in ("row", "col", "metres", "at", "count"))
    homes = at[:BUILDINGS]
    kinds = [at[BUILDINGS + kind * EACH : BUILDINGS + (kind + 1) * EACH] for kind in range(KINDS)]
    began = perf_counter()
    found = np.full((KINDS, BUILDINGS), np.inf)
    if name == "networkx":
        import networkx

        graph = networkx.Graph()
        graph.add_nodes_from(range(int(count)))
        graph.add_weighted_edges_from(zip(row.tolist(), col.tolist(), metres.tolist(), strict=True))
        joined = perf_counter() - began
        began = perf_counter()
        for kind, starts in enumerate(kinds):
            far = networkx.multi_source_dijkstra_path_length(graph, {int(n) for n in starts if n >= 0})
            found[kind] = [far.get(int(n), np.inf) if n >= 0 else np.inf for n in homes]
    else:
        import pandana
        import pandas

        nodes = pandas.Series(np.arange(int(count)), dtype=float)
        weights = pandas.DataFrame({"metres": metres})
        graph = pandana.Network(nodes, nodes, pandas.Series(row), pandas.Series(col), weights, twoway=True)
        graph.precompute(WIDEST)
        joined = perf_counter() - began
        began = perf_counter()
        for kind, starts in enumerate(kinds):
            placed = starts[starts >= 0].astype(float)
            graph.set_pois("kind", WIDEST, 1, pandas.Series(placed), pandas.Series(placed))
            far = graph.nearest_pois(WIDEST, "kind", num_pois=1)[1]
            found[kind] = [far.get(int(n), np.inf) if n >= 0 else np.inf for n in homes]
        found[found >= WIDEST] = np.inf
    took = perf_counter() - began
    kept = Path(tempfile.mkstemp(suffix=".npy")[1])
    np.save(kept, found)
    # pandana writes to the same stream when it ends.
    print(json.dumps({"join": joined, "ways": took, "path": str(kept)}))


if __name__ == "__main__":
    main()
