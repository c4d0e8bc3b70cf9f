"""A draft taken up again by its author."""

from __future__ import annotations

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound

from ..matter import Matter, PlaceChosen, Source, Voice
from ..models import Case, Entry
from ..rules import State
from .visible import case_by_code


def draft_of(actor: Actor, code: str) -> tuple[Case, Matter]:
    """The actor's own draft and what was noted down in it, in clear: the words are his. Two statements.

    Raises `NotFound` when there is no such draft of his.
    """
    case = case_by_code(actor, code)
    if case.state != State.DRAFT:
        raise NotFound("case", code)
    entry = Entry.objects.get(street_code=case.street_code, case_id=case.id, is_main=True)
    return case, Matter(
        body=entry.body,
        place=PlaceChosen(case.place_code, case.estate_id, case.building_id, case.place_text, case.place_reason),
        source=Source(case.source),
        voice=Voice(entry.name.reveal(), entry.phone.reveal(), entry.dwelling_text.reveal()),
        is_urgent=case.is_urgent,
    )
