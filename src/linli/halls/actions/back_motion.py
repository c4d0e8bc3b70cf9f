"""Somebody backs a motion (附议): one telephone, one voice."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.street_row import RowKey
from linli.people.sealing import fingerprint

from ..models import Backing, Motion
from ..proposal import FOLLOWED_AS
from ..rules import OPEN_TO_BACK, MotionState
from ..who_keeps import KEEPERS


@action
def back_motion(*, actor: Actor, key: UUID | None, motion: RowKey, phone: str, name: str = "") -> Backing:
    """Add a voice; returns it with the code by which its owner follows the motion. Of two with one telephone one counts.

    Raises `BadInput` on `phone`, `WrongState` unless it is open to voices, `Conflict` on `backing` for a telephone that
    raised or backed it before.
    """
    phone = read_phone(phone)
    if not phone:
        raise BadInput("phone", "empty")
    with deed(actor, key, "motion.back") as d:
        row = d.lock(Motion, motion)
        by_resident = Role.REPORTER in actor.roles
        if not by_resident and not actor.may(KEEPERS, row.place_code):
            raise NotAllowed("back_motion", "role")
        if MotionState(row.state) not in OPEN_TO_BACK:
            raise WrongState("back_motion", row.state)
        if row.phone_mark == fingerprint(phone):
            raise Conflict("backing")
        backing = Backing(
            id=actor.id if by_resident else uuid7(),
            place_code=row.place_code,
            street_code=row.street_code,
            motion=row,
            name=clean_text(name)[:40],
            phone=phone,
            at=d.now,
            registered_by=None if by_resident else actor.id,
        )
        try:
            with transaction.atomic():
                backing.code = take_follow_code(row, FOLLOWED_AS, backing.id)
                backing.save(force_insert=True)
        except IntegrityError:
            raise Conflict("backing") from None
        d.record(backing)
    return backing
