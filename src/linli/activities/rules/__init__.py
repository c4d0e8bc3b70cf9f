"""Decisions of venues and activities: plain values, no database."""

from .activity_loop import COUNTED, SEEN_BY_ALL, ActivityDeed, ActivityState, decide_activity, deeds_in
from .check_ins import MOST_IN_A_BATCH, Guest, Outcome, Scan, ScanKind, merge
from .festivals import festivals, occasion_of
from .figures import Turnout, waited
from .opening import check_open, check_span, repeats
from .programme import Rhythm, Share, month_of, rhythm_of, shares_of
from .sign_up import STANDING, SignUpState, admit, check_child, promoted
from .solar_terms import solar_term_on, solar_terms
from .words import (
    PERSONS,
    Access,
    ActivityKind,
    AgeGroup,
    BookingState,
    NeedState,
    Satisfaction,
    Size,
    VenueKind,
    WishWay,
)

__all__ = [
    "COUNTED", "MOST_IN_A_BATCH", "PERSONS", "SEEN_BY_ALL", "STANDING", "Access", "ActivityDeed", "ActivityKind", "ActivityState",
    "AgeGroup", "BookingState", "Guest", "NeedState", "Outcome", "Rhythm", "Satisfaction", "Scan", "ScanKind", "Share",
    "SignUpState", "Size", "Turnout", "VenueKind", "WishWay", "admit", "check_child", "check_open", "check_span",
    "decide_activity", "deeds_in", "festivals", "merge", "month_of", "occasion_of", "promoted", "repeats", "rhythm_of",
    "shares_of", "solar_term_on", "solar_terms", "waited",
]  # fmt: skip
