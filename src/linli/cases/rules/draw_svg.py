"""The loop as a picture: boxes on a grid, lines with their deeds, captions for what comes from many places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from math import hypot

from .deeds import Deed
from .loop_layout import BENDS, LABELS, MAIN_LINE, PLACES, Point
from .states import ENDED, PAUSED, State

COLUMN, ROW = 190, 104
WIDTH, HEIGHT = 92, 38
LEFT, TOP = 120, 70
INK, PAPER, MAIN, END, PAUSE = "#2b2f33", "#fbfaf7", "#0f6b66", "#6b6f73", "#8a5a00"


def svg(lines: Mapping[tuple[State, State], Sequence[Deed]], captions: Mapping[State, list[tuple[Deed, int]]]) -> str:
    """The whole picture as SVG text. Without style sheets or scripts, so that it shows wherever a document does."""
    width = int(max(x for x, _ in PLACES.values()) * COLUMN + 2 * LEFT)
    height = int(max(y for _, y in PLACES.values()) * ROW + 2 * TOP)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="13" '
        'font-family="Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif">',
        "<title>一件事的闭环</title>",
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
    ]
    for name, colour in (("main", MAIN), ("side", END)):
        out.append(
            f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
            f'<path d="M0 1 L7 4 L0 7 z" fill="{colour}"/></marker>'
        )
    routes = {pair: _route(*pair, (pair[1], pair[0]) in lines) for pair in lines}
    out += [_line(pair, route) for pair, route in routes.items()]
    out += [_box(state) for state in PLACES]
    out += [_line_label(pair, route, lines[pair], (pair[1], pair[0]) in lines) for pair, route in routes.items()]
    out += [_caption(state, wide) for state, wide in captions.items()]
    out += [_text(*_at(state, 0, HEIGHT / 2 + 15), "之后回到原来的状态", PAUSE, 11) for state in sorted(PAUSED)]
    return "\n".join([*out, "</svg>"]) + "\n"


def _at(state: State, dx: float = 0, dy: float = 0) -> Point:
    column, row = PLACES[state]
    return LEFT + column * COLUMN + dx, TOP + row * ROW + dy


def _route(source: State, target: State, both_ways: bool) -> list[Point]:
    """From the edge of one box to the edge of the other, by way of the bends; two ways keep beside each other."""
    bends = [(LEFT + column * COLUMN, TOP + row * ROW) for column, row in BENDS.get((source, target), ())]
    first, last = _at(source), _at(target)
    if both_ways and not bends:
        (x1, y1), (x2, y2) = first, last
        length = hypot(x2 - x1, y2 - y1)
        dx, dy = -(y2 - y1) / length * 9, (x2 - x1) / length * 9
        first, last = (x1 + dx, y1 + dy), (x2 + dx, y2 + dy)
    if bends:
        first, last = _lined_up(first, bends[0]), _lined_up(last, bends[-1])
    points = [first, *bends, last]
    points[0] = _leave(_at(source), points[0], points[1])
    points[-1] = _leave(_at(target), points[-1], points[-2])
    return points


def _lined_up(point: Point, bend: Point) -> Point:
    """Start level with the bend where the box allows it, so that the line is straight."""
    x, y = point
    if abs(bend[1] - y) < HEIGHT / 2:
        return x, bend[1]
    if abs(bend[0] - x) < WIDTH / 2:
        return bend[0], y
    return point


def _leave(centre: Point, inside: Point, outside: Point) -> Point:
    """Where the line from `inside` the box at `centre` to `outside` crosses its edge."""
    (cx, cy), (x, y), (ox, oy) = centre, inside, outside
    steps = []
    if ox != x:
        steps.append((cx + (WIDTH / 2 if ox > x else -WIDTH / 2) - x) / (ox - x))
    if oy != y:
        steps.append((cy + (HEIGHT / 2 if oy > y else -HEIGHT / 2) - y) / (oy - y))
    step = min(step for step in steps if step >= 0)
    return x + (ox - x) * step, y + (oy - y) * step


def _line(pair: tuple[State, State], route: list[Point]) -> str:
    along = pair[0] in MAIN_LINE and pair[1] in MAIN_LINE and MAIN_LINE.index(pair[1]) == MAIN_LINE.index(pair[0]) + 1
    name, colour, wide = ("main", MAIN, 2.25) if along else ("side", END, 1.25)
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in route)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{wide}" stroke-linejoin="round" '
        f'marker-end="url(#{name})"/>'
    )


def _box(state: State) -> str:
    x, y = _at(state)
    colour = MAIN if state in MAIN_LINE else PAUSE if state in PAUSED else END if state in ENDED else INK
    filled = state in MAIN_LINE
    return (
        f'<rect x="{x - WIDTH / 2:.0f}" y="{y - HEIGHT / 2:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="6" '
        f'fill="{MAIN if filled else "#ffffff"}" stroke="{colour}" stroke-width="1.5"/>'
        f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle" fill="{"#ffffff" if filled else INK}">'
        f"{escape(state.label)}</text>"
    )


def _line_label(pair: tuple[State, State], route: list[Point], deeds: Sequence[Deed], both_ways: bool) -> str:
    """The deeds one under the other on the longest stretch; of two ways each nearer to where it starts."""
    stretches = list(pairwise(route))
    longest = max(range(len(stretches)), key=lambda number: hypot(*_span(stretches[number])))
    number, part = LABELS.get(pair, (longest, 0.36 if both_ways else 0.5))
    (x, y), (dx, dy) = stretches[number][0], _span(stretches[number])
    top = y + dy * part - (len(deeds) - 1) * 6.5 + 4
    return "".join(_text(x + dx * part, top + line * 13, deed.label, INK, 11) for line, deed in enumerate(deeds))


def _span(stretch: tuple[Point, Point]) -> Point:
    (x1, y1), (x2, y2) = stretch
    return x2 - x1, y2 - y1


def _caption(state: State, wide: list[tuple[Deed, int]]) -> str:
    lines = [f"自 {count} 种状态 · {deed.label}" for deed, count in wide]
    x, y = _at(state, 0, -HEIGHT / 2 - 8 - 13 * (len(lines) - 1))
    return "".join(_text(x, y + 13 * number, line, PAUSE, 11) for number, line in enumerate(lines))


def _text(x: float, y: float, words: str, colour: str, size: int) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" font-size="{size}" fill="{colour}" stroke="{PAPER}" '
        f'stroke-width="4" paint-order="stroke">{escape(words)}</text>'
    )
