"""The closed loop of one matter, decided in plain Python (standards.zh.md §8). `transitions.py` is the table."""

from .categories import CategoryRow, shipped_categories
from .check_table import BrokenTable, check_table
from .choices import Note
from .deadlines import CaseLimits, extended, limits_for, waits_until, warn_at
from .decide import Decision, NextDeed, available, decide, states_of
from .deeds import Deed, WhistleKind
from .escalation import Rung, Step, ladder, rungs_to_tell
from .facts import CaseFacts, LoopPolicy
from .levels import Level, level_above
from .ratings import Rate, Satisfaction, resolve_rate, response_rate, satisfy_rate, three_rate_score
from .reasons import Reason
from .replay import after
from .states import ENDED, OPEN, PAUSED, UNDER_WAY, State
from .transition import Transition
from .transitions import TABLE

__all__ = [
    "ENDED",
    "OPEN",
    "PAUSED",
    "TABLE",
    "UNDER_WAY",
    "BrokenTable",
    "CaseFacts",
    "CaseLimits",
    "CategoryRow",
    "Decision",
    "Deed",
    "Level",
    "LoopPolicy",
    "NextDeed",
    "Note",
    "Rate",
    "Reason",
    "Rung",
    "Satisfaction",
    "State",
    "Step",
    "Transition",
    "WhistleKind",
    "after",
    "available",
    "check_table",
    "decide",
    "extended",
    "ladder",
    "level_above",
    "limits_for",
    "resolve_rate",
    "response_rate",
    "rungs_to_tell",
    "satisfy_rate",
    "shipped_categories",
    "states_of",
    "three_rate_score",
    "waits_until",
    "warn_at",
]

check_table()
