"""Who holds which post, and who answers for a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from linli.kernel.actor import Role
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.street_row import RowKey, scope_condition

from ..models import Organisation, Post
from ..rules import PostFacts, Why, choose_above, choose_officer


@dataclass(frozen=True, slots=True)
class Chosen:
    """A post chosen for a place, and why: `why` for the program, `words` for people. `post` is None when nobody was found."""

    post: PostFacts | None
    why: Why
    words: str


def officer_post_for(place_code: str) -> Chosen:
    """Who answers first for a place (see `rules.choose_officer`), with the reason in words. One statement."""
    grid_posts = Q(role=Role.GRID_OFFICER) & scope_condition(place_code[: PlaceLevel.COMMUNITY])
    post, why = choose_officer(map(facts_of, open_posts(near(place_code) | grid_posts, place_code)), place_code)
    return Chosen(post, why, _words(why, post))


def captain_post_for(building: RowKey) -> PostFacts | None:
    """The captain's post of a building, held by a user or by name only; None when there is none. One statement."""
    return _naming("building_ids", building, Role.BUILDING_CAPTAIN)


def patch_leader_post_for(estate: RowKey) -> PostFacts | None:
    """The 片长's post of an estate; None when there is none. One statement."""
    return _naming("estate_ids", estate, Role.PATCH_LEADER)


def posts_of_user(user_id: UUID) -> list[PostFacts]:
    """The open posts a user holds, narrowest place first. One statement."""
    rows = Post.public.filter(holder_id=user_id, closed_at__isnull=True)
    return sorted(map(facts_of, rows), key=lambda post: (-len(post.place_code), post.place_code, post.title))


def posts_within(prefix: str) -> list[PostFacts]:
    """The open posts of a jurisdiction, widest place first. One statement."""
    rows = Post.public.filter(scope_condition(prefix), closed_at__isnull=True)
    return sorted(map(facts_of, rows), key=lambda post: (len(post.place_code), post.place_code, post.role, post.title))


def post_above(post: PostFacts) -> PostFacts | None:
    """The post one level up (see `rules.choose_above`); None above the governance centre. One statement."""
    return choose_above(post, map(facts_of, open_posts(near(post.place_code), post.place_code)))


def holders(post_ids: Iterable[UUID]) -> dict[UUID, PostFacts]:
    """The posts by id, closed ones too, with who holds them now. One statement."""
    return {row.id: facts_of(row) for row in Post.public.filter(id__in=set(post_ids))}


def organisations_within(prefix: str, kind: str = "") -> list[Organisation]:
    """The open organisations that work in a jurisdiction, or over it, by name. One statement."""
    above = [prefix[:length] for length in PlaceLevel if length < len(prefix)]
    rows = Organisation.objects.filter(Q(prefix__startswith=prefix) | Q(prefix__in=above), closed_at__isnull=True)
    return list((rows.filter(kind=kind) if kind else rows).order_by("name"))


def facts_of(row: Post) -> PostFacts:
    """The post as a plain value."""
    return PostFacts(
        id=row.id,
        street_code=row.street_code,
        place_code=row.place_code,
        role=Role(row.role),
        title=row.title,
        holder_id=row.holder_id,
        holder_name=row.holder_name,
        organisation_id=row.organisation_id,
        partner_id=row.partner_id,
        estate_ids=frozenset(row.estate_ids),
        building_ids=frozenset(row.building_ids),
    )


def near(place_code: str) -> Q:
    """Posts that answer for the place itself or for one it lies in."""
    return Q(place_code__in=[place_code[:length] for length in PlaceLevel if length <= len(place_code)])


def open_posts(condition: Q, place_code: str) -> QuerySet[Post]:
    """The open posts of the place's street and of its county and city, under a condition."""
    streets = {street_of(place_code), street_of(place_code[:6])}
    return Post.public.filter(condition, street_code__in=streets, closed_at__isnull=True)


def _naming(column: str, key: RowKey, role: Role) -> PostFacts | None:
    rows = Post.public.filter(
        street_code=key.street_code, role=role, closed_at__isnull=True, **{f"{column}__contains": [str(key.id)]}
    )
    row = rows.order_by("id").first()
    return row and facts_of(row)


def _words(why: Why, post: PostFacts | None) -> str:
    title = post.title if post else ""
    return {
        Why.OFFICER: _("%(title)s负责这个地方。"),
        Why.PARTNER: _("本网格网格员空缺，由 AB 角%(title)s代办。"),
        Why.LEADER: _("本网格没有在岗网格员，由%(title)s负责。"),
        Why.COMMUNITY_STAFF: _("地点未落到有人负责的网格，由%(title)s先受理。"),
        Why.COMMUNITY_LEAD: _("社区没有在岗专干，由%(title)s先受理。"),
        Why.STREET: _("社区没有在岗人员，由%(title)s先受理。"),
        Why.NOBODY: _("这个地方还没有任何在岗人员，请管理员先安排岗位。"),
    }[why] % {"title": title}
