"""Reads for those who keep the table of places: communities, their grids and estates with counts, streets to choose from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import EVERYTHING, Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.street_row import scope_condition

from ..models import Building, Community, Division, Estate, Grid
from ..rules.keepers import KEEPERS
from ..rules.place_rows import PlaceRow
from ..taking_in import PlacesPlan, plan_places
from .choosing import BuildingChoice, buildings_of


@dataclass(frozen=True, slots=True)
class StreetChoice:
    """One level of the way down to a street: what can be chosen there, and what is chosen."""

    level: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class CommunityFacts:
    """A community with everything its page shows: rows of `Grid` and `Estate` with `building_count` and `unit_count`."""

    community: Community
    grids: tuple[Grid, ...]
    estates: tuple[Estate, ...]

    @property
    def buildings(self) -> int:
        return sum(estate.building_count for estate in self.estates)


def kept_scope(actor: Actor) -> Scope:
    """The jurisdictions whose places the actor keeps."""
    return Scope.of(grant.prefix for grant in actor.grants if grant.role in KEEPERS)


def kept_communities(actor: Actor, at: Position | None = None, size: int = 50) -> Slice:
    """The communities the actor keeps, by code, with `grid_count` and `exclusive_count` (of today's, the latter within the former),
    `estate_count`, `building_count`. One statement."""
    rows = Community.objects.filter(_held(actor, KEEPERS)).annotate(
        grid_count=_count(Grid, ended_at=None),
        exclusive_count=_count(Grid, ended_at=None, kind=Grid.Kind.EXCLUSIVE),
        estate_count=_count(Estate),
        building_count=_count(Building),
    )
    return keyset_slice(rows, ("place_code", "id"), at, size)


def communities_of(actor: Actor, roles: Collection[Role], at: Position | None = None, size: int = 50) -> Slice:
    """The communities where the actor holds one of the roles, by code. One statement."""
    return keyset_slice(Community.objects.filter(_held(actor, roles)), ("place_code", "id"), at, size)


def community_in_scope(code: str) -> Community:
    """The community with the code, within the scope of the transaction. Raises `NotFound`. One statement."""
    found = Community.objects.filter(place_code=code).first()
    if found is None:
        raise NotFound("place", code)
    return found


def kept_community(actor: Actor, code: str) -> CommunityFacts:
    """A community the actor keeps, with grids and estates. Raises `NotFound`. Three statements."""
    community = community_in_scope(code)
    if not actor.may(KEEPERS, code):
        raise NotFound("place", code)
    here = scope_condition(code)
    grids = Grid.objects.filter(here, ended_at=None).annotate(
        building_count=_count(Building, "place_code", "place_code")
    )
    estates = Estate.objects.filter(here).annotate(
        building_count=_count(Building, "estate_id", "id"),
        unit_count=Coalesce(Subquery(_of(Building, "estate_id", "id").annotate(n=Sum("units")).values("n")), 0),
    )
    return CommunityFacts(community, tuple(grids.order_by("place_code")), tuple(estates.order_by("name", "id")))


def kept_estate(actor: Actor, code: str, estate_id: UUID) -> tuple[Estate, list[BuildingChoice], dict[str, str]]:
    """An estate the actor keeps, its buildings, and the names of the community's grids by code. Raises `NotFound`. Three
    statements."""
    here = scope_condition(code)
    estate = Estate.objects.filter(here, id=estate_id).first() if actor.may(KEEPERS, code) else None
    if estate is None:
        raise NotFound("place", estate_id)
    names = dict(Grid.objects.filter(here).values_list("place_code", "name"))
    return estate, buildings_of(estate.key), names


def preview_places(actor: Actor, community: str, rows: Sequence[PlaceRow], firms: Mapping[str, UUID]) -> PlacesPlan:
    """What `take_in_places` would write. Raises `NotFound`. Five statements, none of which writes."""
    community_in_scope(community)
    if not actor.may(KEEPERS, community):
        raise NotFound("place", community)
    return plan_places(community, rows, firms)


def street_choices(actor: Actor, asked: Sequence[str]) -> tuple[list[StreetChoice], str]:
    """The way from province to street among the jurisdictions kept: for each level the choices and the one chosen (from the
    codes `asked`, or the only one), and the street once it is chosen. At most four statements."""
    prefixes = kept_scope(actor).prefixes
    above, levels = "", []
    for level in (PlaceLevel.PROVINCE, PlaceLevel.CITY, PlaceLevel.COUNTY, PlaceLevel.STREET):
        found = Division.objects.filter(parent_code=above).order_by("code").values_list("code", "name")
        options = tuple(pair for pair in found if len(pair[0]) == level and _is_near(pair[0], prefixes))
        codes = [code for code, _name in options]
        chosen = next((code for code in asked if code in codes), codes[0] if len(codes) == 1 else "")
        levels.append(StreetChoice(level.name.lower(), options, chosen))
        if not chosen:
            return levels, ""
        above = chosen
    return levels, above


def _is_near(code: str, prefixes: frozenset[str]) -> bool:
    return EVERYTHING in prefixes or any(code.startswith(one) or one.startswith(code) for one in prefixes)


def _held(actor: Actor, roles: Collection[Role]) -> Q:
    scope = Scope.of(grant.prefix for grant in actor.grants if grant.role in roles)
    condition = Q() if scope.is_everything else Q(pk__in=[])
    for prefix in () if scope.is_everything else scope.prefixes:
        condition |= scope_condition(prefix)
    return condition


def _of(model, theirs: str, ours: str) -> QuerySet:
    rows = model.objects.filter(street_code=OuterRef("street_code"), **{theirs: OuterRef(ours)})
    return rows.order_by().values("street_code")


def _count(model, theirs: str = "", ours: str = "", **such: object) -> Coalesce:
    if theirs:
        rows = _of(model, theirs, ours)
    else:
        within = model.objects.filter(
            street_code=OuterRef("street_code"), place_code__startswith=OuterRef("place_code"), **such
        )
        rows = within.order_by().values("street_code")
    return Coalesce(Subquery(rows.annotate(n=Count("id")).values("n"), output_field=IntegerField()), 0)
