"""Reads for those who keep posts and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.models import Community, Grid
from linli.places.queries import place_facts

from ..models import Organisation, Post
from ..rules import LEVELS, ORGANISATION_KEEPERS, PostFacts, managers_of
from .posts import facts_of, near, posts_within

MOST_COMMUNITIES = 300


@dataclass(frozen=True, slots=True)
class PlaceOfPosts:
    """A place and the open posts that answer for it."""

    place_code: str
    name: str
    posts: tuple[PostFacts, ...]


@dataclass(frozen=True, slots=True)
class PostPage:
    """One post, with the officers it can be paired with."""

    post: PostFacts
    is_closed: bool
    partner: PostFacts | None
    officers: tuple[PostFacts, ...]


def managed_communities(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the communities in which the actor fills posts, 300 at most. One statement."""
    scope = Scope.of(grant.prefix for grant in actor.grants if grant.role in ORGANISATION_KEEPERS)
    rows = Community.public.all()
    if not scope.is_everything:
        condition = Q(pk__in=[])
        for prefix in scope.prefixes:
            condition |= scope_condition(prefix)
        rows = rows.filter(condition)
    return list(rows.order_by("place_code").values_list("place_code", "name")[:MOST_COMMUNITIES])


def posts_by_place(community: str) -> list[PlaceOfPosts]:
    """The open posts of the county, the street, the community and its grids, place by place from the widest; places of which
    nobody answers are named too. Three statements."""
    streets = {street_of(community), street_of(community[:6])}
    rows = Post.public.filter(
        scope_condition(community) | near(community), street_code__in=streets, closed_at__isnull=True
    )
    names = dict(places_for_posts(community))
    found: dict[str, list[PostFacts]] = {code: [] for code in names}
    for post in sorted(map(facts_of, rows), key=lambda post: (post.role, post.title, str(post.id))):
        found.setdefault(post.place_code, []).append(post)
    return [
        PlaceOfPosts(code, names.get(code, code), tuple(posts))
        for code, posts in sorted(found.items(), key=lambda pair: (len(pair[0]), pair[0]))
    ]


def places_for_posts(community: str) -> list[tuple[str, str]]:
    """Code and name of the county, the street, the community and its grids. Two statements."""
    facts = place_facts(community)
    if not facts.community:
        raise NotFound("place", community)
    above = (
        [(community[:6], facts.divisions[-2]), (community[:9], facts.divisions[-1])] if len(facts.divisions) > 1 else []
    )
    grids = (
        Grid.public.filter(scope_condition(community), ended_at=None)
        .order_by("place_code")
        .values_list("place_code", "name")
    )
    return [*above, (community, facts.community), *grids]


def roles_to_open(actor: Actor, community: str) -> list[Role]:
    """The roles of which the actor may open a post at some level around the community. No statement."""
    return [
        role
        for role, levels in LEVELS.items()
        if any(actor.may(managers_of(role), community[:level].ljust(level, "1")) for level in levels)
    ]


def post_page(actor: Actor, key: RowKey) -> PostPage:
    """One post for who keeps it. Raises `NotFound` for a post the actor does not manage. Two statements."""
    row = Post.public.filter(street_code=key.street_code, id=key.id).first()
    if row is None or not actor.may(managers_of(Role(row.role)), row.place_code):
        raise NotFound("post", key)
    post = facts_of(row)
    officers: tuple[PostFacts, ...] = ()
    if post.role is Role.GRID_OFFICER:
        around = posts_within(post.place_code[:12])
        officers = tuple(one for one in around if one.role is Role.GRID_OFFICER and one.place_code != post.place_code)
    partner = next((one for one in officers if one.id == post.partner_id), None)
    return PostPage(post, row.closed_at is not None, partner, officers)


def kept_organisations(actor: Actor) -> list[Organisation]:
    """The open organisations of the jurisdictions in which the actor keeps the list, by kind and name, 500 at most. One
    statement."""
    scope = Scope.of(grant.prefix for grant in actor.grants if grant.role in ORGANISATION_KEEPERS)
    rows = Organisation.objects.filter(closed_at__isnull=True)
    if not scope.is_everything:
        condition = Q(pk__in=[])
        for prefix in scope.prefixes:
            condition |= Q(prefix__startswith=prefix)
        rows = rows.filter(condition)
    return list(rows.order_by("kind", "name", "id")[:500])


def organisation_names(ids: set[UUID]) -> dict[UUID, str]:
    """The names of organisations by id. One statement, none without ids."""
    return dict(Organisation.objects.filter(id__in=ids).values_list("id", "name")) if ids else {}
