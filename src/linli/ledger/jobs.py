"""Periodic work of the room."""

from datetime import timedelta

from linli.kernel import clock

from .models import Attempt, IdempotencyKey

ATTEMPTS_KEPT = timedelta(days=1)
KEYS_KEPT = timedelta(days=30)


def sweep_attempts_and_keys() -> tuple[int, int]:
    """Forget tries older than a day and idempotency keys older than 30 days; returns how many of each. Two statements."""
    attempts = Attempt.objects.filter(at__lt=clock.now() - ATTEMPTS_KEPT).delete()[0]
    keys = IdempotencyKey.objects.filter(at__lt=clock.now() - KEYS_KEPT).delete()[0]
    return attempts, keys
