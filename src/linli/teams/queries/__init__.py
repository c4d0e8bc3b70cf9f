"""Reads about posts, organisations and the work calendar. Who holds which post is public: it is read from any scope."""

from .calendar import CalendarPreview, WorkdayFacts, office_hours, preview_calendar, work_calendar, workdays
from .dispatching import DispatchChoice, DispatchGroup, posts_for_dispatch
from .posts import (
    Chosen,
    captain_post_for,
    holders,
    officer_post_for,
    organisations_within,
    patch_leader_post_for,
    post_above,
    posts_of_user,
    posts_within,
)

__all__ = [
    "CalendarPreview",
    "Chosen",
    "DispatchChoice",
    "DispatchGroup",
    "WorkdayFacts",
    "captain_post_for",
    "holders",
    "office_hours",
    "officer_post_for",
    "organisations_within",
    "patch_leader_post_for",
    "post_above",
    "posts_for_dispatch",
    "posts_of_user",
    "posts_within",
    "preview_calendar",
    "work_calendar",
    "workdays",
]
