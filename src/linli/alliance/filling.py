"""Needs are filled from pledges, the worst-off grid first, as in a flow: what is taken may be rerouted, never taken away, except
from a better-off grid to lift a worse-off one. Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .arcs import Arcs
    from .optimise_matches import Shares

MOST_HANDOVERS = 500
"""So many times at most is it looked for whether a better-off grid can hand something over: in a community it never ends early."""


def fill(arcs: Arcs, shares: Shares) -> dict[tuple[int, int], int]:
    """How much of each divisible need comes from each class of pledges."""
    flow = _Flow(arcs)
    for urgent in (True, False):
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for n in range(len(arcs.needs)):
            if arcs.classes_of[n] and not arcs.is_whole(n) and arcs.needs[n].is_urgent is urgent:
                waiting[shares.grid[n]].append(n)
        queue = [(shares.share(grid), ones[0], grid) for grid, ones in waiting.items()]
        heapify(queue)
        while queue:
            _share, n, grid = heappop(queue)
            waiting[grid].popleft()
            shares.add(n, flow.serve(n, arcs.wanted[n]))
            if waiting[grid]:
                heappush(queue, (shares.share(grid), waiting[grid][0], grid))
    _hand_over(arcs, shares, flow)
    return {(n, c): amount for c, ones in enumerate(flow.taken) for n, amount in ones.items() if amount}


class _Flow:
    """What each class still has, and what each need has taken from it."""

    def __init__(self, arcs: Arcs) -> None:
        self.arcs = arcs
        self.spare = list(arcs.capacities)
        self.taken: list[dict[int, int]] = [defaultdict(int) for _ in arcs.classes]
        self.served = [0] * len(arcs.needs)
        self._closed: set[int] = set()

    def serve(self, n: int, most: int) -> int:
        """Serve up to `most` of the need over augmenting paths; how much it was."""
        done = 0
        while done < most:
            found = self._path(n)
            if found is None:
                break
            end, came = found
            amount = min(most - done, self.spare[end])
            at = end
            while came[at] is not None:
                before, mover = came[at]
                amount = min(amount, self.taken[before][mover])
                at = before
            self.spare[end] -= amount
            at = end
            while came[at] is not None:
                before, mover = came[at]
                self._move(mover, before, at, amount)
                at = before
            self.taken[at][n] += amount
            done += amount
        self.served[n] += done
        return done

    def reach(self, n: int) -> dict[int, tuple[int, int] | None]:
        """The classes from which something could come to the need by rerouting, full ones too, and how."""
        came: dict[int, tuple[int, int] | None] = dict.fromkeys(self.arcs.classes_of[n])
        waiting = deque(came)
        while waiting:
            c = waiting.popleft()
            for mover in list(self.taken[c]):
                for other in self.arcs.classes_of[mover] if self.taken[c][mover] else ():
                    if other not in came:
                        came[other] = (c, mover)
                        waiting.append(other)
        return came

    def hand_over(self, giver: int, c: int, n: int, came: dict[int, tuple[int, int] | None], most: int) -> int:
        """Take up to `most` at class `c` from one need and bring it to `n` along the way `came`; how much it was."""
        amount, at = min(most, self.taken[c][giver]), c
        while came[at] is not None:
            before, mover = came[at]
            amount = min(amount, self.taken[before][mover])
            at = before
        self.taken[c][giver] -= amount
        self.served[giver] -= amount
        at = c
        while came[at] is not None:
            before, mover = came[at]
            self._move(mover, before, at, amount)
            at = before
        self.taken[at][n] += amount
        self.served[n] += amount
        return amount

    def _move(self, mover: int, before: int, to: int, amount: int) -> None:
        self.taken[before][mover] -= amount
        if not self.taken[before][mover]:
            del self.taken[before][mover]
        self.taken[to][mover] += amount

    def _path(self, n: int) -> tuple[int, dict[int, tuple[int, int] | None]] | None:
        """The nearest class with something to spare and how to get there; classes from which no way leads on are closed for
        good: what is full there stays full."""
        came: dict[int, tuple[int, int] | None] = {c: None for c in self.arcs.classes_of[n] if c not in self._closed}
        waiting = deque(came)
        while waiting:
            c = waiting.popleft()
            if self.spare[c] > 0:
                return c, came
            for mover in self.taken[c]:
                for other in self.arcs.classes_of[mover]:
                    if other not in came and other not in self._closed:
                        came[other] = (c, mover)
                        waiting.append(other)
        self._closed.update(came)
        return None


def _hand_over(arcs: Arcs, shares: Shares, flow: _Flow) -> None:
    """While a need of a worse-off grid can get from a need of a better-off one so that the worse of the two stands higher than
    before, it does. Nothing is taken from an urgent need for one that is not."""
    looks = 0
    moved = True
    while moved and looks < MOST_HANDOVERS:
        moved = False
        short = [
            n
            for n in range(len(arcs.needs))
            if arcs.classes_of[n] and not arcs.is_whole(n) and flow.served[n] < arcs.wanted[n]
        ]
        for n in sorted(short, key=lambda one: (shares.of(one), one)):
            looks += 1
            if looks > MOST_HANDOVERS:
                break
            if _lift(arcs, shares, flow, n):
                moved = True
                break


def _lift(arcs: Arcs, shares: Shares, flow: _Flow, n: int) -> bool:
    came = flow.reach(n)
    mine, step = shares.of(n), arcs.steps[n]
    best = None
    for c in came:
        for giver, amount in flow.taken[c].items():
            if giver == n or not amount or shares.grid[giver] == shares.grid[n]:
                continue
            if arcs.needs[giver].is_urgent and not arcs.needs[n].is_urgent:
                continue
            most = min(amount, arcs.wanted[n] - flow.served[n])
            for part in (most, min(most, max(step, arcs.steps[giver]))):
                after = min(shares.of(giver) - shares.step(giver, part), mine + shares.step(n, part))
                if after > mine + 1e-9 and (best is None or (after, -giver) > best[:2]):
                    best = (after, -giver, giver, c, part)
    if best is None:
        return False
    _after, _order, giver, c, part = best
    amount = flow.hand_over(giver, c, n, came, part)
    shares.add(giver, -amount)
    shares.add(n, amount)
    return amount > 0
