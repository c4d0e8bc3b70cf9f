"""Periodic work on surveys."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError

from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .actions.close_survey import close_survey
from .models import Survey
from .rules.survey import SurveyState

log = logging.getLogger(__name__)


def close_ended_surveys(limit: int = 200) -> int:
    """Close every survey whose last day is over; returns how many. One that fails does not hold up others."""
    with acting_in(Scope.everything()):
        rows = Survey.objects.filter(state=SurveyState.OPEN.value, last_on__lt=clock.today()).order_by("last_on")
        ended = [row.key for row in rows[:limit]]
    closed = 0
    for key in ended:
        try:
            close_survey(actor=system(), key=None, survey=key)
            closed += 1
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("survey %s could not be closed", key.id)
    return closed
