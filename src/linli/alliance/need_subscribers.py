"""Who is told of a need's turns. A resident who asked reads them on its page; idempotent."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.accounts.tell import tell
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .events import NeedMoved, NeedOverdue
from .models import Need, NeedStep
from .rules.need_loop import NeedDeed, NeedState
from .subscribers import DESK, LEADS, holders_over

OF_THE_DESK = frozenset(
    {NeedDeed.ASK, NeedDeed.FULFIL, NeedDeed.CONFIRM, NeedDeed.NOT_YET, NeedDeed.FALL_BACK, NeedDeed.WITHDRAW}
)


def tell_of_a_need(event: NeedMoved) -> None:
    """The desk hears what comes in and what it must arrange; the user who asked hears every turn."""
    with acting_in(Scope.everything()):
        need = Need.objects.get(street_code=event.street_code, id=event.need_id)
        step = NeedStep.objects.get(street_code=event.street_code, id=event.step)
        deed = NeedDeed(step.deed)
        told: set[UUID] = {need.asked_by} if need.asked_by else set()
        if deed in OF_THE_DESK:
            told |= holders_over(need, DESK)
        _tell(told - {step.actor_id}, f"need_{deed.value}", need, f"need step {step.id}")


def tell_of_a_waiting_need(event: NeedOverdue) -> None:
    """Community staff and lead are reminded of what a need waits for."""
    with acting_in(Scope.everything()):
        need = Need.objects.get(street_code=event.street_code, id=event.need_id)
        state = NeedState(need.state)
        _tell(holders_over(need, LEADS), f"need_waits_{state.value}", need, f"need {need.id} {event.on}")


def _tell(users: Iterable[UUID], kind: str, need: Need, once: str) -> None:
    told = set(users)
    if told:
        tell(told, kind, need, {"subject": need.title}, once)
