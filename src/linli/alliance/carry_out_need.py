"""One deed on one need with its effects. Takes part in the caller's deed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Sum

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor, Role
from linli.kernel.clock import SHANGHAI
from linli.ledger.deed import DeedInHand
from linli.teams.queries import work_calendar

from .models import Delivery, Need, NeedStep, PledgeUse
from .needs_left import use_facts, uses_of_needs
from .open_need import write_need_step
from .rules import UseState
from .rules.need_loop import NEED_PARTS_OF_ROLE, NeedDeed, NeedPart, NeedState, decide_need, need_due_after
from .rules.need_uses import DELIVERED, TURN_TO, state_by_uses

USES_AFTER = {
    NeedDeed.FULFIL: UseState.FULFILLED,
    NeedDeed.CONFIRM: UseState.CONFIRMED,
    NeedDeed.NOT_YET: UseState.UNDER_WAY,
}
GIVEN_BACK = frozenset({NeedDeed.FALL_BACK, NeedDeed.DECLINE, NeedDeed.WITHDRAW})
TEXTS = ("note", "reason", "said")


def parts_in_need(actor: Actor, need: Need) -> frozenset[NeedPart]:
    """The parts of the actor: who asked is the resident of the need's own code, or the user who asked."""
    held = actor.roles_at(need.place_code)
    if Role.REPORTER in held:
        return frozenset({NeedPart.ASKER}) if actor.id == need.id else frozenset()
    parts = frozenset().union(*(NEED_PARTS_OF_ROLE.get(role, frozenset()) for role in held))
    # Where a resident asked, whoever wrote it down for her does not confirm in her place.
    own = need.asked_by == actor.id and not need.phone and not need.name
    return parts | {NeedPart.ASKER} if own else parts


def carry_out_need(d: DeedInHand, need: Need, deed: NeedDeed, given: Mapping[str, Any]) -> NeedStep:
    """Do `deed` on the locked `need`; returns the step. Raises what `decide_need` raises."""
    given = {name: clean_text(value) if isinstance(value, str) else value for name, value in given.items()}
    parts = parts_in_need(d.actor, need)
    target = decide_need(
        deed,
        NeedState(need.state),
        given,
        by=d.actor.id,
        reported_by=need.reported_by,
        parts=parts,
        today=d.now.astimezone(SHANGHAI).date(),
    )
    if deed in GIVEN_BACK:
        give_back_uses(d, need)
    elif deed in USES_AFTER:
        _move_uses(d, need, USES_AFTER[deed], only_delivered=deed is not NeedDeed.FULFIL)
    if deed in (NeedDeed.DECLINE, NeedDeed.WITHDRAW):
        need.reason = given["reason"][:400]
    text = next((given[name] for name in TEXTS if given.get(name)), "")
    part = next((one for one in NeedPart if one in parts), NeedPart.SYSTEM)
    return move_need_to(d, need, target, deed, part, text=text, promised_on=given.get("promised_on"))


def follow_uses(d: DeedInHand, need: Need, text: str = "") -> None:
    """Move the locked need to where its uses now bring it; nothing where it stands there already, or has ended."""
    state = NeedState(need.state)
    if state not in TURN_TO or state is NeedState.FULFILLED:
        return
    uses = uses_of_needs([need.id]).get(need.id, [])
    target = state_by_uses(need.quantity, use_facts(uses))
    if target is state or (target is NeedState.ASKED and not uses and state is NeedState.ASKED):
        return
    promised = max((use.promised_on for use in uses if use.promised_on), default=None)
    move_need_to(d, need, target, TURN_TO[target], NeedPart.DESK, text=text, promised_on=promised)


def move_need_to(
    d: DeedInHand, need: Need, target: NeedState, deed: NeedDeed, part: NeedPart, *, text: str = "", promised_on=None
) -> NeedStep:
    """The need in its new state, with the day somebody is reminded, and the step."""
    if target is NeedState.FULFILLED:
        need.fulfilled_at, need.reported_by = d.now, d.actor.id
    elif deed is NeedDeed.NOT_YET:
        need.fulfilled_at, need.reported_by = None, None
    elif target is NeedState.CONFIRMED:
        need.confirmed_at = d.now
    if target is NeedState.ASKED:
        need.promised_on = None
    elif promised_on is not None:
        need.promised_on = promised_on
    need.state, need.moved_at = target.value, d.now
    need.due_at = need.alarm_at = need_due_after(
        target,
        now=d.now,
        calendar=work_calendar(need.place_code),
        is_urgent=need.is_urgent,
        wanted_by_on=need.wanted_by_on,
        promised_on=need.promised_on,
    )
    need.save()
    d.record(need)
    return write_need_step(d, need, deed, part, text)


def give_back_uses(d: DeedInHand, need: Need) -> None:
    """What was asked for and not handed over goes back to its pledges; what was handed over stays."""
    uses = [use for use in uses_of_needs([need.id]).get(need.id, []) if UseState(use.state) not in DELIVERED]
    handed = dict(
        Delivery.objects.filter(street_code=need.street_code, use_id__in=[use.id for use in uses])
        .order_by()
        .values_list("use_id")
        .annotate(Sum("quantity"))
    )
    for use in uses:
        over = handed.get(use.id)
        use.state = UseState.FULFILLED.value if over else UseState.DECLINED.value
        use.quantity, use.moved_at = over or use.quantity, d.now
        use.save(update_fields=["state", "quantity", "moved_at"])
    if uses:
        d.record(*uses)


def _move_uses(d: DeedInHand, need: Need, state: UseState, *, only_delivered: bool) -> None:
    uses: list[PledgeUse] = uses_of_needs([need.id]).get(need.id, [])
    moved = [use for use in uses if not only_delivered or UseState(use.state) in DELIVERED]
    for use in moved:
        use.state, use.moved_at = state.value, d.now
        use.save(update_fields=["state", "moved_at"])
    if moved:
        d.record(*moved)
