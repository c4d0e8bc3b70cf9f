"""Which grid a point lies in: exactly, and for ten million points in one go. No Django.

**The rule of borders.** Grids are closed: a point on a border belongs to all who share it, and is given to the one with the lowest code (the
first of `codes` in their order). An exclusive grid lies upon basic ones, and what lies in it is its. So every point within the whole is given to exactly one, whoever asks and whenever.

**Exactly** means in whole steps of `ground.STEPS` (1.1 cm): points and corners are rounded to them once, and whether a point lies left of an
edge is then decided in integers, without error.

**How.** A raster lies over all grids. A square of it that no border touches belongs to one grid as a whole (or to none), worked out row by row
from the borders' crossings; nine of ten points end there. A point in a square with a border is held against the edges of the grids that
pass there, all such points at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from .grid_plan import EXCLUSIVE, kind_of_code
from .ground import STEPS

NOWHERE = -1
CHUNK = 1 << 20
"""Points looked at together; bounds the memory, about 200 MB."""

_PAIRS = 1 << 22
"""Edges held against points together."""


class GridIndex:
    """A raster over grids, built once; `assign` then takes arrays of any length.

    Grids of one kind do not overlap (`coverage.find_faults` has said so): inside an overlap the raster does not look for others.
    Building takes about 2 s for 16,000 grids, finding about 0.15 µs a point where borders are few (bench/assign.py).
    """

    def __init__(self, codes: Sequence[str], shapes: Sequence[BaseGeometry], squares: int = 0) -> None:
        order = sorted(range(len(codes)), key=lambda n: (kind_of_code(codes[n]) != EXCLUSIVE, codes[n]))
        self.codes = [codes[n] for n in order]
        upper = sum(kind_of_code(code) == EXCLUSIVE for code in codes)
        self.layers = [
            (first, _Layer([shapes[n] for n in some], squares))
            for first, some in ((0, order[:upper]), (upper, order[upper:]))
            if some
        ]

    def assign(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """For each point the number of its grid in `self.codes`, -1 where none. Points that are no numbers lie nowhere."""
        longitude, latitude = np.asarray(longitude, float), np.asarray(latitude, float)
        found = np.full(len(longitude), NOWHERE, np.int32)
        for start in range(0, len(longitude), CHUNK):
            part = slice(start, start + CHUNK)
            for first, layer in self.layers:
                free = np.flatnonzero(found[part] == NOWHERE) + start
                there = layer.assign(longitude[free], latitude[free])
                found[free] = np.where(there == NOWHERE, NOWHERE, there + first)
        return found

    def codes_of(self, longitude: np.ndarray, latitude: np.ndarray) -> list[str]:
        """For each point the code of its grid, empty where none."""
        return [self.codes[n] if n >= 0 else "" for n in self.assign(longitude, latitude)]


class _Layer:
    """Grids side by side, by number; the lower number has the border."""

    def __init__(self, shapes: Sequence[BaseGeometry], squares: int) -> None:
        self.count = len(shapes)
        self._edges(list(shapes))
        if len(self.x1):
            self._raster(squares or int(np.clip(np.sqrt(self.count) * 14, 64, 2048)))

    def assign(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """For each of a chunk of points the number of its grid, -1 where none."""
        if not len(self.x1):
            return np.full(len(longitude), NOWHERE, np.int32)
        return self._assign_chunk(longitude, latitude)

    def _edges(self, shapes: list[BaseGeometry]) -> None:
        starts, ends, owners = [], [], []
        for number, shape in enumerate(shapes):
            rings = shapely.get_rings(shapely.get_parts(shape)) if not shape.is_empty else []
            for ring in rings:
                corners = np.round(shapely.get_coordinates(ring) * STEPS).astype(np.int64)
                starts.append(corners[:-1])
                ends.append(corners[1:])
                owners.append(np.full(len(corners) - 1, number, np.int32))
        a = np.concatenate(starts) if starts else np.empty((0, 2), np.int64)
        b = np.concatenate(ends) if ends else np.empty((0, 2), np.int64)
        self.owner = np.concatenate(owners) if owners else np.empty(0, np.int32)
        self.x1, self.y1, self.x2, self.y2 = a[:, 0], a[:, 1], b[:, 0], b[:, 1]
        # Edges lie grid by grid, so a grid's are a slice.
        self.first = np.searchsorted(self.owner, np.arange(len(shapes) + 1))

    def _raster(self, squares: int) -> None:
        self.west, self.south = int(min(self.x1.min(), self.x2.min())), int(min(self.y1.min(), self.y2.min()))
        east, north = int(max(self.x1.max(), self.x2.max())), int(max(self.y1.max(), self.y2.max()))
        self.side = max((max(east - self.west, north - self.south) + squares) // squares, 1)
        self.wide = (east - self.west) // self.side + 1
        self.high = (north - self.south) // self.side + 1
        self.inner = self._owners_of_squares()
        square, owner = self._touched()
        self.inner[square] = NOWHERE
        pairs = np.unique(square.astype(np.int64) * self.count + owner)
        square, self.passing = np.divmod(pairs, self.count)
        counts = np.bincount(square, minlength=self.wide * self.high)
        self.passes = np.concatenate([[0], np.cumsum(counts)])

    def _owners_of_squares(self) -> np.ndarray:
        """The grid that holds each square's middle: from where each grid's edges cross the rows' middle lines."""
        side, owners = self.side, np.full(self.wide * self.high, NOWHERE, np.int32)
        low, high = np.minimum(self.y1, self.y2), np.maximum(self.y1, self.y2)
        # Row r has its middle line at south + r·side + side/2; an edge crosses those with low <= line < high.
        first = np.ceil((low - self.south - side / 2) / side).astype(np.int64)
        last = np.ceil((high - self.south - side / 2) / side).astype(np.int64)
        edge, row = _spread(first, last)
        line = self.south + row * side + side / 2
        dy = (self.y2 - self.y1)[edge]
        across = self.x1[edge] + (line - self.y1[edge]) * (self.x2 - self.x1)[edge] / dy
        order = np.lexsort((across, row, self.owner[edge]))
        edge, row, across = edge[order], row[order], across[order]
        # Crossings of one grid on one line come in pairs: in, out.
        into, out = np.arange(0, len(edge) - 1, 2), np.arange(1, len(edge), 2)
        begin = np.ceil((across[into] - self.west - side / 2) / side).astype(np.int64)
        end = np.ceil((across[out] - self.west - side / 2) / side).astype(np.int64)
        which, column = _spread(np.clip(begin, 0, self.wide), np.clip(end, 0, self.wide))
        # The last write stays: backwards, so that the lowest code has it.
        owners[(row[into][which] * self.wide + column)[::-1]] = self.owner[edge[into]][which][::-1]
        return owners

    def _touched(self) -> tuple[np.ndarray, np.ndarray]:
        """Squares that an edge passes, with the edge's grid; a square that is only just missed may be among them."""
        side = self.side
        low_y, high_y = np.minimum(self.y1, self.y2) - self.south, np.maximum(self.y1, self.y2) - self.south
        edge, row = _spread(low_y // side, high_y // side + 1)
        x1, x2 = (self.x1 - self.west)[edge].astype(float), (self.x2 - self.west)[edge].astype(float)
        y1, y2 = (self.y1 - self.south)[edge].astype(float), (self.y2 - self.south)[edge].astype(float)
        slope = np.divide(x2 - x1, y2 - y1, out=np.zeros_like(x1), where=y1 != y2)
        bottom, top = np.maximum(row * side, np.minimum(y1, y2)), np.minimum((row + 1) * side, np.maximum(y1, y2))
        at_bottom, at_top = x1 + (bottom - y1) * slope, x1 + (top - y1) * slope
        flat = y1 == y2
        left = np.where(flat, np.minimum(x1, x2), np.minimum(at_bottom, at_top)) - 2
        right = np.where(flat, np.maximum(x1, x2), np.maximum(at_bottom, at_top)) + 2
        begin = np.clip(left // side, 0, self.wide - 1).astype(np.int64)
        end = np.clip(right // side, 0, self.wide - 1).astype(np.int64) + 1
        which, column = _spread(begin, end)
        # The line between two squares belongs to both: points on it are in the upper one, so the lower edge of a row counts too.
        return row[which] * self.wide + column, self.owner[edge[which]]

    def _assign_chunk(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        known = np.isfinite(longitude) & np.isfinite(latitude) & (np.abs(longitude) <= 180) & (np.abs(latitude) <= 180)
        x = np.round(np.where(known, longitude, 0.0) * STEPS).astype(np.int64)
        y = np.round(np.where(known, latitude, 0.0) * STEPS).astype(np.int64)
        column, row = (x - self.west) // self.side, (y - self.south) // self.side
        known &= (column >= 0) & (column < self.wide) & (row >= 0) & (row < self.high)
        square = np.where(known, row * self.wide + column, 0)
        found = np.where(known, self.inner[square], NOWHERE).astype(np.int32)
        count = np.where(known, self.passes[square + 1] - self.passes[square], 0)
        near = np.flatnonzero(count)
        if len(near):
            found[near] = self._exactly(x[near], y[near], square[near], count[near])
        return found

    def _exactly(self, x: np.ndarray, y: np.ndarray, square: np.ndarray, count: np.ndarray) -> np.ndarray:
        """The lowest grid that holds each point, among those whose borders pass its square."""
        found = np.full(len(x), self.count, np.int64)
        begin = self.passes[square]
        point, slot = _spread(begin, begin + count)
        grid = self.passing[slot]
        work = np.cumsum(self.first[grid + 1] - self.first[grid])
        for some in _slices(work, _PAIRS):
            holds = self._holds(x[point[some]], y[point[some]], grid[some])
            np.minimum.at(found, point[some][holds], grid[some][holds])
        return np.where(found == self.count, NOWHERE, found).astype(np.int32)

    def _holds(self, x: np.ndarray, y: np.ndarray, grid: np.ndarray) -> np.ndarray:
        """Whether each point lies in its grid or on its border, in integers."""
        pair, edge = _spread(self.first[grid], self.first[grid + 1])
        px, py = x[pair], y[pair]
        x1, y1, x2, y2 = self.x1[edge], self.y1[edge], self.x2[edge], self.y2[edge]
        turn = (x2 - x1) * (py - y1) - (px - x1) * (y2 - y1)
        on = (turn == 0) & (np.minimum(x1, x2) <= px) & (px <= np.maximum(x1, x2))
        on &= (np.minimum(y1, y2) <= py) & (py <= np.maximum(y1, y2))
        crossed = ((y1 <= py) != (y2 <= py)) & ((turn > 0) == (y2 > y1))
        crossings = np.bincount(pair[crossed], minlength=len(x))
        return (crossings % 2 == 1) | (np.bincount(pair[on], minlength=len(x)) > 0)


def _spread(begin: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each range [begin, end) its number beside each of its values."""
    lengths = np.maximum(end - begin, 0)
    number = np.repeat(np.arange(len(begin)), lengths)
    within = np.arange(len(number)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return number, begin[number] + within


def _slices(work: np.ndarray, most: int) -> Iterator[slice]:
    """Slices of about `most` work each; `work` is running up."""
    start, done = 0, 0
    while start < len(work):
        stop = max(int(np.searchsorted(work, done + most, side="right")), start + 1)
        yield slice(start, stop)
        start, done = stop, int(work[stop - 1])
