"""Which community a page of the staff is about: the one asked for, where it touches the reader's jurisdiction."""

from __future__ import annotations

from linli.doors.map.area import area_asked
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import CommunityChoice, communities


def community_read(actor: Actor, code: str) -> CommunityChoice:
    """The community of a code, to be read: what of it is shown lies in the actor's scope all the same. Raises `NotFound`. One statement."""
    if len(code) != PlaceLevel.COMMUNITY:
        raise NotFound("place", code)
    area_asked(actor, code)
    found = communities(code)
    if not found:
        raise NotFound("place", code)
    return found[0]


def communities_read(actor: Actor) -> list[CommunityChoice]:
    """The communities the actor's jurisdictions touch, by code, at most those of 50 prefixes. One statement each."""
    prefixes = sorted({prefix[: PlaceLevel.COMMUNITY] for prefix in actor.scope.prefixes if prefix.isdecimal()})[:50]
    found = {one.place_code: one for prefix in prefixes for one in communities(prefix)}
    return [found[code] for code in sorted(found)]


def parts_read(actor: Actor, code: str) -> list[str]:
    """The parts of a community in the actor's jurisdiction: the community itself, or some of its grids."""
    if actor.scope.holds(code):
        return [code]
    return sorted(prefix for prefix in actor.scope.prefixes if prefix.startswith(code))
