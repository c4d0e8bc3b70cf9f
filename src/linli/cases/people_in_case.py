"""Who acts for a post, and which of somebody's roles count in a case."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor, Role
from linli.teams.models import Post

from .models import Assignment, Case, Entry

BY_PART = frozenset({Role.DEPARTMENT_LIAISON, Role.PROPERTY_FIRM})
"""Roles that count in a case only for an organisation that has a part in it."""


def people_of_posts(posts: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For each post its holder, its AB partner's holder (one covers the other, practices C2), and the holders of the same
    organisation's posts. Two statements."""
    wanted = list(Post.public.filter(id__in=list(posts), closed_at__isnull=True))
    partners = [post.partner_id for post in wanted if post.partner_id]
    organisations = [post.organisation_id for post in wanted if post.organisation_id]
    others = list(
        Post.public.filter(
            Q(id__in=partners) | Q(organisation_id__in=organisations),
            closed_at__isnull=True,
            holder_id__isnull=False,
        ).values_list("id", "organisation_id", "holder_id")
    )
    return {
        post.id: frozenset(
            holder
            for holder in (
                post.holder_id,
                *(
                    other_holder
                    for id, organisation_id, other_holder in others
                    if id == post.partner_id or (organisation_id and organisation_id == post.organisation_id)
                ),
            )
            if holder
        )
        for post in wanted
    }


def people_of_post(street_code: int, post_id: UUID) -> frozenset[UUID]:
    """Those who act for one post."""
    return people_of_posts([post_id]).get(post_id, frozenset())


def roles_in_case(actor: Actor, case: Case) -> frozenset[Role]:
    """The actor's roles that count in this case. One statement for those who act for organisations, none for others."""
    if Role.SYSTEM in actor.roles:
        return frozenset({Role.SYSTEM})
    held = actor.roles_at(case.place_code)
    if Role.REPORTER in held:
        return held if actor.id in _entries_of(case) else frozenset()
    if held & BY_PART and not _has_part(actor, case):
        held -= BY_PART
    return held


def _has_part(actor: Actor, case: Case) -> bool:
    return Assignment.objects.filter(
        street_code=case.street_code, case=case, organisation_id__in=actor.organisations
    ).exists()


def _entries_of(case: Case) -> frozenset[UUID]:
    return frozenset(Entry.objects.filter(street_code=case.street_code, case=case).values_list("id", flat=True))
