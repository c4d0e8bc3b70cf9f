"""Halls, decided in plain Python."""

from .hall_rates import Share
from .hall_rules import LEADING, SEATS, VOTING, HallKind, Majority, MayMove, MemberPart, called_in_time, passes, quorum
from .meetings import (
    AmendmentState,
    AttendWay,
    Becomes,
    MeetingKind,
    MeetingState,
    MinutesState,
    Outcome,
    Rating,
    may_finish,
    open_for_attendance,
)
from .minutes_text import difference, without_persons
from .motion_loop import (
    ENDED,
    OF_A_MEETING,
    OPEN_TO_BACK,
    PUBLIC_STATES,
    RATEABLE,
    RESOLVED,
    TABLE,
    MotionDeed,
    MotionState,
    Origin,
    Part,
    due_after,
)
from .opinions import OpinionTab, OpinionWay, Sorting

__all__ = [
    "ENDED", "LEADING", "OF_A_MEETING", "OPEN_TO_BACK", "PUBLIC_STATES", "RATEABLE", "RESOLVED", "SEATS", "TABLE", "VOTING",
    "AmendmentState", "AttendWay", "Becomes", "HallKind", "Majority", "MayMove", "MeetingKind", "MeetingState",
    "MemberPart", "MinutesState", "MotionDeed", "MotionState", "OpinionTab", "OpinionWay", "Origin", "Outcome", "Part",
    "Rating", "Share", "Sorting", "called_in_time", "difference", "due_after", "may_finish", "open_for_attendance", "passes",
    "quorum", "without_persons",
]  # fmt: skip
