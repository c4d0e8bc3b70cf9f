"""What an officer may draw on the map of her own grid (practices.md D3), and how it is read. Plain Python."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from math import isfinite
from typing import Any

from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled

from .shape import Point, metres_between

_ = str  # marks a Chinese source string for the catalogue; the door translates it

MOST_MARKS = 60
MOST_LINES = 20
MOST_POINTS = 2_000
"""Points of all lines together. More is a track, not a line somebody drew to show a way."""
MOST_WORDS = 20
"""Characters beside a mark or a line: what can be read from a step away."""
MOST_NOTES = 120
"""Characters in the margin: seven lines of it, the rest of the sheet being the map."""
FARTHEST = 5_000.0
"""Metres from the middle of the grid; a mark further off was placed by mistake or has its coordinates swapped."""


class MarkKind(Labelled):
    """What a mark stands for: one character in a circle, so that it reads the same on paper, on a phone, in grey."""

    glyph: str

    GATE = "gate", _("出入口、门岗"), "门"
    FIRE = "fire", _("消防设施"), "消"
    ELECTRIC = "electric", _("充电、配电"), "电"
    WATER = "water", _("水阀、泵房"), "水"
    STEPS = "steps", _("台阶、坡道"), "阶"
    BINS = "bins", _("垃圾分类点"), "圾"
    HAZARD = "hazard", _("要留心的地方"), "险"
    SEAT = "seat", _("议事、歇脚的地方"), "座"
    CARE = "care", _("医疗、养老服务"), "医"
    SHOP = "shop", _("商铺、菜场"), "店"
    NOTE = "note", _("其他记号"), "记"


class LineKind(Labelled):
    """What a line stands for; each is drawn differently, not only coloured differently."""

    WALK = "walk", _("走访路线")
    RESCUE = "rescue", _("消防、急救通道")
    EDGE = "edge", _("围墙、分界")


class Layer(Labelled):
    """A part of the base map that the officer shows or leaves out."""

    OUTLINE = "outline", _("网格范围")
    ESTATES = "estates", _("小区名")
    NUMBERS = "numbers", _("楼号")
    GROUND = "ground", _("道路和水面")
    FACILITIES = "facilities", _("便民设施")


@dataclass(frozen=True, slots=True)
class Mark:
    kind: MarkKind
    at: Point
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    kind: LineKind
    points: tuple[Point, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the officer drew herself. Points are (longitude, latitude) to a millionth of a degree, a tenth of a metre."""

    marks: tuple[Mark, ...] = ()
    lines: tuple[Line, ...] = ()
    notes: str = ""
    layers: tuple[Layer, ...] = tuple(Layer)

    def as_plain(self) -> dict[str, Any]:
        """Marks and lines as JSON holds them; `read_drawing` reads them back."""
        return {"marks": [asdict(mark) for mark in self.marks], "lines": [asdict(line) for line in self.lines]}

    def with_mark(self, mark: Mark) -> Drawing:
        return replace(self, marks=(*self.marks, mark))


def read_drawing(drawn: str, notes: str = "", layers: Iterable[str] = tuple(Layer)) -> Drawing:
    """The drawing a page sent. Raises `BadInput` on `drawing`, `notes` or `layers`: unreadable, coordinates, too_many_marks,
    too_many_lines, too_many_points, words, kind, long, unknown."""
    try:
        plain = json.loads(drawn or "{}")
        marks, lines = list(plain.get("marks", ())), list(plain.get("lines", ()))
    except (ValueError, RecursionError, AttributeError, TypeError):
        raise BadInput("drawing", "unreadable") from None
    if len(marks) > MOST_MARKS:
        raise BadInput("drawing", "too_many_marks", len(marks))
    if len(lines) > MOST_LINES:
        raise BadInput("drawing", "too_many_lines", len(lines))
    if len(notes) > MOST_NOTES:
        raise BadInput("notes", "long", len(notes))
    read = Drawing(
        marks=tuple(Mark(_kind(MarkKind, one), _point(_get(one, "at")), _words(one)) for one in marks),
        lines=tuple(Line(_kind(LineKind, one), _points(_get(one, "points")), _words(one)) for one in lines),
        notes=_without_controls(notes, keep="\n").strip(),
        layers=_layers(layers),
    )
    if sum(len(line.points) for line in read.lines) > MOST_POINTS:
        raise BadInput("drawing", "too_many_points", MOST_POINTS)
    return read


def check_near(drawing: Drawing, middle: Point) -> None:
    """Raise `BadInput("drawing", "far_away")` when anything drawn lies more than `FARTHEST` metres from the grid's middle."""
    every = [mark.at for mark in drawing.marks] + [point for line in drawing.lines for point in line.points]
    if any(metres_between(middle, point) > FARTHEST for point in every):
        raise BadInput("drawing", "far_away")


def _get(one: Any, name: str) -> Any:
    return one.get(name) if isinstance(one, dict) else None


def _kind(kinds: type, one: Any) -> Any:
    try:
        return kinds(_get(one, "kind"))
    except ValueError:
        raise BadInput("drawing", "kind") from None


def _words(one: Any) -> str:
    words = _get(one, "words") or ""
    if not isinstance(words, str) or len(words) > MOST_WORDS:
        raise BadInput("drawing", "words", MOST_WORDS)
    return _without_controls(words).strip()


def _without_controls(text: str, keep: str = "") -> str:
    return "".join(sign for sign in text.replace("\r\n", "\n") if sign in keep or sign.isprintable())


def _points(given: Any) -> tuple[Point, ...]:
    if not isinstance(given, list) or len(given) < 2:
        raise BadInput("drawing", "coordinates")
    return tuple(_point(one) for one in given)


def _point(given: Any) -> Point:
    if not isinstance(given, list) or len(given) != 2:
        raise BadInput("drawing", "coordinates")
    for value, most in zip(given, (180, 90), strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or abs(value) > most:
            raise BadInput("drawing", "coordinates")
    return round(float(given[0]), 6), round(float(given[1]), 6)


def _layers(given: Iterable[str]) -> tuple[Layer, ...]:
    wanted = set(given)
    if not wanted <= set(Layer):
        raise BadInput("layers", "unknown")
    return tuple(layer for layer in Layer if layer in wanted)
