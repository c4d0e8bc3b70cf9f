"""What a division costs: how uneven, how long its borders, how much it changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .asked import AskedOfDesign
from .graph import Ways


@dataclass(slots=True)
class Loads:
    """What each block weighs: households, elders, cases (columns), and its grid of today as a number (-1 none)."""

    weigh: np.ndarray
    today: np.ndarray


class Costs:
    """What a division costs, kept up while blocks change sides. Plain numbers: this is asked a million times."""

    def __init__(self, ways: Ways, loads: Loads, asked: AskedOfDesign, grid: np.ndarray, count: int) -> None:
        self.asked, self.count = asked, count
        total = np.maximum(loads.weigh.sum(axis=0), 1e-9)
        fair = total / count
        self.fair = tuple(fair.tolist())
        self.factors = (2.0 * (asked.balance + 1), 2.0 * asked.elders, 2.0 * asked.cases)
        self.loads = [tuple(one) for one in loads.weigh.tolist()]
        self.weigh, self.was = loads.weigh, loads.today
        self.today = loads.today.tolist()
        self.sums = [
            tuple(one) for one in np.array([np.bincount(grid, loads.weigh[:, n], count) for n in range(3)]).T.tolist()
        ]
        self.costs = [self.of_grid(sums) for sums in self.sums]
        self.bond = (asked.compact + 0.5) / (ways.bond.sum() / max(count, 1) or 1.0)
        self.wading = (asked.barriers + 1) / fair[0]
        self.pieces = ways.ground()
        self.ground = self.pieces.tolist()
        self.parts: list[dict[int, float]] = [{} for _ in range(count)]
        for block, number in enumerate(grid.tolist()):
            self._stand(block, number, self.loads[block][0])
        self.staying = asked.stay * loads.weigh[:, 0] / fair[0]
        self.stay = self.staying.tolist()

    def of_grid(self, sums: tuple[float, float, float]) -> float:
        (a, b, c), (fa, fb, fc), (na, nb, nc) = sums, self.factors, self.fair
        even = fa * (a / na - 1) ** 2 + fb * (b / nb - 1) ** 2 + fc * (c / nc - 1) ** 2
        if a > self.asked.most:
            return even + 60 * (a - self.asked.most) / self.asked.most
        return even + 60 * (self.asked.least - a) / self.asked.least if a < self.asked.least else even

    def of_stay(self, block: int, number: int, names: dict[int, int]) -> float:
        today = self.today[block]
        return self.stay[block] if today >= 0 and names.get(number) != today else 0.0

    def of_parts(self, number: int, block: int = -1, households: float = 0.0) -> float:
        """What it costs that a grid stands on several pieces of ground: the households that are not on the largest one; with a block more or less."""
        parts = self.parts[number]
        if block >= 0:
            piece = self.ground[block]
            if len(parts) == 1 and piece in parts:
                return 0.0
            parts = parts | {piece: parts.get(piece, 0.0) + households}
        elif len(parts) < 2:
            return 0.0
        return self.wading * (sum(parts.values()) - max(parts.values()))

    def _stand(self, block: int, number: int, households: float) -> None:
        piece, parts = self.ground[block], self.parts[number]
        parts[piece] = parts.get(piece, 0.0) + households
        if parts[piece] <= 0:
            del parts[piece]

    def move(self, block: int, source: int, target: int) -> None:
        self._stand(block, source, -self.loads[block][0])
        self._stand(block, target, self.loads[block][0])
        self.sums[source] = less(self.sums[source], self.loads[block])
        self.sums[target] = more(self.sums[target], self.loads[block])
        for number in (source, target):
            self.costs[number] = self.of_grid(self.sums[number])


def less(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, float, float]:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def more(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, float, float]:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def namesakes_of(grid: np.ndarray, loads: Loads, count: int) -> dict[int, int]:
    """Which grid of today each one goes on as: pairs with most households in common first, each at most once."""
    shared: dict[tuple[int, int], float] = {}
    for block, number in enumerate(grid.tolist()):
        if (today := int(loads.today[block])) >= 0:
            shared[number, today] = shared.get((number, today), 0.0) + loads.weigh[block, 0]
    names: dict[int, int] = {}
    for number, today in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if number not in names and today not in names.values():
            names[number] = today
    return names
