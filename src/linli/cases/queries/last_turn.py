"""What happened last on a case: for telling who was first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from linli.ledger.street_row import RowKey

from ..models import Step
from ..rules import Deed, State


@dataclass(frozen=True, slots=True)
class LastTurn:
    """The deed that brought the case where it is, and who did it (empty for a reporter)."""

    deed: Deed
    who: str
    at: datetime
    to_state: State


def last_turn(case: RowKey) -> LastTurn | None:
    """The latest step that changed the state. One statement."""
    steps = Step.objects.filter(street_code=case.street_code, case_id=case.id).exclude(to_state=F("from_state"))
    step = steps.order_by("-at", "-id").first()
    return step and LastTurn(Deed(step.deed), step.actor_name, step.at, State(step.to_state))
