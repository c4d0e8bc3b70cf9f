"""Who answers for a place: decisions over posts as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from linli.kernel.actor import Role
from linli.kernel.errors import BadInput, MissingField
from linli.kernel.place_codes import PlaceLevel, is_within

_COUNTY, _STREET, _COMMUNITY = PlaceLevel.COUNTY, PlaceLevel.STREET, PlaceLevel.COMMUNITY
_GRIDS = frozenset({PlaceLevel.GRID, PlaceLevel.MICRO_GRID})

LEVELS: Mapping[Role, frozenset[PlaceLevel]] = {
    Role.GRID_OFFICER: _GRIDS,
    Role.GRID_LEADER: _GRIDS,
    Role.BUILDING_CAPTAIN: _GRIDS | {_COMMUNITY},
    Role.PATCH_LEADER: _GRIDS | {_COMMUNITY},
    Role.PROPERTY_FIRM: _GRIDS | {_COMMUNITY},
    Role.COMMUNITY_STAFF: frozenset({_COMMUNITY}),
    Role.COMMUNITY_LEAD: frozenset({_COMMUNITY}),
    Role.STREET_STAFF: frozenset({_STREET}),
    Role.STREET_LEAD: frozenset({_STREET}),
    Role.DEPARTMENT_LIAISON: frozenset({_COUNTY, _STREET}),
    Role.GOVERNANCE_CENTRE: frozenset({_COUNTY, _STREET}),
}
"""The roles that are posts, and the levels of place such a post may answer for (standards.zh.md §6)."""

ON_BEHALF = frozenset({Role.DEPARTMENT_LIAISON, Role.PROPERTY_FIRM})
"""Roles held on behalf of an organisation."""

ORGANISATION_KEEPERS = frozenset(
    {Role.ADMINISTRATOR, Role.SYSTEM, Role.GOVERNANCE_CENTRE, Role.STREET_LEAD, Role.COMMUNITY_LEAD}
)
"""Who keeps the list of departments, firms and utilities of the own jurisdiction."""

_BELOW_COMMUNITY = frozenset(
    {Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.PROPERTY_FIRM}
) | {Role.COMMUNITY_STAFF}
_BELOW_STREET = _BELOW_COMMUNITY | {Role.COMMUNITY_LEAD, Role.STREET_STAFF}


class Why(StrEnum):
    """Why a post was chosen."""

    OFFICER = "officer"
    PARTNER = "partner"
    LEADER = "leader"
    COMMUNITY_STAFF = "community_staff"
    COMMUNITY_LEAD = "community_lead"
    STREET = "street"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post as others see it. It is vacant while nobody holds it with an account of his own."""

    id: UUID
    street_code: int
    place_code: str
    role: Role
    title: str
    holder_id: UUID | None = None
    holder_name: str = ""
    organisation_id: UUID | None = None
    partner_id: UUID | None = None
    estate_ids: frozenset[str] = frozenset()
    building_ids: frozenset[str] = frozenset()

    @property
    def is_vacant(self) -> bool:
        return self.holder_id is None


def managers_of(role: Role) -> frozenset[Role]:
    """Who may open, fill and close posts of a role: administrators all; the leads those below themselves."""
    managers = {Role.ADMINISTRATOR, Role.SYSTEM}
    if role in _BELOW_STREET:
        managers.add(Role.STREET_LEAD)
    if role in _BELOW_COMMUNITY:
        managers.add(Role.COMMUNITY_LEAD)
    return frozenset(managers)


def check_post(role: Role, place_code: str, organisation_id: UUID | None) -> None:
    """Raise `BadInput` when there are no posts of the role, or not at that level; `MissingField` without the
    organisation on whose behalf it acts."""
    if role not in LEVELS:
        raise BadInput("role", "no_post", role)
    if not (place_code.isascii() and place_code.isdigit()) or len(place_code) not in LEVELS[role]:
        raise BadInput("place_code", "level", place_code)
    if role in ON_BEHALF and organisation_id is None:
        raise MissingField("post.open", ["organisation_id"])


def choose_officer(posts: Iterable[PostFacts], place_code: str) -> tuple[PostFacts | None, Why]:
    """Who answers first for a place: the officer of its grid; while that post is vacant her AB partner, then the grid leader;
    for a place in no grid, or with none of these, the community's staff, its lead, the street."""
    posts = sorted(posts, key=lambda post: (post.title, str(post.id)))
    by_id = {post.id: post for post in posts}
    if len(place_code) >= PlaceLevel.GRID:
        officers = [p for p in posts if p.role is Role.GRID_OFFICER and is_within(place_code, p.place_code)]
        officers.sort(key=lambda post: -len(post.place_code))
        for post in officers:
            if not post.is_vacant:
                return post, Why.OFFICER
        for post in officers:
            partner = by_id.get(post.partner_id) if post.partner_id else None
            if partner and not partner.is_vacant:
                return partner, Why.PARTNER
    for role, why in (
        (Role.GRID_LEADER, Why.LEADER),
        (Role.COMMUNITY_STAFF, Why.COMMUNITY_STAFF),
        (Role.COMMUNITY_LEAD, Why.COMMUNITY_LEAD),
        (Role.STREET_STAFF, Why.STREET),
        (Role.STREET_LEAD, Why.STREET),
    ):
        for post in posts:
            if post.role is role and not post.is_vacant and is_within(place_code, post.place_code):
                return post, why
    return None, Why.NOBODY


_LADDER: tuple[frozenset[Role], ...] = (
    frozenset({Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.PROPERTY_FIRM}),
    frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}),
    frozenset({Role.STREET_STAFF, Role.STREET_LEAD, Role.DEPARTMENT_LIAISON}),
    frozenset({Role.GOVERNANCE_CENTRE}),
)
_RECEIVERS: tuple[tuple[Role, ...], ...] = (
    (),
    (Role.COMMUNITY_LEAD, Role.COMMUNITY_STAFF),
    (Role.STREET_LEAD, Role.STREET_STAFF),
    (Role.GOVERNANCE_CENTRE,),
)


def choose_above(post: PostFacts, posts: Iterable[PostFacts]) -> PostFacts | None:
    """The held post one level up: grid → community → street → governance centre (practices.md E6). A level where nobody
    holds a post is passed over; above the governance centre there is none. A community's staff go to its lead first."""
    posts = sorted(posts, key=lambda one: (-len(one.place_code), one.title, str(one.id)))
    level = next((number for number, roles in enumerate(_LADDER) if post.role in roles), len(_LADDER))
    own_lead = {Role.COMMUNITY_STAFF: Role.COMMUNITY_LEAD, Role.STREET_STAFF: Role.STREET_LEAD}.get(post.role)
    wanted = [(own_lead,)] if own_lead else []
    for roles in [*wanted, *_RECEIVERS[level + 1 :]]:
        for role in roles:
            for one in posts:
                held = one.role is role and not one.is_vacant and one.id != post.id
                if held and is_within(post.place_code, one.place_code):
                    return one
    return None


def check_partners(one: PostFacts, other: PostFacts) -> None:
    """Raise `BadInput` unless both are grid officers' posts of different grids in one community (practices.md C2)."""
    if one.role is not Role.GRID_OFFICER or other.role is not Role.GRID_OFFICER:
        raise BadInput("partner", "not_officers", other.title)
    if one.place_code == other.place_code:
        raise BadInput("partner", "same_grid", other.title)
    if one.place_code[:_COMMUNITY] != other.place_code[:_COMMUNITY]:
        raise BadInput("partner", "other_community", other.title)
