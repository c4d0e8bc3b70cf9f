"""Periodic work on activities."""

from __future__ import annotations

from datetime import timedelta

from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .actions.move_activity import count_up
from .drop_names import KEPT_DAYS, drop_names
from .models import Activity
from .rules import ActivityState


def drop_old_names(limit: int = 200) -> int:
    """Drop who signed up for activities that ended or were cancelled 30 days ago; returns how many activities. What was not
    settled gets its figures first."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    with acting_in(Scope.everything()):
        over = Activity.objects.filter(names_dropped_at__isnull=True, ends_at__lt=before).exclude(
            state=ActivityState.DRAFT.value
        )
        rows = list(over.order_by("ends_at")[:limit])
        for row in rows:
            if row.state in (ActivityState.PUBLISHED.value, ActivityState.HELD.value):
                count_up(row)
                row.save()
            drop_names(row, clock.now())
    return len(rows)
