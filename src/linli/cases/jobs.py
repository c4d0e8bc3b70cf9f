"""Periodic work on cases."""

from __future__ import annotations

import logging
from uuid import NAMESPACE_OID, uuid5

from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.errors import Refusal
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from .actions.ring_alarm import ring_alarm
from .models import Case

log = logging.getLogger(__name__)


def sweep_alarms(limit: int = 500) -> int:
    """Ring the alarm of every case whose time has come, oldest first, at most `limit`; returns how many.

    One indexed statement to find them, one deed each. A case that fails does not hold up the others.
    """
    with acting_in(Scope.everything()):
        due = list(
            Case.objects.filter(alarm_at__lte=clock.now())
            .order_by("alarm_at")
            .values_list("street_code", "id", "alarm_at")[:limit]
        )
    rung = 0
    for street_code, id, alarm_at in due:
        key = uuid5(NAMESPACE_OID, f"alarm {id} {alarm_at.isoformat()}")
        try:
            ring_alarm(actor=system(), key=key, case=RowKey(street_code, id))
            rung += 1
        except Refusal:
            log.exception("the alarm of case %s was refused", id)
    return rung
