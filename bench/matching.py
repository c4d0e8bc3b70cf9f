"""Are matches by optimisation fairer than first come, first served, and are they soon there?

    python bench/matching.py            a city of 20,000 needs and 2,000 pledges, and jobs that are not divided

The jobs are instances of the generalised assignment problem in the text format of the OR-Library (`m n`, the costs of each agent,
the sizes for each agent, the capacities), made here by the classical rules of types C, D and E: none is shipped.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from uuid import UUID

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from timed import keep  # noqa: E402

from linli.alliance.arcs import Arcs, arcs_between, grid_of  # noqa: E402
from linli.alliance.optimise_matches import best_matches  # noqa: E402
from linli.alliance.rules.fit import WHOLE, NeedFacts, misfit, nearness  # noqa: E402
from linli.alliance.rules.matching import PledgeFacts, ResourceKind  # noqa: E402
from linli.alliance.whole_jobs import assign_jobs  # noqa: E402

TODAY = date(2026, 11, 28)
THINGS = (
    (ResourceKind.GOODS, "轮椅", "辆", 1), (ResourceKind.GOODS, "助听器", "台", 1), (ResourceKind.GOODS, "棉被", "床", 6),
    (ResourceKind.FUNDS, "助学金", "元", 2000), (ResourceKind.VENUE, "活动室", "小时", 4), (ResourceKind.LABOUR, "搬运", "小时", 6),
    (ResourceKind.SKILL, "理发", "次", 3), (ResourceKind.SKILL, "骨科义诊", "次", 2), (ResourceKind.SKILL, "法律咨询", "次", 2),
    (ResourceKind.WORKS, "楼道修缮", "工日", 5),
)  # fmt: skip
"""Kind, name, unit, and about how much one need asks for."""

GAP_SECONDS = 12


def a_city(needs: int, pledges: int, seed: int = 5) -> tuple[list[NeedFacts], list[PledgeFacts]]:
    """Needs of 800 grids, some of which ask early and much; pledges of which most are meant for their own community."""
    draw = random.Random(seed)
    communities = [f"3417020{street:02d}{serial:03d}" for street in range(1, 11) for serial in range(901, 911)]
    grids = [f"{code}1{serial:03d}" for code in communities for serial in range(1, 9)]
    loud = {code: draw.choice((0.3, 1, 1, 3)) for code in grids}
    weights = [loud[code] for code in grids]
    start = datetime(2026, 9, 1, tzinfo=UTC)
    wanted = []
    for number, grid in enumerate(draw.choices(grids, weights, k=needs)):
        kind, title, unit, size = draw.choice(THINGS)
        # Loud grids also come first.
        asked_at = start + timedelta(minutes=draw.randrange(120_000) / loud[grid])
        by = draw.choice((None, None, 3, 7, 20, 40))
        wanted.append(
            NeedFacts(
                id=UUID(int=number + 1),
                kind=kind,
                title=title,
                unit=unit,
                missing=Decimal(max(1, round(size * draw.uniform(0.5, 1.5)))),
                place_code=grid,
                is_urgent=draw.random() < 0.15,
                wanted_by_on=by and TODAY + timedelta(days=by),
                asked_at=asked_at,
            )
        )
    offered = []
    for number in range(pledges):
        kind, title, unit, size = draw.choice(THINGS)
        community = draw.choice(communities)
        area = draw.choices((community, community[:9], community[:6]), (70, 22, 8))[0]
        offered.append(
            PledgeFacts(
                UUID(int=1_000_000 + number),
                kind,
                area,
                Decimal(round(size * draw.uniform(2, 12))),
                TODAY - timedelta(days=5),
                TODAY + timedelta(days=draw.choice((10, 30, 90))),
                title,
                unit,
                lead_days=draw.choice((0, 0, 2, 5, 10)),
            )
        )
    return wanted, offered


def one_by_one(needs: list[NeedFacts], pledges: list[PledgeFacts], first: Callable[[NeedFacts], object], *, near: bool):
    """Every need in turn takes what it can get: from the nearest pledge first, or from the first of the list."""
    left = {one.id: one.left for one in pledges}
    place = {one.id: number for number, one in enumerate(pledges)}
    by_thing = defaultdict(lambda: defaultdict(list))
    for one in pledges:
        by_thing[one.kind, one.unit][one.area].append(one)
    met: dict[UUID, float] = {}
    for need in sorted(needs, key=first):
        areas = by_thing[need.kind, need.unit]
        fitting = [
            one
            for length in (16, 12, 9, 6)
            for one in areas.get(need.place_code[:length], ())
            if left[one.id] > 0 and misfit(need, one, TODAY) is None
        ]
        fitting.sort(key=lambda one: (nearness(need, one) if near else 0, place[one.id]))
        open_part = need.missing
        for one in fitting:
            if need.kind in WHOLE and left[one.id] < need.missing:
                continue
            amount = min(open_part, left[one.id])
            left[one.id] -= amount
            open_part -= amount
            if open_part <= 0:
                break
        met[need.id] = float((need.missing - open_part) / need.missing)
    return met


def city_rows(needs: list[NeedFacts], pledges: list[PledgeFacts]) -> list[dict]:
    """The three ways beside each other."""
    arcs = arcs_between(needs, pledges, TODAY)
    servable = set(arcs.of_need.tolist())
    started = perf_counter()
    found = best_matches(needs, pledges, TODAY)
    took = perf_counter() - started
    rows = [_row("optimised", needs, servable, found.met, took)]
    started = perf_counter()
    greedy = one_by_one(needs, pledges, lambda one: (not one.is_urgent, one.asked_at, one.id), near=True)
    rows.append(_row("greedy: urgent first, nearest", needs, servable, greedy, perf_counter() - started))
    started = perf_counter()
    came = one_by_one(needs, pledges, lambda one: (one.asked_at, one.id), near=False)
    rows.append(_row("first come, first served", needs, servable, came, perf_counter() - started))
    return [*rows, bounds_row(arcs, needs)]


def bounds_row(arcs: Arcs, needs: list[NeedFacts]) -> dict:
    """What no division can beat: the linear programme with parts of units, for all needs and for the urgent ones alone."""
    count = np.arange(len(arcs.of_need))
    sizes = np.array(arcs.wanted, dtype=float)[arcs.of_need]
    rows = vstack([
        csr_matrix((np.ones(len(count)), (arcs.of_need, count)), shape=(len(arcs.needs), len(count))),
        csr_matrix((sizes, (arcs.of_class, count)), shape=(len(arcs.classes), len(count))),
    ])  # fmt: skip
    limits = np.concatenate([np.ones(len(arcs.needs)), np.array(arcs.capacities, dtype=float)])
    urgent = np.array([one.is_urgent for one in arcs.needs], dtype=float)[arcs.of_need]
    most, most_urgent = (
        -linprog(-worth, A_ub=rows, b_ub=limits, bounds=(0, 1), method="highs-ds").fun
        for worth in (np.ones(len(count)), urgent)
    )
    asked = sum(one.is_urgent for one in needs)
    return {"way": "bound of each alone", "needs met": f"{most:.0f}", "urgent met": f"{most_urgent:.0f}/{asked}"}


def _row(way: str, needs: list[NeedFacts], servable: set[int], met: dict[UUID, float], seconds: float) -> dict:
    shares, urgent = defaultdict(list), [one for one in needs if one.is_urgent]
    for place, one in enumerate(needs):
        if place in servable:
            shares[grid_of(one)].append(met.get(one.id, 0.0))
    levels = sorted(sum(parts) / len(parts) for parts in shares.values())
    return {
        "way": way,
        "needs met": f"{sum(met.values()):.0f}",
        "urgent met": f"{sum(met.get(one.id, 0.0) for one in urgent):.0f}/{len(urgent)}",
        "worst grid": f"{levels[0]:.1%}",
        "worst 5% of grids": f"{sum(levels[: len(levels) // 20]) / (len(levels) // 20):.1%}",
        "seconds": f"{seconds:.1f}",
    }


def gap_instance(kind: str, agents: int, jobs: int, seed: int) -> str:
    """An instance of a classical type as text: `m n`, then costs, sizes, capacities."""
    draw = np.random.default_rng(seed)
    if kind == "C":
        sizes = draw.integers(5, 26, (agents, jobs))
        costs = draw.integers(10, 51, (agents, jobs))
    elif kind == "D":
        sizes = draw.integers(1, 101, (agents, jobs))
        costs = 111 - sizes + draw.integers(-10, 11, (agents, jobs))
    else:
        uniform = draw.uniform(np.finfo(float).tiny, 1, (agents, jobs))
        sizes = np.maximum(1, np.round(1 - 10 * np.log(uniform))).astype(int)
        costs = np.round(1000 / sizes - 10 * draw.uniform(0, 1, (agents, jobs))).astype(int)
    capacities = (0.8 * sizes.sum(axis=1) / agents).astype(int)
    lines = [f"{agents} {jobs}", *(" ".join(map(str, row)) for row in (*costs, *sizes)), " ".join(map(str, capacities))]
    return "\n".join(lines) + "\n"


def read_gap(text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Costs, sizes and capacities of one instance in the OR-Library's format."""
    numbers = np.array(text.split(), dtype=float)
    agents, jobs = int(numbers[0]), int(numbers[1])
    costs = numbers[2 : 2 + agents * jobs].reshape(agents, jobs)
    sizes = numbers[2 + agents * jobs : 2 + 2 * agents * jobs].reshape(agents, jobs)
    return costs, sizes, numbers[2 + 2 * agents * jobs : 2 + 2 * agents * jobs + agents]


def gap_rows() -> list[dict]:
    rows = []
    for kind, agents, jobs in (
        ("C", 5, 100),
        ("C", 20, 100),
        ("D", 5, 100),
        ("D", 10, 100),
        ("E", 5, 100),
        ("E", 20, 200),
    ):
        costs, sizes, capacities = read_gap(gap_instance(kind, agents, jobs, seed=agents * 1000 + jobs))
        started = perf_counter()
        found = assign_jobs(costs, sizes, capacities, GAP_SECONDS)
        took = perf_counter() - started
        load = np.bincount(found.agent_of, sizes[found.agent_of, np.arange(jobs)], agents)
        rows.append(
            {
                "way": f"GAP type {kind}, {agents} agents × {jobs} jobs",
                "feasible": "yes" if found.cost is not None and (load <= capacities).all() else "no",
                "cost": f"{found.cost:.0f}" if found.cost is not None else "",
                "bound": f"{found.bound:.1f}",
                "gap to bound": f"{(found.cost - found.bound) / found.bound:.2%}" if found.cost is not None else "",
                "seconds": f"{took:.1f}",
            }
        )
    return rows


def main() -> None:
    needs, pledges = a_city(20_000, 2_000)
    rows = city_rows(needs, pledges)
    keep(
        "matching",
        "Are matches by optimisation fairer than first come, first served, and are they soon there?",
        rows + gap_rows(),
        "20,000 needs of 800 grids beside 2,000 pledges; loud grids ask more and earlier. Needs met counts parts of needs. The"
        " worst grid is the mean part met of its needs that anything on the list could serve. The bounds are"
        " linear programmes with parts of units, each for its own aim alone.",
        f"Generalised assignment: instances made by the classical rules (types C, D, E), at most {GAP_SECONDS} s each, HiGHS.",
    )


if __name__ == "__main__":
    main()
