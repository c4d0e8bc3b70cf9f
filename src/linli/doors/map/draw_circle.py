"""The map of services for the wall (15分钟便民服务地图), laid out in millimetres. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linli.insight.base_maps import BaseMapInUse
from linli.places.queries.facilities import FacilityLine
from linli.places.queries.map_layers import BuildingOnMap
from linli.places.rules.shape import Point

from .ground import Ground
from .paper import Frame, Picture, Text, fitting, ground_paths, path_of, pictures_of, qr_of, round_length

FRAME: Frame = (0.0, 16.0, 148.0, 166.0)
"""Left, top, width and height of the map; the list of services stands in two columns on its right."""
GAP = 3.5
WIDE = 129.5
"""Millimetres right of the map for the list."""
TOP, BOTTOM, HIGH = 24.0, 176.0, 145.0
STEP = 6.35
"""From one service to the next."""
NAME, SAID = 3.2, 2.4
"""Millimetres of type."""
NARROW = 0.52
"""How wide a digit or letter is, of a Chinese character."""
INDENT = 6.0
MARK = 3.2


@dataclass(frozen=True, slots=True)
class Columns:
    """How the list is set: so many columns, its type so many times as large. What fits in none is on the page the QR opens."""

    count: int
    scale: float

    @property
    def rows(self) -> int:
        return int(HIGH / (STEP * self.scale))

    @property
    def width(self) -> float:
        return (WIDE - GAP * (self.count - 1)) / self.count


COLUMNS = {"a4": Columns(2, 1.0), "a3": Columns(3, 0.72)}
"""An A3 sheet is the same drawing 1.41 times as large: smaller type on it is as easily read, and there is room for more."""


@dataclass(frozen=True, slots=True)
class ListedService:
    """A line of the list: its number, as the map has it, the telephone and the hours under the name."""

    number: int
    glyph: str
    name: str
    phone: str
    hours: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ServiceMark:
    x: float
    y: float
    glyph: str
    number: int


@dataclass(frozen=True, slots=True)
class CircleSheet:
    """Everything the sheet's template draws; paths are SVG path data, lengths millimetres."""

    buildings: str
    pictures: list[Picture]
    roads: str
    main_roads: str
    water: str
    estates: list[Text]
    marks: list[ServiceMark]
    listed: list[ListedService]
    type_scale: float
    left_out: int
    bar: float
    bar_ground: float
    bar_metres: int
    qr: str
    qr_size: int


def draw_circle(
    buildings: Sequence[BuildingOnMap],
    services: Sequence[FacilityLine],
    ground: Sequence[Ground],
    address: str,
    paper: str,
    base: BaseMapInUse | None = None,
) -> CircleSheet:
    """Fit the buildings and the services into the frame, north up. Services that stand nowhere are listed without a mark."""
    placed = [one for one in buildings if one.ring]
    corners = [point for one in placed for point in one.ring]
    to_paper, scale = fitting(corners + [one.said.at for one in services if one.said.at is not None], FRAME)
    metres = round_length(42 / scale)
    marks = _marks(services, to_paper)
    qr, size = qr_of(address)
    columns = COLUMNS[paper]
    shown = services[: columns.rows * columns.count]
    listed = [_listed(number, one, columns) for number, one in enumerate(shown, 1)]
    return CircleSheet(
        buildings="".join(path_of(map(to_paper, one.ring), closed=True) for one in placed),
        estates=_estates(placed, to_paper, [(mark.x, mark.y) for mark in marks]),
        marks=marks,
        listed=listed,
        type_scale=columns.scale,
        left_out=len(services) - len(listed),
        bar=round(metres * scale, 2),
        bar_ground=round(metres * scale, 2) + 6,
        bar_metres=metres,
        qr=qr,
        qr_size=size,
        pictures=pictures_of(base, to_paper, scale),
        **ground_paths(ground, to_paper),
    )


def _marks(services: Sequence[FacilityLine], to_paper) -> list[ServiceMark]:
    """Each service where it stands; one that would cover another is moved aside until it does not, three times its width at most."""
    marks: list[ServiceMark] = []
    for number, one in enumerate(services, 1):
        if one.said.at is None:
            continue
        x, y = to_paper(one.said.at)
        x, y = next(
            (
                (x + dx * MARK * 2, y + dy * MARK * 2)
                for dx, dy in _ASIDE
                if not any(
                    abs(x + dx * MARK * 2 - m.x) < MARK * 1.9 and abs(y + dy * MARK * 2 - m.y) < MARK * 1.9
                    for m in marks
                )
            ),
            (x, y),
        )
        marks.append(ServiceMark(round(x, 2), round(y, 2), one.kind.glyph, number))
    return marks


_ASIDE = sorted(
    ((dx / 2, dy / 2) for dx in range(-4, 5) for dy in range(-4, 5)), key=lambda one: (one[0] ** 2 + one[1] ** 2, one)
)


def _listed(number: int, one: FacilityLine, columns: Columns) -> ListedService:
    column, row = divmod(number - 1, columns.rows)
    room = columns.width / columns.scale - INDENT
    phone = one.said.phone
    return ListedService(
        number,
        one.kind.glyph,
        _fitting(one.said.name, room - 6, NAME),
        phone,
        _fitting(one.said.opening_hours, room - (len(phone) * NARROW * SAID + 2 if phone else 0), SAID),
        round(FRAME[2] + GAP + column * (columns.width + GAP), 2),
        round(TOP + STEP * columns.scale * row, 2),
    )


def _fitting(words: str, room: float, size: float) -> str:
    """As much of the words as has room: a Chinese character is as wide as its type."""
    wide = 0.0
    for at, character in enumerate(words):
        wide += size * (NARROW if character.isascii() else 1.0)
        if wide > room:
            return words[: max(0, at - 1)] + "…"
    return words


def _estates(buildings: Sequence[BuildingOnMap], to_paper, marks: list[Point]) -> list[Text]:
    """The names of estates above or below their buildings, where fewest marks and other names are in the way."""
    rings: dict[str, list[Point]] = {}
    for one in buildings:
        rings.setdefault(one.estate, []).extend(map(to_paper, one.ring))
    texts: list[Text] = []
    for name, some in rings.items():
        half = len(name) * 2.0
        west, east = min(x for x, _y in some), max(x for x, _y in some)
        north, south = min(y for _x, y in some), max(y for _x, y in some)
        least, most = FRAME[0] + half + 1, FRAME[0] + FRAME[2] - half - 1
        places = [
            (min(max(x, least), most), max(y, FRAME[1] + 6))
            for y in (north - 2.5, south + 5.5, north - 8.5, south + 11.5, (north + south) / 2)
            for x in ((west + east) / 2, west + half, east - half)
        ]
        x, y = min(places, key=lambda at, half=half: _covered(at, half, marks, texts))
        texts.append(Text(round(x, 2), round(y, 2), name, 4.0))
    return texts


def _covered(at: Point, half: float, marks: list[Point], texts: list[Text]) -> int:
    """How many marks, and names (which count double), a name as wide as twice `half` would lie on there."""
    x, y = at
    on_marks = sum(abs(mark_x - x) < half + MARK and abs(mark_y - y + 1.5) < MARK + 2 for mark_x, mark_y in marks)
    return on_marks + 2 * sum(abs(t.x - x) < half + len(t.words) * 2.0 and abs(t.y - y) < 5 for t in texts)
