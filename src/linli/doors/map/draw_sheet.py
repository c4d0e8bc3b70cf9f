"""The wall sheet of an officer's own map, laid out in millimetres: what stands where on the paper. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from linli.insight.base_maps import BaseMapInUse
from linli.places.queries.facilities import FacilityLine
from linli.places.queries.map_layers import BuildingOnMap
from linli.places.rules.own_map import Drawing, Layer, LineKind, MarkKind
from linli.places.rules.shape import Point, middle_of, outline_of

from .ground import Ground
from .paper import (
    MAP,
    Picture,
    Text,
    ToPaper,
    fitting,
    ground_paths,
    path_of,
    pictures_of,
    qr_of,
    round_length,
    round_ratio,
)

RADIUS = 2.6
"""Of a mark's circle."""
MOST_SERVICE = 10
LEAST_LABEL = 2.1
"""Millimetres of type below which a building's number is left out."""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    x: float
    y: float
    glyph: str
    words: str
    is_left: bool
    """Whether the words stand on the left of the mark, because the right has no room."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    kind: str
    path: str
    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around an officer's own things: her grid's published border, the ground, the services, and the squares of a base map."""

    border: Sequence[Sequence[Point]] = ()
    ground: Sequence[Ground] = ()
    services: Sequence[FacilityLine] = ()
    base: BaseMapInUse | None = None


NOTHING_AROUND = Around()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the sheet's template draws; paths are SVG path data, lengths millimetres."""

    pictures: list[Picture]
    water: str
    roads: str
    main_roads: str
    outline: str
    buildings: str
    guessed: str
    estates: list[Text]
    numbers: list[Text]
    services: list[PlacedMark]
    marks: list[PlacedMark]
    lines: list[PlacedLine]
    mark_kinds: list[MarkKind]
    line_kinds: list[LineKind]
    bar: float
    bar_ground: float
    bar_metres: int
    ratio: int
    """Metres on the ground for a metre of an A4 sheet, as people read it."""
    qr: str
    qr_size: int


def draw_sheet(
    buildings: list[BuildingOnMap], drawing: Drawing, address: str, around: Around = NOTHING_AROUND
) -> Sheet:
    """Fit the buildings, the border and all that was drawn into the map's frame, north up, and lay out the rest."""
    placed = [one for one in buildings if one.ring]
    ground = [point for one in placed for point in one.ring]
    drawn = [mark.at for mark in drawing.marks] + [point for line in drawing.lines for point in line.points]
    border = [list(ring) for ring in around.border] or ([outline_of(ground)] if ground else [])
    layers = set(drawing.layers)
    shown = [point for ring in border for point in ring] if Layer.OUTLINE in layers else []
    to_paper, scale = fitting(ground + drawn + shown)
    taken: list[tuple[float, float, float, float]] = []
    marks = [_mark(mark.kind.glyph, to_paper(mark.at), mark.words) for mark in drawing.marks]
    taken += [_box(mark) for mark in marks]
    services = _services(around.services, to_paper, taken) if Layer.FACILITIES in layers else []
    roads = ground_paths(around.ground if Layer.GROUND in layers else (), to_paper)
    estates = _estates(placed, to_paper, taken) if Layer.ESTATES in layers else []
    numbers = _numbers(placed, to_paper, scale, taken) if Layer.NUMBERS in layers else []
    metres = round_length(42 / scale)
    qr, size = qr_of(address)
    return Sheet(
        pictures=pictures_of(around.base, to_paper, scale),
        outline="".join(path_of(map(to_paper, ring), closed=True) for ring in border) if shown else "",
        buildings="".join(path_of(map(to_paper, one.ring), closed=True) for one in placed if one.is_exact),
        guessed="".join(path_of(map(to_paper, one.ring), closed=True) for one in placed if not one.is_exact),
        estates=estates,
        numbers=numbers,
        services=services,
        marks=marks,
        lines=[_line(line.kind, list(map(to_paper, line.points)), line.words, taken) for line in drawing.lines],
        mark_kinds=[kind for kind in MarkKind if any(mark.kind is kind for mark in drawing.marks)],
        line_kinds=[kind for kind in LineKind if any(line.kind is kind for line in drawing.lines)],
        bar=round(metres * scale, 2),
        bar_ground=round(metres * scale, 2) + 6,
        bar_metres=metres,
        ratio=round_ratio(1_000 / scale),
        qr=qr,
        qr_size=size,
        **roads,
    )


def _mark(glyph: str, at: Point, words: str) -> PlacedMark:
    is_left = at[0] + 4 + len(words) * 3.4 > MAP[0] + MAP[2]
    return PlacedMark(at[0], at[1], glyph, words, is_left)


def _services(services: Sequence[FacilityLine], to_paper: ToPaper, taken: list) -> list[PlacedMark]:
    """Services that stand within the frame, with their names where these cover nothing else."""
    left, top, width, height = MAP
    found = []
    for one in services:
        x, y = to_paper(one.said.at)
        if left + 3 < x < left + width - 3 and top + 3 < y < top + height - 3:
            mark = _mark(one.kind.glyph, (x, y), one.said.name[:MOST_SERVICE])
            if any(_overlap(_box(mark), other) for other in taken):
                mark = replace(mark, words="")
            taken.append(_box(mark))
            found.append(mark)
    return found


def _box(mark: PlacedMark) -> tuple[float, float, float, float]:
    words = len(mark.words) * 3.4
    left = mark.x - 4 - (words if mark.is_left else 0)
    return left, mark.y - RADIUS, mark.x + 4 + (0 if mark.is_left else words), mark.y + RADIUS


def _line(kind: LineKind, points: list[Point], words: str, taken: list) -> PlacedLine:
    """The line with its words at the point nearest its middle where they cover nothing else."""
    middle = len(points) // 2
    near = sorted(range(len(points)), key=lambda number: abs(number - middle))
    boxes = {number: _words_box(points[number], words) for number in near}
    free = (number for number in near if not any(_overlap(boxes[number], other) for other in taken))
    chosen = next(free, middle)
    if words:
        taken.append(boxes[chosen])
    return PlacedLine(kind.value, path_of(points), words, *points[chosen])


def _words_box(at: Point, words: str) -> tuple[float, float, float, float]:
    return at[0] + 2, at[1] - 5, at[0] + 2 + len(words) * 3.4, at[1] - 1


def _estates(buildings: list[BuildingOnMap], to_paper, taken: list) -> list[Text]:
    rings: dict[str, list[Point]] = {}
    for one in buildings:
        rings.setdefault(one.estate, []).extend(one.ring)
    texts = []
    for name, points in rings.items():
        at = [to_paper(point) for point in points]
        # Above its buildings, where the paper is empty.
        x = (min(p[0] for p in at) + max(p[0] for p in at)) / 2
        y = max(min(p[1] for p in at) - 2.5, MAP[1] + 6)
        texts.append(Text(x, y, name, 4.2))
        taken.append((x - len(name) * 2.1, y - 4, x + len(name) * 2.1, y + 1))
    return texts


def _numbers(buildings: list[BuildingOnMap], to_paper, scale: float, taken: list) -> list[Text]:
    texts = []
    for one in buildings:
        at = [to_paper(point) for point in one.ring]
        room = max(p[0] for p in at) - min(p[0] for p in at)
        size = min(3.4, room / max(len(one.number) * 0.75, 1))
        x, y = to_paper(middle_of(one.ring))
        half = len(one.number) * size * 0.35
        box = (x - half, y - size / 2, x + half, y + size / 2)
        if size >= LEAST_LABEL and not any(_overlap(box, other) for other in taken):
            texts.append(Text(x, y, one.number, round(size, 2)))
            taken.append(box)
    return texts


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
