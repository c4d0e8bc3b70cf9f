"""Periodic work on cases."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError

from linli.kernel import clock
from linli.kernel.actor import system
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
            Case.objects.filter(alarm_at__lte=clock.now()).order_by("alarm_at").values_list("street_code", "id")[:limit]
        )
    rung = 0
    for street_code, id in due:
        try:
            # No key: the lock and the time of the alarm itself keep two sweeps from ringing it twice, and two alarms of one
            # case may be due at the same moment.
            ring_alarm(actor=system(), key=None, case=RowKey(street_code, id))
            rung += 1
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("the alarm of case %s failed", id)
    return rung
