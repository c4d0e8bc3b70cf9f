"""Somebody more helps with a claimed wish (帮帮团): the claim stays one, those who join are listed with it."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, Conflict, TooMany, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..hope import Claimer
from ..models import CoClaimer, Wish
from ..parts_in_wish import standing_claim
from ..rules import WishState, looks_personal
from .ask_need import DESK_AND_FIELD

MOST = 20
"""So many join one claim."""


@action
def join_claim(*, actor: Actor, key: UUID | None, wish: RowKey, helper: Claimer, brings: str = "") -> CoClaimer:
    """Enter who joins and what he brings. Raises `WrongState` for a wish nobody has claimed (claim it) or that is done,
    `Conflict` on `co_claimer` for a number that is with it already, `TooMany` past 20, `BadInput`, `NotAllowed`."""
    helper, brings = helper.checked(), clean_text(brings)[:60]
    if looks_personal(brings):
        raise BadInput("brings", "personal")
    with deed(actor, key, "wish.join_claim") as d:
        row = d.lock(Wish, wish)
        d.allow(DESK_AND_FIELD | {Role.REPORTER}, "join_claim", on=row)
        claim = standing_claim(row)
        if row.state != WishState.CLAIMED.value or claim is None:
            raise WrongState("join_claim", row.state)
        there = CoClaimer.objects.filter(street_code=row.street_code, claim=claim)
        if there.count() >= MOST:
            raise TooMany("join_claim", 3600)
        if claim.phone.reveal() == helper.phone:
            raise Conflict("co_claimer")
        member = CoClaimer(
            place_code=row.place_code,
            street_code=row.street_code,
            claim=claim,
            organisation_id=helper.organisation_id,
            name=helper.name,
            phone=helper.phone,
            brings=brings,
            joined_at=d.now,
        )
        try:
            with transaction.atomic():
                member.save(force_insert=True)
        except IntegrityError:
            raise Conflict("co_claimer") from None
        d.record(member)
    return member
