"""Wishes and pledges, decided in plain Python."""

from .decide_wish import (
    Check,
    ClaimerKind,
    NextWishDeed,
    WishFacts,
    WishKind,
    available,
    decide,
    due_after,
    parts_of,
)
from .matching import Candidate, PledgeFacts, ResourceKind, UseState, candidates, ends_soon
from .privacy import looks_personal
from .wish_loop import ENDED, OPEN_TO_CLAIM, Part, WishDeed, WishState
from .wish_rates import FulfilmentRate, days_of

__all__ = [
    "ENDED",
    "OPEN_TO_CLAIM",
    "Candidate",
    "Check",
    "ClaimerKind",
    "FulfilmentRate",
    "NextWishDeed",
    "Part",
    "PledgeFacts",
    "ResourceKind",
    "UseState",
    "WishDeed",
    "WishFacts",
    "WishKind",
    "WishState",
    "available",
    "candidates",
    "days_of",
    "decide",
    "due_after",
    "ends_soon",
    "looks_personal",
    "parts_of",
]
