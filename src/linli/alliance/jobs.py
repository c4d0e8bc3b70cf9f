"""Periodic work on wishes, needs and pledges."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import InterfaceError, OperationalError

from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey, StreetRow

from .actions.ring_alliance_alarm import RUNG, ring_alliance_alarm
from .actions.ring_need_alarm import ring_need_alarm
from .actions.ring_wish_alarm import ring_wish_alarm
from .models import Need, Pledge, Wish
from .pledges_left import facts_of_pledges
from .rules.matching import WARN_DAYS
from .subscribers import tell_of_ending_pledge

log = logging.getLogger(__name__)


def sweep_wishes(limit: int = 500) -> int:
    """Ring for every wish whose time has come, oldest first; returns how many. A wish that fails does not hold up others."""
    return _sweep(Wish, lambda key: ring_wish_alarm(actor=system(), key=None, wish=key), limit)


def sweep_needs(limit: int = 500) -> int:
    """Ring for every need whose time has come, oldest first; returns how many. A need that fails does not hold up others."""
    return _sweep(Need, lambda key: ring_need_alarm(actor=system(), key=None, need=key), limit)


def sweep_alliance(limit: int = 500) -> int:
    """Ring for meetings not called, minutes not written, points not done, pairings without contact; returns how many."""
    rung = 0
    for what, model in RUNG.items():
        rung += _sweep(model, partial(_ring_alliance, what), limit)
    return rung


def _ring_alliance(what: str, key: RowKey) -> None:
    ring_alliance_alarm(actor=system(), key=None, what=what, row=key)


def _sweep(model: type[StreetRow], ring: Callable[[RowKey], object], limit: int) -> int:
    with acting_in(Scope.everything()):
        rows = model.objects.filter(alarm_at__lte=clock.now()).order_by("alarm_at")
        due = list(rows.values_list("street_code", "id")[:limit])
    rung = 0
    for street_code, id in due:
        try:
            ring(RowKey(street_code, id))
            rung += 1
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("the alarm of %s %s failed", model._meta.model_name, id)
    return rung


def warn_of_ending_pledges(limit: int = 500) -> int:
    """Tell the desk once of every pledge that ends within 30 days and has something left; returns how many."""
    with acting_in(Scope.everything()):
        last = clock.today() + timedelta(days=WARN_DAYS)
        rows = Pledge.objects.filter(
            withdrawn_at__isnull=True, warned_at__isnull=True, last_on__range=(clock.today(), last)
        ).order_by("last_on")[:limit]
        left = {one.id: one.left for one in facts_of_pledges(rows)}
        ending = [row for row in rows if left[row.id] > 0]
        for row in ending:
            tell_of_ending_pledge(row)
            row.warned_at = clock.now()
            row.save(update_fields=["warned_at"])
    return len(ending)
