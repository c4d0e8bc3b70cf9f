"""A question about policy at a stall: answered there, or followed as a case (practices.md E5)."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import Matter, PlaceChosen, Source, Voice, clean_text, read_phone
from linli.cases.open_case import open_case
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Activity, ActivityPart, StallQuestion
from ..rules import ActivityState
from ..who_may import ORGANISERS


@action
def note_question(
    *,
    actor: Actor,
    key: UUID | None,
    activity: RowKey,
    part: UUID | None,
    words: str,
    answer: str = "",
    as_case: bool = False,
    name: str = "",
    phone: str = "",
) -> StallQuestion:
    """Note the question with the answer given, or open a case for it: then name and telephone go into the case alone.

    Raises `BadInput` on `words`, `phone`, on `answer` where it is neither answered nor followed, `WrongState`, `NotAllowed`.
    """
    words, answer, phone = clean_text(words)[:1000], clean_text(answer)[:300], read_phone(phone)
    if not words:
        raise BadInput("words", "empty_question")
    if not answer and not as_case:
        raise BadInput("answer", "neither")
    with deed(actor, key, "activity.question") as d:
        row = d.lock(Activity, activity)
        d.allow(ORGANISERS, "activity.question", on=row)
        if row.state in (ActivityState.DRAFT.value, ActivityState.CANCELLED.value):
            raise WrongState("activity.question", row.state)
        stall = (
            ActivityPart.objects.filter(street_code=row.street_code, activity=row, id=part).first() if part else None
        )
        one = StallQuestion(
            place_code=row.place_code,
            street_code=row.street_code,
            activity=row,
            part_id=stall and stall.id,
            words=words,
            answer=answer,
            at=d.now,
            noted_by=actor.id,
        )
        if as_case:
            matter = Matter(
                body=words,
                place=PlaceChosen(row.place_code, text=row.title),
                source=Source.COMMUNITY,
                voice=Voice(name, phone),
            )
            one.case_code = open_case(d, matter.checked()).code
        one.save(force_insert=True)
        d.record(one)
    return one
