"""To whom a case can be handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.kernel.actor import Role
from linli.kernel.place_codes import PlaceLevel, is_within
from linli.ledger.street_row import scope_condition

from ..models import Organisation
from ..rules import PostFacts
from .posts import facts_of, near, open_posts


@dataclass(frozen=True, slots=True)
class DispatchChoice:
    """A post that can be given a case. Without an account behind it (`post.is_vacant`) the case waits there until one is."""

    post: PostFacts
    organisation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DispatchGroup:
    """Choices under one heading; `kind` is grid, estate, community, department, utility, street or centre."""

    kind: str
    label: str
    choices: tuple[DispatchChoice, ...]


def posts_for_dispatch(
    place_code: str, estate_id: UUID | None = None, building_id: UUID | None = None
) -> list[DispatchGroup]:
    """Every post a case of this place can be handed to, grouped from near to far; empty groups are left out.

    The grid's officer, her AB partner, the leader and the building's captain; the estate's 片长 and property firm (without an
    estate, every one of the community); the community; departments and utilities of county and street; the street; the
    governance centre. Two statements.
    """
    posts = _posts_around(place_code, estate_id, building_id)
    ids = {post.organisation_id for post in posts} - {None}
    organisations = {row.id: row for row in Organisation.objects.filter(id__in=ids)}
    partners = {
        post.partner_id for post in posts if post.role is Role.GRID_OFFICER and is_within(place_code, post.place_code)
    }

    def kind_of(post: PostFacts) -> str:
        if post.role is Role.GRID_OFFICER and not is_within(place_code, post.place_code) and post.id not in partners:
            return ""
        organisation = organisations.get(post.organisation_id)
        if post.role is Role.DEPARTMENT_LIAISON and organisation and organisation.kind == Organisation.Kind.UTILITY:
            return "utility"
        return _KINDS.get(post.role, "")

    groups: dict[str, list[DispatchChoice]] = {}
    for post in sorted(posts, key=_nearest_first(place_code)):
        organisation = organisations.get(post.organisation_id)
        choice = DispatchChoice(
            post, organisation.name if organisation else "", organisation.phone if organisation else ""
        )
        groups.setdefault(kind_of(post), []).append(choice)
    return [DispatchGroup(kind, label, tuple(groups[kind])) for kind, label in _labels().items() if kind in groups]


_KINDS = {
    Role.GRID_OFFICER: "grid",
    Role.GRID_LEADER: "grid",
    Role.BUILDING_CAPTAIN: "grid",
    Role.PATCH_LEADER: "estate",
    Role.PROPERTY_FIRM: "estate",
    Role.COMMUNITY_STAFF: "community",
    Role.COMMUNITY_LEAD: "community",
    Role.DEPARTMENT_LIAISON: "department",
    Role.STREET_STAFF: "street",
    Role.STREET_LEAD: "street",
    Role.GOVERNANCE_CENTRE: "centre",
}
_ORDER = {role: number for number, role in enumerate(_KINDS)}


def _labels() -> dict[str, str]:
    return {
        "grid": _("本网格"),
        "estate": _("小区片长与物业"),
        "community": _("社区"),
        "department": _("职能部门"),
        "utility": _("公用企业"),
        "street": _("街道"),
        "centre": _("综治中心"),
    }


def _posts_around(place_code: str, estate_id: UUID | None, building_id: UUID | None) -> list[PostFacts]:
    community = scope_condition(place_code[: PlaceLevel.COMMUNITY])
    estate_posts = Q(role__in=[Role.PATCH_LEADER, Role.PROPERTY_FIRM])
    if estate_id:
        estate_posts &= Q(estate_ids__contains=[str(estate_id)])
    grid_posts = Q(role=Role.GRID_OFFICER) | estate_posts
    if building_id:
        grid_posts |= Q(role=Role.BUILDING_CAPTAIN, building_ids__contains=[str(building_id)])
    around = near(place_code) & ~Q(role__in=[Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.PROPERTY_FIRM])
    return [facts_of(row) for row in open_posts(around | (community & grid_posts), place_code)]


def _nearest_first(place_code: str) -> Callable[[PostFacts], tuple]:
    return lambda post: (not is_within(place_code, post.place_code), _ORDER[post.role], post.title, str(post.id))
