"""Limits on tries, counted in the database so that every process sees them."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings

from linli.kernel import clock
from linli.kernel.errors import TooMany

from .models import Attempt


def check_attempts(what: str, who: str, *, limit: int, minutes: int) -> None:
    """Refuse with `TooMany` when `who` has tried `what` `limit` times within the last `minutes`. One statement."""
    since = clock.now() - timedelta(minutes=minutes)
    times = list(
        Attempt.objects.filter(what=what, who=_digest(who), at__gt=since)
        .order_by("-at")
        .values_list("at", flat=True)[:limit]
    )
    if len(times) >= limit:
        raise TooMany(what, retry_after=int((times[-1] - since).total_seconds()) + 1)


def note_attempt(what: str, who: str) -> None:
    """Count one try. Written outside any deed, so that a refusal does not undo it."""
    Attempt.objects.create(what=what, who=_digest(who), at=clock.now())


def forget_attempts(what: str, who: str) -> None:
    """Start counting afresh, after a success."""
    Attempt.objects.filter(what=what, who=_digest(who)).delete()


def _digest(who: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()
