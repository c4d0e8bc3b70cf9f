"""Who acts: a person with roles in places, the person who raised a matter, or the system itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from .place_codes import PlaceLevel
from .scope import Scope


class Role(StrEnum):
    """The parts people play (standards.zh.md §6). Their Chinese names are in the interface's catalogue."""

    GRID_OFFICER = "grid_officer"
    GRID_LEADER = "grid_leader"
    BUILDING_CAPTAIN = "building_captain"
    PATCH_LEADER = "patch_leader"
    COMMUNITY_STAFF = "community_staff"
    COMMUNITY_LEAD = "community_lead"
    STREET_STAFF = "street_staff"
    STREET_LEAD = "street_lead"
    DEPARTMENT_LIAISON = "department_liaison"
    PROPERTY_FIRM = "property_firm"
    GOVERNANCE_CENTRE = "governance_centre"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    WALL = "wall"
    REPORTER = "reporter"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one jurisdiction, for some roles on behalf of an organisation."""

    role: Role
    prefix: str
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `id` is a user's id, a case entry's id for a reporter, or the system's."""

    id: UUID
    name: str
    grants: tuple[Grant, ...] = ()
    ip: str = ""
    organisations: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def scope(self) -> Scope:
        """Every jurisdiction in which this actor has any role."""
        return Scope.of(grant.prefix for grant in self.grants)

    @property
    def neighbourhood(self) -> Scope:
        """The scope widened to whole communities: what an officer of one grid reads on the notice boards of her community."""
        return Scope.of(prefix[: PlaceLevel.COMMUNITY] for prefix in self.scope.prefixes)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def only_looks(self) -> bool:
        """Whether this is the account of a screen on a wall: nobody sits at it, and it may do nothing."""
        return Role.WALL in self.roles

    def roles_at(self, place_code: str) -> frozenset[Role]:
        """The roles this actor holds for a place. A place wider than the grant (a whole community, seen by the
        officer of one of its grids) is not within it."""
        return frozenset(g.role for g in self.grants if g.prefix == "*" or place_code.startswith(g.prefix))

    def may(self, roles: Iterable[Role], place_code: str) -> bool:
        """Whether one of `roles` is held for the place."""
        return bool(self.roles_at(place_code) & frozenset(roles))


SYSTEM_ID = UUID(int=1)


def system() -> Actor:
    """The platform itself: periodic work, imports without a person, migrations."""
    return Actor(id=SYSTEM_ID, name="system", grants=(Grant(Role.SYSTEM, "*"),))


def reporter(entry_id: UUID, place_code: str, ip: str = "") -> Actor:
    """The person who raised a matter, known by case code and phone, within that matter's place alone."""
    return Actor(id=entry_id, name="reporter", grants=(Grant(Role.REPORTER, place_code),), ip=ip)
