"""The account's scope follows the post: who takes one gets its grant, who leaves it loses it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from linli.accounts.models import Grant
from linli.kernel.ids import uuid7

from .models import Post


def take_grant_back(post: Post, user_id: UUID, at: datetime) -> list[Grant]:
    """Revoke the grant a holder had by this post, unless another open post of his gives the same one; returns what was
    revoked. Takes part in the caller's transaction; three statements at most."""
    same = Post.public.filter(
        holder_id=user_id,
        role=post.role,
        place_code=post.place_code,
        organisation_id=post.organisation_id,
        closed_at__isnull=True,
    ).exclude(id=post.id)
    if same.exists():
        return []
    grants = list(_live(post, user_id).select_for_update())
    for grant in grants:
        grant.revoked_at = at
    Grant.objects.bulk_update(grants, ["revoked_at"])
    return grants


def give_grant(post: Post, user_id: UUID, by: UUID, at: datetime) -> list[Grant]:
    """Grant the role of the post in its place, unless the user has that grant; returns what was granted. Takes part in the
    caller's transaction; two statements."""
    grant = Grant(
        id=uuid7(),
        user_id=user_id,
        role=post.role,
        prefix=post.place_code,
        organisation_id=post.organisation_id,
        granted_at=at,
        granted_by=by,
    )
    Grant.objects.bulk_create([grant], ignore_conflicts=True)
    return list(_live(post, user_id).filter(id=grant.id))


def _live(post: Post, user_id: UUID):
    return Grant.objects.filter(
        user_id=user_id,
        role=post.role,
        prefix=post.place_code,
        organisation_id=post.organisation_id,
        revoked_at__isnull=True,
    )
