"""In which order grids are numbered: from west to east, from north to south (DB11/T 2157-2023 as in standards.zh.md §1.4). No Django."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from shapely.geometry.base import BaseGeometry

from linli.kernel.chinese_numbers import in_chinese

from .ground import Plane


def reading_order(shapes: Sequence[BaseGeometry]) -> list[int]:
    """The numbers of the shapes as one reads a page: rows from north to south, in each row from west to east.

    A row is as high as half the middle grid's height: what begins further south begins the next row.
    """
    if not shapes:
        return []
    plane = Plane.around(shapes)
    flat = [plane.metres(shape) for shape in shapes]
    middles = np.array([(shape.centroid.x, shape.centroid.y) for shape in flat])
    height = float(np.median([shape.bounds[3] - shape.bounds[1] for shape in flat])) / 2
    order: list[int] = []
    row: list[int] = []
    for n in np.lexsort((middles[:, 0], -middles[:, 1])).tolist():
        if row and middles[row[0], 1] - middles[n, 1] > height:
            order += sorted(row, key=lambda one: middles[one, 0])
            row = []
        row.append(n)
    return order + sorted(row, key=lambda one: middles[one, 0])


def grid_names(count: int, taken: set[str]) -> list[str]:
    """第一网格, 第二网格, … for `count` grids, leaving out names that are taken."""
    names, number = [], 0
    while len(names) < count:
        number += 1
        name = f"第{in_chinese(number)}网格"
        if name not in taken:
            names.append(name)
    return names
