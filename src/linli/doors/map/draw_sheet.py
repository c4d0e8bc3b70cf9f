"""The wall sheet of an officer's own map, laid out in millimetres: what stands where on the paper. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, log10, radians

import segno

from linli.places.queries.map_layers import BuildingOnMap
from linli.places.rules.own_map import Drawing, Layer, LineKind, MarkKind
from linli.places.rules.shape import METRES_PER_DEGREE, Point, middle_of, outline_of

WIDTH, HEIGHT = 281.0, 190.0
"""A4 across, less its margins; on A3 the same drawing is 1.41 times as large."""
MAP = (0.0, 16.0, 206.0, 166.0)
"""Left, top, width and height of the map's frame."""
INSET = 9.0
LARGEST_SCALE = 1.2
"""Millimetres a metre at most (about 1:800), so that three buildings do not fill the wall."""
RADIUS = 2.6
"""Of a mark's circle."""
LEAST_LABEL = 2.1
"""Millimetres of type below which a building's number is left out."""


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    words: str
    size: float = 3.0


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
class Sheet:
    """Everything the sheet's template draws; paths are SVG path data, lengths millimetres."""

    outline: str
    buildings: str
    guessed: str
    estates: list[Text]
    numbers: list[Text]
    marks: list[PlacedMark]
    lines: list[PlacedLine]
    mark_kinds: list[MarkKind]
    line_kinds: list[LineKind]
    bar: float
    bar_ground: float
    bar_metres: int
    qr: str
    qr_size: int


def draw_sheet(buildings: list[BuildingOnMap], drawing: Drawing, address: str) -> Sheet:
    """Fit the buildings and all that was drawn into the map's frame, north up, and lay out the rest."""
    placed = [one for one in buildings if one.ring]
    ground = [point for one in placed for point in one.ring]
    drawn = [mark.at for mark in drawing.marks] + [point for line in drawing.lines for point in line.points]
    to_paper, scale = fitting(ground + drawn)
    layers = set(drawing.layers)
    taken: list[tuple[float, float, float, float]] = []
    marks = [_mark(mark.kind, to_paper(mark.at), mark.words) for mark in drawing.marks]
    taken += [_box(mark) for mark in marks]
    estates = _estates(placed, to_paper, taken) if Layer.ESTATES in layers else []
    numbers = _numbers(placed, to_paper, scale, taken) if Layer.NUMBERS in layers else []
    metres = round_length(42 / scale)
    qr, size = qr_of(address)
    return Sheet(
        outline=path_of(map(to_paper, outline_of(ground)), closed=True) if Layer.OUTLINE in layers and ground else "",
        buildings="".join(path_of(map(to_paper, one.ring), closed=True) for one in placed if one.is_exact),
        guessed="".join(path_of(map(to_paper, one.ring), closed=True) for one in placed if not one.is_exact),
        estates=estates,
        numbers=numbers,
        marks=marks,
        lines=[_line(line.kind, list(map(to_paper, line.points)), line.words, taken) for line in drawing.lines],
        mark_kinds=[kind for kind in MarkKind if any(mark.kind is kind for mark in drawing.marks)],
        line_kinds=[kind for kind in LineKind if any(line.kind is kind for line in drawing.lines)],
        bar=round(metres * scale, 2),
        bar_ground=round(metres * scale, 2) + 6,
        bar_metres=metres,
        qr=qr,
        qr_size=size,
    )


def fitting(points: list[Point], frame: tuple[float, float, float, float] = MAP):
    left, top, width, height = frame
    if not points:
        return lambda point: (left + width / 2, top + height / 2), 0.1
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    per_x = METRES_PER_DEGREE * cos(radians((south + north) / 2))
    wide, high = (east - west) * per_x or 1.0, (north - south) * METRES_PER_DEGREE or 1.0
    scale = min((width - 2 * INSET) / wide, (height - 2 * INSET) / high, LARGEST_SCALE)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2

    def to_paper(point: Point) -> Point:
        x = left + width / 2 + (point[0] - middle_x) * per_x * scale
        y = top + height / 2 - (point[1] - middle_y) * METRES_PER_DEGREE * scale
        return round(x, 2), round(y, 2)

    return to_paper, scale


def path_of(points, closed: bool = False) -> str:
    steps = " ".join(f"{x:g} {y:g}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}"


def _mark(kind: MarkKind, at: Point, words: str) -> PlacedMark:
    is_left = at[0] + 4 + len(words) * 3.4 > MAP[0] + MAP[2]
    return PlacedMark(at[0], at[1], kind.glyph, words, is_left)


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


def round_length(most: float) -> int:
    ten = 10 ** floor(log10(max(most, 1)))
    return int(next((step * ten for step in (5, 2, 1) if step * ten <= most), ten))


def qr_of(address: str) -> tuple[str, int]:
    matrix = segno.make(address, error="m", micro=False).matrix
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark)
    return "".join(squares), len(matrix)
