"""Decisions about who answers for a place, and about those who help: plain values, no Django."""

from .posts import (
    LEVELS,
    ON_BEHALF,
    ORGANISATION_KEEPERS,
    PostFacts,
    Why,
    check_partners,
    check_post,
    choose_above,
    choose_officer,
    managers_of,
)

__all__ = [
    "LEVELS",
    "ON_BEHALF",
    "ORGANISATION_KEEPERS",
    "PostFacts",
    "Why",
    "check_partners",
    "check_post",
    "choose_above",
    "choose_officer",
    "managers_of",
]
