"""Who does what in this room, and in whose jurisdiction."""

from __future__ import annotations

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope

ORGANISERS = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
"""Who keeps venues, plans activities and settles them."""

NEIGHBOURS = frozenset({Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER})
"""Who, besides the organisers, signs somebody up, notes a wish, stands at the door with the list."""


def scope_of_helper(actor: Actor, community: str, deed: object) -> Scope:
    """The community, for somebody who works in it or in a grid of it; activities belong to the whole community.

    Raises `NotAllowed`.
    """
    for grant in actor.grants:
        near = grant.prefix.startswith(community) or community.startswith(grant.prefix)
        if near and grant.role in ORGANISERS | NEIGHBOURS:
            return Scope.of([community])
    raise NotAllowed(deed, "role")


def community_of(place_code: str) -> str:
    """The twelve digits of the community a place lies in."""
    return place_code[: PlaceLevel.COMMUNITY]
