"""The account's scope follows the post: who takes one gets its grant, who leaves it loses it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from linli.accounts.models import Grant
from linli.kernel.ids import uuid7

from .models import Post


def take_grant_back(post: Post, user_id: UUID, at: datetime) -> list[Grant]:
    """Revoke the grants a holder had by this post, in its place and its AB partner's, unless another open post of his gives
    the same; returns what was revoked. Takes part in the caller's transaction; four statements at most."""
    others = Post.public.filter(
        holder_id=user_id, role=post.role, organisation_id=post.organisation_id, closed_at__isnull=True
    ).exclude(id=post.id)
    kept = {place for other in others for place in _covered(other)}
    grants = list(_live(post, user_id, set(_covered(post)) - kept).select_for_update())
    for grant in grants:
        grant.revoked_at = at
    Grant.objects.bulk_update(grants, ["revoked_at"])
    return grants


def give_grant(post: Post, user_id: UUID, by: UUID, at: datetime) -> list[Grant]:
    """Grant the role of the post in its place and in its AB partner's, which its holder covers (practices.md C2), where the
    user does not have it; returns what was granted. Takes part in the caller's transaction; three statements."""
    grants = [
        Grant(
            id=uuid7(),
            user_id=user_id,
            role=post.role,
            prefix=place,
            organisation_id=post.organisation_id,
            granted_at=at,
            granted_by=by,
        )
        for place in _covered(post)
    ]
    Grant.objects.bulk_create(grants, ignore_conflicts=True)
    return list(Grant.objects.filter(id__in=[grant.id for grant in grants]))


def _covered(post: Post) -> list[str]:
    """The places a post's holder answers for: the post's own and its partner's."""
    partner = Post.public.filter(id=post.partner_id, closed_at__isnull=True).first() if post.partner_id else None
    return [post.place_code, *([partner.place_code] if partner else [])]


def _live(post: Post, user_id: UUID, places: set[str]):
    return Grant.objects.filter(
        user_id=user_id,
        role=post.role,
        prefix__in=places,
        organisation_id=post.organisation_id,
        revoked_at__isnull=True,
    )
