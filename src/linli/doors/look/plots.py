"""Where the marks of a plot stand. Horizontal places are percentages, so that text keeps its size on a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import floor, log10

LINE_TOP, LINE_BOTTOM = 16, 196
LINE_LEFT, LINE_RIGHT = 8.0, 97.0


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float | int | Decimal
    width: str
    base: str
    url: str
    tone: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str
    label: str
    value: float | int | Decimal | None
    named: bool


@dataclass(frozen=True, slots=True)
class Segment:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class LinePlot:
    dots: list[Dot]
    segments: list[Segment]
    ticks: list[tuple[str, str]]


def bars(points: Iterable[dict]) -> list[Bar]:
    """Bars from `{label, value, base?, url?, tone?}`; the longest takes the full width, none is negative."""
    points = list(points)
    most = max((float(p["value"]) for p in points), default=0) or 1
    return [
        Bar(
            str(p["label"]),
            p["value"],
            f"{max(float(p['value']), 0) / most * 100:.2f}%",
            str(p.get("base", "")),
            p.get("url", ""),
            p.get("tone", ""),
        )
        for p in points
    ]


def round_step(highest: float) -> float:
    """A tick distance of 1, 2 or 5 times a power of ten that needs at most five steps to reach `highest`."""
    if highest < 1e-300:  # nothing, or too little to divide
        return 1
    power = 10 ** floor(log10(highest / 5))
    return next(power * m for m in (1, 2, 5, 10) if power * m * 5 >= highest)


def line(points: Sequence[tuple[str, float | int | Decimal | None]]) -> LinePlot:
    """A line over ordered `(label, value)` pairs from zero up; a value of None leaves a gap. Whole numbers get whole ticks."""
    values = [float(v) for _label, v in points if v is not None]
    step = round_step(max(values, default=0))
    if all(value.is_integer() for value in values):
        step = max(1.0, step)
    count = max(1, -(-max(values, default=0) // step))
    top = step * count

    def across(index: int) -> str:
        spread = (LINE_RIGHT - LINE_LEFT) / max(1, len(points) - 1)
        return f"{LINE_LEFT + spread * index:.2f}%"

    def up(value: float) -> str:
        return f"{LINE_BOTTOM - (LINE_BOTTOM - LINE_TOP) * value / top:.1f}"

    every = max(1, -(-len(points) // 6))
    dots = [
        Dot(across(i), up(float(v)) if v is not None else "", str(label), v, (len(points) - 1 - i) % every == 0)
        for i, (label, v) in enumerate(points)
    ]
    segments = [Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(dots) if a.value is not None and b.value is not None]
    ticks = [(up(step * i), f"{step * i:g}") for i in range(int(count) + 1)]
    return LinePlot(dots, segments, ticks)
