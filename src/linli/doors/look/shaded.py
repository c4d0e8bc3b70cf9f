"""A map shaded by value: which class a place falls into, and how its outline is drawn. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians
from typing import Any

MOST_CLASSES = 5
WIDE, HIGH = 1000.0, 640.0
"""The drawing's own units; the longer way of the ground decides which side is filled."""
MARGIN = 12.0
LETTER = 34.0
"""How wide a character of a name is on the drawing; a name that would not fit into its place is left out."""

Ring = Sequence[tuple[float, float]]
Value = float | int | Decimal


@dataclass(frozen=True, slots=True)
class ShadeClass:
    """Places with values from `low` to `high`, both of them really there; `shade` 1 is the palest."""

    shade: int
    low: Value
    high: Value
    places: int


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the map. `shade` 0 is hatched: nothing to divide there. `row` is its line in the table, `x` and `y` are the
    middle of its largest part, `wide` how wide that is, `named` says whether its name fits."""

    row: int
    label: str
    path: str
    shade: int
    url: str
    words: str
    x: str
    y: str
    wide: str
    named: bool


@dataclass(frozen=True, slots=True)
class ShadedMap:
    areas: list[Area]
    classes: list[ShadeClass]
    without: int
    height: str


def quantile_classes(values: Iterable[Value]) -> list[ShadeClass]:
    """At most five classes of as many places each as can be, palest first. Equal values stay together, so that there may be
    fewer classes; a value is in the class whose `low` and `high` hold it."""
    ordered = sorted(values)
    wanted = min(MOST_CLASSES, len(set(ordered)))
    classes: list[list[Value]] = []
    for number in range(wanted):
        some = ordered[len(ordered) * number // wanted : len(ordered) * (number + 1) // wanted]
        some = [value for value in some if not classes or value > classes[-1][-1]]
        if some:
            classes.append(some + [v for v in ordered if v == some[-1]][some.count(some[-1]) :])
    return [ShadeClass(_shade(at, len(classes)), one[0], one[-1], len(one)) for at, one in enumerate(classes)]


def shaded_map(places: Sequence[Mapping[str, Any]]) -> ShadedMap:
    """`places`: `{label, value, words, url?, rings}` in the order of the table; `rings` are the outsides of its parts in degrees,
    empty where its ground is not known."""
    classes = quantile_classes(place["value"] for place in places if place["value"] is not None)
    rings = [ring for place in places for ring in place["rings"]]
    if not rings:
        return ShadedMap([], classes, _without(places), "0")
    xs, ys = [x for ring in rings for x, _y in ring], [y for ring in rings for _x, y in ring]
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    narrow = cos(radians((south + north) / 2))
    wide, high = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = min((WIDE - 2 * MARGIN) / wide, (HIGH - 2 * MARGIN) / high)
    left = (WIDE - wide * scale) / 2

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return left + (point[0] - west) * narrow * scale, MARGIN + (north - point[1]) * scale

    areas = []
    for row, place in enumerate(places):
        parts = [[at(point) for point in ring] for ring in place["rings"]]
        if not parts:
            continue
        largest = max(parts, key=_size)
        shade = next((c.shade for c in classes if place["value"] is not None and c.low <= place["value"] <= c.high), 0)
        wide_here = max(x for x, _y in largest) - min(x for x, _y in largest)
        x, y = _middle(largest)
        areas.append(
            Area(
                row=row,
                label=str(place["label"]),
                path="".join(_path(part) for part in parts),
                shade=shade,
                url=place.get("url", ""),
                words=str(place["words"]),
                x=f"{x:.0f}",
                y=f"{y:.0f}",
                wide=f"{wide_here:.0f}",
                named=wide_here >= LETTER * len(str(place["label"])),
            )
        )
    return ShadedMap(areas, classes, _without(places), f"{high * scale + 2 * MARGIN:.0f}")


def _without(places: Sequence[Mapping[str, Any]]) -> int:
    return sum(place["value"] is None for place in places)


def _shade(at: int, count: int) -> int:
    """Few classes are spread over the whole scale of shades."""
    return 3 if count == 1 else 1 + round(at * (MOST_CLASSES - 1) / (count - 1))


def _path(points: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _size(points: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True)))


def _middle(points: Ring) -> tuple[float, float]:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
