"""Sweeps: what was kept for a while and no longer."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from linli.kernel import clock
from linli.kernel.scope import Scope

from .models import Attachment, Attempt, IdempotencyKey, OutboxMessage
from .scoped import acting_in

KEYS_KEPT = timedelta(days=90)
MESSAGES_KEPT = timedelta(days=30)
ATTEMPTS_KEPT = timedelta(days=1)
FILES_LOOKED_AT = (timedelta(days=8), timedelta(days=1))
"""A photograph's file is looked at each night from its second day to its eighth: no deed takes a day, and what was found to
have its row once keeps it."""


def sweep_idempotency_keys() -> int:
    """Forget keys after 90 days: no client sends a write again that late. Returns how many."""
    return IdempotencyKey.objects.filter(at__lt=clock.now() - KEYS_KEPT).delete()[0]


def sweep_outbox() -> int:
    """Remove events delivered more than 30 days ago. Returns how many."""
    return OutboxMessage.objects.filter(delivered_at__lt=clock.now() - MESSAGES_KEPT).delete()[0]


def sweep_attempts() -> int:
    """Forget tries after a day; no limit looks further back. Returns how many."""
    return Attempt.objects.filter(at__lt=clock.now() - ATTEMPTS_KEPT).delete()[0]


def sweep_orphan_photographs() -> int:
    """Remove the files of photographs whose deed was not carried out, a day after they were stored. Returns how many.

    One statement whatever the number of files.
    """
    oldest, youngest = (clock.now() - age for age in FILES_LOOKED_AT)
    waiting: dict[UUID, Path] = {}
    for path in Path(settings.MEDIA_ROOT).glob("??/*.jpg"):
        if not re.fullmatch(r"[0-9a-f]{32}", path.stem):
            continue
        if oldest <= datetime.fromtimestamp(path.stat().st_mtime, UTC) < youngest:
            waiting[UUID(hex=path.stem)] = path
    if not waiting:
        return 0
    with acting_in(Scope.everything()):
        kept = set(Attachment.objects.filter(id__in=waiting).values_list("id", flat=True))
    for id in waiting.keys() - kept:
        waiting[id].unlink(missing_ok=True)
    return len(waiting.keys() - kept)
