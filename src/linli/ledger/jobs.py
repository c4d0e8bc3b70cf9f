"""Sweeps: what was kept for a while and no longer."""

from __future__ import annotations

from datetime import timedelta

from linli.kernel import clock

from .models import Attempt, IdempotencyKey, OutboxMessage

KEYS_KEPT = timedelta(days=90)
MESSAGES_KEPT = timedelta(days=30)
ATTEMPTS_KEPT = timedelta(days=1)


def sweep_idempotency_keys() -> int:
    """Forget keys after 90 days: no client sends a write again that late. Returns how many."""
    return IdempotencyKey.objects.filter(at__lt=clock.now() - KEYS_KEPT).delete()[0]


def sweep_outbox() -> int:
    """Remove events delivered more than 30 days ago. Returns how many."""
    return OutboxMessage.objects.filter(delivered_at__lt=clock.now() - MESSAGES_KEPT).delete()[0]


def sweep_attempts() -> int:
    """Forget tries after a day; no limit looks further back. Returns how many."""
    return Attempt.objects.filter(at__lt=clock.now() - ATTEMPTS_KEPT).delete()[0]
