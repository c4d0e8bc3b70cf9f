from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from linli.accounts.models import Notice
from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed


@action
def mark_notices_read(*, actor: Actor, key: UUID | None, ids: Sequence[UUID] | None = None) -> int:
    """Mark the actor's own notices read, all of them unless `ids` are named; returns how many were unread.

    Leaves no line in the audit trail: reading one's own notices is nobody's business.
    """
    with deed(actor, key, "notice.read") as d:
        unread = Notice.objects.filter(user_id=actor.id, read_at__isnull=True)
        if ids is not None:
            unread = unread.filter(id__in=list(ids))
        return unread.update(read_at=d.now)
