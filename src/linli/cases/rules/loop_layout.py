"""Where each state stands in the drawing of the loop, in columns and rows. Presentation only; the table rules."""

from __future__ import annotations

from .states import State

Point = tuple[float, float]

MAIN_LINE: tuple[State, ...] = (
    State.DRAFT,
    State.REPORTED,
    State.FILED,
    State.DISPATCHED,
    State.ACCEPTED,
    State.HANDLING,
    State.FED_BACK,
    State.INSPECTING,
    State.CALLING_BACK,
    State.CLOSED,
    State.ARCHIVED,
)

PLACES: dict[State, Point] = {state: (column, 3) for column, state in enumerate(MAIN_LINE)} | {
    State.APPEALED: (-0.3, 1),
    State.UNREASONABLE: (1, 1),
    State.REJECTED: (-0.3, 2),
    State.VERIFYING: (1, 2),
    State.RETURNED: (4, 2),
    State.CONSULTING: (4, 1),
    State.WHISTLED: (5.5, 1),
    State.JOINED: (5.5, 2),
    State.REOPENED: (8, 0),
    State.REWORK: (6, 4),
    State.SELF_CLOSED: (4, 5),
    State.VOID: (1, 6),
    State.SUSPENDED: (3, 6),
    State.WAITING: (5, 6),
    State.MERGED: (7, 6),
    State.WITHDRAWN: (9, 6),
}

BENDS: dict[tuple[State, State], tuple[Point, ...]] = {
    (State.DRAFT, State.VOID): ((0, 6),),
    (State.REPORTED, State.SELF_CLOSED): ((1, 5),),
    (State.FILED, State.SELF_CLOSED): ((2, 4.85), (3.2, 4.85)),
    (State.VERIFYING, State.SELF_CLOSED): ((1.34, 2.1), (1.34, 5.15)),
    (State.SELF_CLOSED, State.INSPECTING): ((7, 4.85),),
    (State.SELF_CLOSED, State.CLOSED): ((9, 5.15),),
    (State.SELF_CLOSED, State.REOPENED): ((8.5, 5), (8.5, 0)),
    (State.REOPENED, State.DISPATCHED): ((2.85, 0),),
    (State.REOPENED, State.FILED): ((2, -0.15),),
    (State.APPEALED, State.REOPENED): ((-0.3, -0.4), (7.8, -0.4)),
    (State.FED_BACK, State.CALLING_BACK): ((6.15, 2.35), (7.85, 2.35)),
    (State.CLOSED, State.REOPENED): ((9, 0.1),),
    (State.JOINED, State.FED_BACK): ((6, 2),),
    (State.WHISTLED, State.HANDLING): ((4.85, 1.15),),
    (State.DISPATCHED, State.CONSULTING): ((3.15, 1.1),),
    (State.CONSULTING, State.DISPATCHED): ((3, 0.9),),
    (State.ACCEPTED, State.CONSULTING): ((4.18, 2.55), (4.6, 2.55), (4.6, 1)),
}
"""Corners of the lines that would otherwise cross a box."""

LABELS: dict[tuple[State, State], tuple[int, float]] = {
    (State.SELF_CLOSED, State.REOPENED): (1, 0.2),
    (State.SELF_CLOSED, State.CLOSED): (1, 0.5),
    (State.ACCEPTED, State.CONSULTING): (2, 0.5),
    (State.JOINED, State.FED_BACK): (1, 0.5),
}
"""On which stretch of a line, and how far along it, its words stand; elsewhere on the longest stretch."""
