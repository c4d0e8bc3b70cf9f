"""Limits on tries, counted in the database so that every process sees them."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.db import connection

from linli.kernel import clock
from linli.kernel.errors import TooMany

from .models import Attempt


def check_attempts(what: str, who: str, *, limit: int, minutes: int) -> None:
    """Refuse with `TooMany` when `who` has tried `what` `limit` times within the last `minutes`. One statement."""
    if wait := seconds_to_wait(what, who, limit=limit, minutes=minutes):
        raise TooMany(what, retry_after=wait)


def seconds_to_wait(what: str, who: str, *, limit: int, minutes: int) -> int:
    """How long until `who` may try `what` again; 0 when at once. One statement."""
    since = clock.now() - timedelta(minutes=minutes)
    times = list(
        Attempt.objects.filter(what=what, who=_digest(who), at__gt=since)
        .order_by("-at")
        .values_list("at", flat=True)[:limit]
    )
    return int((times[-1] - since).total_seconds()) + 1 if len(times) >= limit else 0


def note_attempt(what: str, who: str) -> None:
    """Count one try. Written outside any deed, so that a refusal does not undo it."""
    Attempt.objects.create(what=what, who=_digest(who), at=clock.now())


def forget_attempts(what: str, who: str) -> None:
    """Start counting afresh, after a success."""
    Attempt.objects.filter(what=what, who=_digest(who)).delete()


def one_at_a_time(what: str, who: str) -> None:
    """Wait until nobody else is trying the same; held until the end of the transaction. One statement.

    Without it many tries sent at once would all be counted before the first is noted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what}:{_digest(who)}"])


def _digest(who: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()
