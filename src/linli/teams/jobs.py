"""Periodic work on calls for help."""

from __future__ import annotations

from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .models import HelpCall
from .rules.calls import REMIND_BEFORE, CallState
from .subscribers import remind_of_call


def remind_of_calls(limit: int = 500) -> int:
    """Remind the opener once of every open call that begins within a day, to see that all places are taken and to telephone those
    who come; and once more when it is over, to write down who came. Returns how many reminders were given."""
    now = clock.now()
    with acting_in(Scope.everything()):
        soon = HelpCall.objects.filter(
            state=CallState.OPEN.value, reminded_at__isnull=True, starts_at__range=(now, now + REMIND_BEFORE)
        ).order_by("starts_at")[:limit]
        for row in soon:
            remind_of_call(row, "call_soon")
            row.reminded_at = now
            row.save(update_fields=["reminded_at"])
        over = list(HelpCall.objects.filter(state=CallState.OPEN.value, ends_at__lte=now).order_by("ends_at")[:limit])
        for row in over:
            remind_of_call(row, "call_over")
    return len(soon) + len(over)
