"""Which part of the jurisdiction the map shows."""

from __future__ import annotations

from itertools import takewhile

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel, level_of
from linli.kernel.scope import EVERYTHING

WIDEST = PlaceLevel.CITY
"""The widest area one map shows; above it one chooses."""


def area_asked(actor: Actor, asked: str) -> str:
    """The code the map shows: the one asked for, else the narrowest that holds all the actor's jurisdictions. Shorter than
    a city's (empty for the whole country) means: choose below it.

    Raises `NotFound("place")` for what is no code or does not touch the actor's jurisdictions.
    """
    if not asked:
        return _home(actor)
    try:
        level_of(asked)
    except ValueError:
        raise NotFound("place", asked) from None
    if not actor.scope.holds(asked) and not any(prefix.startswith(asked) for prefix in actor.scope.prefixes):
        raise NotFound("place", asked)
    return asked


def _home(actor: Actor) -> str:
    prefixes = [prefix for prefix in actor.scope.prefixes if prefix != EVERYTHING]
    if actor.scope.is_everything or not prefixes:
        return ""
    shared = len(list(takewhile(lambda digits: len(set(digits)) == 1, zip(*prefixes, strict=False))))
    return prefixes[0][: max((level for level in PlaceLevel if level <= shared), default=0)]
