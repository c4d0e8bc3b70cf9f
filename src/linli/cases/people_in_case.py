"""Who acts for a post, and which of somebody's roles count in a case."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor, Role
from linli.places.models import Estate
from linli.teams.models import Post

from .models import Assignment, Case

BY_PART = frozenset({Role.DEPARTMENT_LIAISON, Role.PROPERTY_FIRM})
"""Roles that count in a case only for an organisation that has a part in it. The firm that serves an estate has a part in
all its cases: it keeps its own ledger of them (practices E3)."""


def people_of_posts(posts: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For each post its holder, its AB partner's holder (one covers the other, practices C2), and the holders of the same
    organisation's posts. One statement."""
    wanted = frozenset(posts)
    return people_among(wanted, posts_acting_for(wanted))


def posts_acting_for(posts: Iterable[UUID]) -> list[Post]:
    """The named posts, their AB partners and the posts of the same organisations, as far as they are open. One statement.

    Posts are public offices: whoever hands a case over must find those above and beside him, whatever his own scope.
    """
    named = Post.public.filter(id__in=list(posts), closed_at__isnull=True)
    return list(
        Post.public.filter(
            Q(id__in=named.values("id"))
            | Q(id__in=named.values("partner_id"))
            | Q(organisation_id__in=named.values("organisation_id")),
            closed_at__isnull=True,
        )
    )


def people_among(posts: Iterable[UUID], acting: Iterable[Post]) -> dict[UUID, frozenset[UUID]]:
    """Who acts for each of `posts`, told from the rows `posts_acting_for` read."""
    rows = list(acting)
    wanted = frozenset(posts)
    return {
        post.id: frozenset(
            other.holder_id
            for other in rows
            if other.holder_id
            and (
                other.id in (post.id, post.partner_id)
                or (other.organisation_id is not None and other.organisation_id == post.organisation_id)
            )
        )
        for post in rows
        if post.id in wanted
    }


def people_of_post(street_code: int, post_id: UUID) -> frozenset[UUID]:
    """Those who act for one post."""
    return people_of_posts([post_id]).get(post_id, frozenset())


def roles_in_case(actor: Actor, case: Case, organisations: Collection[UUID] | None = None) -> frozenset[Role]:
    """The actor's roles that count in this case. One statement for those who act for organisations, none for others and
    none where `organisations` (those that ever had a part, and the firm that serves the estate) is given."""
    if Role.SYSTEM in actor.roles:
        return frozenset({Role.SYSTEM})
    held = actor.roles_at(case.place_code)
    if Role.REPORTER in held:
        # The rules remember whose words the case is made of, those of cases merged into it too.
        return held if str(actor.id) in case.loop.get("reporters", ()) else frozenset()
    if held & BY_PART:
        has_part = _has_part(actor, case) if organisations is None else bool(actor.organisations & set(organisations))
        held = held if has_part else held - BY_PART
    return held


def _has_part(actor: Actor, case: Case) -> bool:
    parts = Assignment.objects.filter(street_code=case.street_code, case=case, organisation_id__in=actor.organisations)
    served = Estate.public.filter(
        street_code=case.street_code, id=case.estate_id, property_firm_id__in=actor.organisations
    )
    return parts.values("id").union(served.values("id")).exists()
