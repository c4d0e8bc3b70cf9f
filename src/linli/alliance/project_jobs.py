"""Periodic work on projects: late milestones ring, inspections are reminded of."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.models import Q

from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from .actions.remind_of_look import AGAIN_DAYS, remind_of_look
from .actions.ring_milestone import ring_milestone
from .models import Project, ProjectMilestone
from .rules.project_loop import ProjectState

log = logging.getLogger(__name__)


def sweep_project_milestones(limit: int = 500) -> int:
    """Ring for every milestone whose alarm has come, oldest first; returns how many."""
    with acting_in(Scope.everything()):
        rows = ProjectMilestone.objects.filter(alarm_on__lte=clock.today(), done_on__isnull=True)
        due = [RowKey(*pair) for pair in rows.order_by("alarm_on").values_list("street_code", "id")[:limit]]
    return _each(due, lambda key: ring_milestone(actor=system(), key=None, milestone=key))


def remind_of_project_looks(limit: int = 500) -> int:
    """Remind of every inspection that is due and was not reminded of within a week; returns how many."""
    with acting_in(Scope.everything()):
        long_ago = clock.today() - timedelta(days=AGAIN_DAYS)
        rows = Project.objects.filter(
            Q(look_told_on__isnull=True) | Q(look_told_on__lte=long_ago),
            state=ProjectState.MAINTAINED.value,
            next_look_on__lte=clock.today(),
        )
        due = [RowKey(*pair) for pair in rows.order_by("next_look_on").values_list("street_code", "id")[:limit]]
    return _each(due, lambda key: remind_of_look(actor=system(), key=None, project=key))


def _each(keys: list[RowKey], do: Callable[[RowKey], Any]) -> int:
    """One that fails does not hold up others."""
    done = 0
    for key in keys:
        try:
            do(key)
            done += 1
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("the alarm of %s failed", key.id)
    return done
