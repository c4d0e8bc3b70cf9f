"""Periodic work of halls."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError

from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from .actions.ring_motion_alarm import ring_motion_alarm
from .models import Motion

log = logging.getLogger(__name__)


def sweep_motions(limit: int = 500) -> int:
    """Ring for every motion whose time has come, oldest first; returns how many. One that fails does not hold up others."""
    with acting_in(Scope.everything()):
        due = list(
            Motion.objects.filter(alarm_at__lte=clock.now())
            .order_by("alarm_at")
            .values_list("street_code", "id")[:limit]
        )
    rung = 0
    for street_code, id in due:
        try:
            ring_motion_alarm(actor=system(), key=None, motion=RowKey(street_code, id))
            rung += 1
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("the alarm of motion %s failed", id)
    return rung
