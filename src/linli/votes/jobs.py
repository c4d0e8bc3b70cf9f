"""Periodic work on votes."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError
from django.db.models import Q

from linli.kernel import clock
from linli.kernel.actor import system

from .actions.turn_by_clock import turn_by_clock
from .models import Vote
from .rules.phases import MovesBy, Phase
from .subscribers import tell_of_late_rolls

log = logging.getLogger(__name__)


def sweep_votes(limit: int = 500) -> int:
    """Open and close every poll whose hour has struck; returns how many turned. One that fails does not hold up others."""
    now = clock.now()
    due = Q(phase=Phase.ROLL_PUBLISHED.value, opens_at__lte=now) | Q(phase=Phase.VOTING.value, closes_at__lte=now)
    turned = 0
    tell_of_late_rolls(now)
    for vote in Vote.public.filter(due, moves_by=MovesBy.CLOCK.value).order_by("opens_at")[:limit]:
        try:
            turned += turn_by_clock(actor=system(), key=None, vote=vote.key)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("the turn of vote %s failed", vote.id)
    return turned
