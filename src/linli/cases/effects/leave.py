"""A reporter withdraws what he said, and nobody does it for him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Entry
from ..rules import State
from . import assign

if TYPE_CHECKING:
    from ..carry_out import Work


def withdraw(work: Work) -> None:
    """His entry is withdrawn; the case ends with the last of them."""
    Entry.objects.filter(street_code=work.case.street_code, id=work.d.actor.id).update(withdrawn_at=work.d.now)
    if work.decision.target is State.WITHDRAWN:
        assign.end_parts(work.case, work.d.now)
