"""Borders for groups of buildings that have none yet: each piece of ground goes to the group of the nearest house. No Django."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import shapely
from scipy.spatial import Voronoi
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from .ground import Plane, in_steps, polygons_of

MARGIN = 40.0
"""Metres of ground around the outermost houses where the community's border is not known."""

EVERY = 12.0
"""Metres between the points that stand for a house's walls, so that a border runs in the middle between two houses and not nearer to the
smaller one."""


def borders_between(
    houses: Sequence[BaseGeometry], groups: Sequence[Hashable], ground: BaseGeometry | None = None
) -> dict[Hashable, BaseGeometry]:
    """For each group the ground nearest to its houses (points or outlines, degrees), within `ground` or 40 m around them all. The shapes fill it
    without gap or overlap. O(n log n): 5,000 houses take about 2 s."""
    plane = Plane.around(houses)
    flat = [plane.metres(house) for house in houses]
    around = plane.metres(ground) if ground is not None else _around(flat)
    spots: list[np.ndarray] = []
    owners: list[int] = []
    seen: set[tuple[float, float]] = set()
    for number, house in enumerate(flat):
        for spot in _spots(house):
            if (key := (round(spot[0] * 2), round(spot[1] * 2))) not in seen:
                seen.add(key)
                spots.append(spot)
                owners.append(number)
    if not spots:
        return {}
    order = list(dict.fromkeys(groups))
    cells = _cells(np.array(spots), around)
    of_group: dict[Hashable, list[BaseGeometry]] = {group: [] for group in order}
    for cell, number in zip(cells, owners, strict=True):
        of_group[groups[number]].append(cell)
    made = {group: _whole(of_group[group]) for group in order if of_group[group]}
    simpler = shapely.coverage_simplify(list(made.values()), 6.0) if len(made) > 1 else list(made.values())
    clipped = [_areas(shapely.intersection(shape, around)) for shape in simpler]
    return {
        group: in_steps(plane.degrees(shape)) for group, shape in zip(made, clipped, strict=True) if not shape.is_empty
    }


def _around(flat: Sequence[BaseGeometry]) -> BaseGeometry:
    grown = shapely.union_all([house.buffer(MARGIN, quad_segs=2) for house in flat])
    return shapely.convex_hull(grown)


def _spots(house: BaseGeometry) -> np.ndarray:
    if house.geom_type == "Point":
        return shapely.get_coordinates(house)
    walls = shapely.segmentize(house.buffer(-0.4) if house.area > 60 else house, EVERY)
    walls = house if walls.is_empty else walls
    return shapely.get_coordinates(walls)


def _cells(spots: np.ndarray, around: BaseGeometry) -> list[BaseGeometry]:
    """For each spot the ground nearest to it. Neighbours name the same corners (Qhull numbers them once), so that cells fit without a seam."""
    west, south, east, north = around.bounds
    middle, far = ((west + east) / 2, (south + north) / 2), 20 * (east - west + north - south + 1)
    beyond = [(middle[0] + dx * far, middle[1] + dy * far) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    drawn = Voronoi(np.concatenate([spots, beyond]))
    cells = []
    for spot, region in zip(spots, drawn.point_region, strict=False):
        corners = drawn.vertices[[n for n in drawn.regions[region] if n >= 0]]
        angle = np.arctan2(corners[:, 1] - spot[1], corners[:, 0] - spot[0])
        ring = corners[np.argsort(angle)]
        cells.append(shapely.Polygon(ring) if len(ring) >= 3 else shapely.Polygon())
    return cells


def _whole(cells: list[BaseGeometry]) -> BaseGeometry:
    """Cells side by side as one. Where their corners differ by the last digit of a double the quick way refuses; a millimetre's grid does not."""
    try:
        return shapely.coverage_union_all(cells)
    except GEOSException:
        return shapely.union_all(cells, grid_size=0.001)


def _areas(shape: BaseGeometry) -> BaseGeometry:
    parts = polygons_of(shape)
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
