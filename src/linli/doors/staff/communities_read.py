"""Which place a page of the staff is about: the one asked for, where it touches the reader's jurisdiction."""

from __future__ import annotations

from dataclasses import dataclass

from linli.doors.map.area import area_asked
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import CommunityChoice, communities, division_name


@dataclass(frozen=True, slots=True)
class AreaRead:
    """A community or a division above it."""

    place_code: str
    name: str

    @property
    def is_community(self) -> bool:
        return len(self.place_code) == PlaceLevel.COMMUNITY


def area_read(actor: Actor, code: str, widest: PlaceLevel = PlaceLevel.CITY) -> AreaRead:
    """The community, street, county or city of a code, no wider than `widest`, to be read: above a community only by who is responsible for the whole of
    it, so that no figure of a street is one of a part. Raises `NotFound`. One statement."""
    if len(code) == PlaceLevel.COMMUNITY:
        found = community_read(actor, code)
        return AreaRead(found.place_code, found.name)
    if not widest <= len(code) < PlaceLevel.COMMUNITY or not actor.scope.holds(code):
        raise NotFound("place", code)
    area_asked(actor, code)
    name = division_name(code)
    if not name:
        raise NotFound("place", code)
    return AreaRead(code, name)


def home_area(actor: Actor, widest: PlaceLevel = PlaceLevel.CITY) -> str:
    """The narrowest place no wider than `widest` that holds all the actor's jurisdictions, a whole community at least; empty where there is none:
    then one chooses."""
    found = area_asked(actor, "")[: PlaceLevel.COMMUNITY]
    return found if len(found) >= widest and (len(found) == PlaceLevel.COMMUNITY or actor.scope.holds(found)) else ""


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
    """The parts of an area in the actor's jurisdiction: the area itself, or some of its communities and grids."""
    if actor.scope.holds(code):
        return [code]
    return sorted(prefix for prefix in actor.scope.prefixes if prefix.startswith(code))
