"""The result of a motion is rated (评议) by those it concerns: who raised, backed, attended, or lives there."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.people.sealing import fingerprint
from linli.places.models import Dwelling

from ..models import AgendaItem, Attendance, Backing, Hall, Motion, MotionRating
from ..rules import RATEABLE, MotionState, Rating
from ..who_keeps import hall_of, voice_mark


@action
def rate_motion(
    *, actor: Actor, key: UUID | None, motion: RowKey, rating: Rating, words: str = "", phone: str = "",
    dwelling: RowKey | None = None,
) -> MotionRating:  # fmt: skip
    """Keep the rating. Who follows by a code is known by it; anybody else by the telephone left when raising, backing or
    attending, or by the dwelling named.

    Raises `WrongState` before it is done, `NotAllowed` (`not_concerned`), `BadInput` on `phone`, `Conflict` on `rating`
    for a second one of the same telephone, `BadInput` on `words` for dissatisfaction without a word.
    """
    words, phone = clean_text(words)[:300], read_phone(phone)
    if rating is Rating.DISSATISFIED and not words:
        raise BadInput("words", "why")
    with deed(actor, key, "motion.rate") as d:
        row = d.lock(Motion, motion)
        if MotionState(row.state) not in RATEABLE:
            raise WrongState("rate_motion", row.state)
        part, mark = _voice(actor, row, hall_of(row), phone, dwelling)
        rated = MotionRating(
            place_code=row.place_code,
            street_code=row.street_code,
            motion=row,
            part=part,
            rating=rating.value,
            words=words,
            voice_mark=mark,
            dwelling_id=dwelling and dwelling.id,
            at=d.now,
        )
        try:
            with transaction.atomic():
                rated.save(force_insert=True)
        except IntegrityError:
            raise Conflict("rating") from None
        d.record(rated)
    return rated


def _voice(actor: Actor, motion: Motion, hall: Hall, phone: str, dwelling: RowKey | None) -> tuple[str, str]:
    of_street = {"street_code": motion.street_code}
    backings = Backing.objects.filter(**of_street, motion=motion)
    meetings = AgendaItem.objects.filter(**of_street, motion=motion).values("meeting_id")
    attended = Attendance.objects.filter(**of_street, meeting_id__in=meetings)
    if actor.id == motion.id:
        return "raised", voice_mark(motion.phone.reveal(), motion.id)
    for part, rows in (("backed", backings), ("attended", attended)):
        own = rows.filter(id=actor.id).first()
        if own is not None:
            return part, voice_mark(own.phone.reveal(), own.id)
    if not phone:
        raise BadInput("phone", "empty")
    mark = fingerprint(phone)
    if motion.phone_mark == mark:
        return "raised", mark
    for part, rows in (("backed", backings), ("attended", attended)):
        if rows.filter(phone_mark=mark).exists():
            return part, mark
    if dwelling is not None and _lives_there(hall, dwelling):
        return "lives", mark
    raise NotAllowed("rate_motion", "not_concerned")


def _lives_there(hall: Hall, dwelling: RowKey) -> bool:
    rows = Dwelling.objects.filter(street_code=dwelling.street_code, id=dwelling.id)
    rows = rows.filter(place_code__startswith=hall.place_code)
    return (rows.filter(building__estate_id=hall.estate_id) if hall.estate_id else rows).exists()
