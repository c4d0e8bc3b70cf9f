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
class Line:
    """One of the lines of a plot, by its name; a plot of a single line needs none."""

    name: str
    dots: list[Dot]
    segments: list[Segment]


@dataclass(frozen=True, slots=True)
class LinePlot:
    """`rows` are the plot's table: the label and the number of each line. `top` is where the scale ends."""

    lines: list[Line]
    ticks: list[tuple[str, str]]
    rows: list[tuple[str, list[float | int | Decimal | None]]]
    top: float

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.lines]


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


def line(points: Sequence[tuple], names: Sequence[str] = (), top: float | None = None) -> LinePlot:
    """Lines over ordered `(label, value, …)` from zero up; a value of None leaves a gap. Whole numbers get whole ticks. `top`
    ends the scale where several plots share one."""
    rows = [(str(label), list(values)) for label, *values in points]
    step, count = _scale([float(v) for _label, values in rows for v in values if v is not None], top)
    names = list(names) or [""] * max((len(values) for _label, values in rows), default=1)

    def across(index: int) -> str:
        spread = (LINE_RIGHT - LINE_LEFT) / max(1, len(rows) - 1)
        return f"{LINE_LEFT + spread * index:.2f}%"

    def up(value: float) -> str:
        return f"{LINE_BOTTOM - (LINE_BOTTOM - LINE_TOP) * value / (step * count):.1f}"

    every = max(1, -(-len(rows) // 6))
    lines = []
    for position, name in enumerate(names):
        dots = [
            Dot(across(i), up(float(v)) if v is not None else "", label, v, (len(rows) - 1 - i) % every == 0)
            for i, (label, values) in enumerate(rows)
            for v in [values[position] if position < len(values) else None]
        ]
        joined = [(a, b) for a, b in pairwise(dots) if a.value is not None and b.value is not None]
        lines.append(Line(name, dots, [Segment(a.x, a.y, b.x, b.y) for a, b in joined]))
    ticks = [(up(step * i), f"{step * i:g}") for i in range(int(count) + 1)]
    return LinePlot(lines, ticks, rows, step * count)


def _scale(values: list[float], top: float | None) -> tuple[float, float]:
    """The distance between ticks and how many there are."""
    highest = max(values, default=0) if top is None else top
    step = round_step(highest)
    if all(value.is_integer() for value in values):
        step = max(1.0, step)
    return step, max(1, -(-highest // step))
