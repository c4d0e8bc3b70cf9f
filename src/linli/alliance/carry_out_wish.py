"""One deed on one wish with its effects. Takes part in the caller's deed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from linli.cases.matter import clean_text
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict
from linli.kernel.ids import uuid7
from linli.ledger.deed import DeedInHand
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.photographs import Photograph, keep_photographs
from linli.teams.queries import work_calendar

from .events import WishMoved
from .hope import FOLLOWED_AS, Claimer
from .models import PledgeUse, Wish, WishClaim, WishStep
from .parts_in_wish import facts_of, parts_in_wish, standing_claim
from .rules import ENDED, Part, UseState, WishDeed, WishState, decide, due_after

USE_AFTER = {
    WishDeed.FULFIL: UseState.FULFILLED,
    WishDeed.NOT_YET: UseState.UNDER_WAY,
    WishDeed.CONFIRM: UseState.CONFIRMED,
    WishDeed.RELEASE: UseState.DECLINED,
    WishDeed.WITHDRAW: UseState.DECLINED,
}
"""What a turn of the wish says of the resource that was to serve it."""

TEXTS = ("note", "reason", "said", "thanks", "story")


def carry_out(
    d: DeedInHand, wish: Wish, deed: WishDeed, given: Mapping[str, Any], photographs: tuple[Photograph, ...] = ()
) -> WishStep:
    """Do `deed` on the locked `wish`; returns the step. Raises what `decide` raises, and `Conflict` on `claim` where
    somebody's claim stands already."""
    given = {name: clean_text(value) if isinstance(value, str) else value for name, value in given.items()}
    parts = parts_in_wish(d.actor, wish)
    target = decide(deed, facts_of(wish), given, by=d.actor.id, parts=parts, today=d.now.astimezone(SHANGHAI).date())
    claim = None
    if deed is WishDeed.CLAIM:
        claim = _claim(d, wish, given, Part.PUBLIC in parts)
    elif deed in (WishDeed.RELEASE, WishDeed.WITHDRAW, WishDeed.NOT_YET):
        claim = standing_claim(wish)
        if claim is not None and deed is not WishDeed.NOT_YET:
            claim.released_at = d.now
            claim.save(update_fields=["released_at"])
    _keep(d, wish, deed, given, parts)
    if target is not WishState(wish.state):
        promised_on = claim.promised_on if claim else None
        # A promise that has passed already asks for an answer within days, not in the past.
        if promised_on is not None and promised_on < clock.today():
            promised_on = clock.today()
        wish.state, wish.moved_at = target.value, d.now
        wish.due_at = due_after(target, now=d.now, calendar=work_calendar(wish.place_code), promised_on=promised_on)
        wish.alarm_at = wish.due_at
    wish.save()
    _move_pledge_use(d, wish, deed)
    step = write_step(d, wish, deed, parts, _text(given), photographs)
    d.record(wish, *([claim] if claim else []))
    d.announce(WishMoved(wish.id, wish.street_code, step.id))
    return step


def write_step(
    d: DeedInHand,
    wish: Wish,
    deed: WishDeed,
    parts: frozenset[Part],
    text: str,
    photographs: tuple[Photograph, ...] = (),
) -> WishStep:
    """The turn as it is remembered, with its photographs."""
    by_resident = Role.REPORTER in d.actor.roles
    step = WishStep(
        place_code=wish.place_code,
        street_code=wish.street_code,
        wish=wish,
        at=d.now,
        deed=deed.value,
        to_state=wish.state,
        actor_id=d.actor.id,
        actor_name="" if by_resident else d.actor.name,
        part=min(parts).value if parts else Part.SYSTEM.value,
        text=text,
    )
    step.save(force_insert=True)
    if photographs:
        keep_photographs(list(photographs), subject_id=step.id, place_code=wish.place_code, by=d.actor.id, at=d.now)
    return step


def _text(given: Mapping[str, Any]) -> str:
    return next((given[name] for name in TEXTS if given.get(name)), "")


def _claim(d: DeedInHand, wish: Wish, given: Mapping[str, Any], by_public: bool) -> WishClaim:
    claimer = given["claimer"]
    if not isinstance(claimer, Claimer):
        raise BadInput("claimer_name", "empty")
    claimer = claimer.checked()
    claim = WishClaim(
        id=d.actor.id if by_public else uuid7(),
        place_code=wish.place_code,
        street_code=wish.street_code,
        wish=wish,
        kind=claimer.kind,
        organisation_id=claimer.organisation_id,
        name=claimer.name,
        phone=claimer.phone,
        promised_on=given["promised_on"],
        claimed_at=d.now,
        registered_by=None if by_public else d.actor.id,
    )
    claim.code = take_follow_code(wish, FOLLOWED_AS, claim.id)
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError:
        raise Conflict("claim") from None
    wish.first_claimed_at = wish.first_claimed_at or d.now
    return claim


def _keep(d: DeedInHand, wish: Wish, deed: WishDeed, given: Mapping[str, Any], parts: frozenset[Part]) -> None:
    match deed:
        case WishDeed.APPROVE:
            wish.kind, wish.public_words, wish.published_at = given["kind"], given["public_words"][:120], d.now
        case WishDeed.REFUSE | WishDeed.CLOSE_UNMET:
            wish.reason = given["reason"][:400]
        case WishDeed.FULFIL:
            wish.fulfilled_at, wish.reported_by = d.now, d.actor.id
        case WishDeed.NOT_YET:
            wish.fulfilled_at, wish.reported_by = None, None
        case WishDeed.CONFIRM:
            wish.confirmed_at = d.now
            if Part.WISHER in parts:
                wish.thanks = given.get("thanks", "")[:300]
        case WishDeed.TELL_STORY:
            wish.story = given["story"][:300]


def _move_pledge_use(d: DeedInHand, wish: Wish, deed: WishDeed) -> None:
    after = USE_AFTER.get(deed)
    ended = WishState(wish.state) in ENDED
    claimed_by_another = deed is WishDeed.CLAIM
    if after is None and not ended and not claimed_by_another:
        return
    uses = PledgeUse.objects.filter(street_code=wish.street_code, wish=wish).exclude(state=UseState.DECLINED.value)
    if claimed_by_another or after is None:
        # What was only asked for is not needed any more; what was committed stands.
        uses, after = uses.filter(state=UseState.ASKED.value), UseState.DECLINED
    for use in uses:
        use.state, use.moved_at = after.value, d.now
        use.save(update_fields=["state", "moved_at"])
        d.record(use)
