"""An opinion is sorted: answered at once, dispatched as a case where it needs no talk, put to a hall, or put on the needs list."""

from __future__ import annotations

from uuid import UUID

from linli.alliance.open_need import Asker
from linli.cases.matter import Matter, PlaceChosen, Source, Voice, clean_text
from linli.cases.open_case import open_case
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField, WrongState
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_motion import open_motion
from ..events import OpinionMoved
from ..models import Hall, Opinion
from ..proposal import Proposal
from ..put_on_needs_list import Wanted, put_on_needs_list
from ..rules import Origin, Sorting
from ..who_keeps import KEEPERS


@action
def sort_opinion(
    *, actor: Actor, key: UUID | None, opinion: RowKey, sorting: Sorting, answer: str = "", title: str = "",
    hall: RowKey | None = None, wanted: Wanted | None = None,
) -> Opinion:  # fmt: skip
    """Send the opinion where it belongs; both ends know each other. `answer` is told to whoever said it.

    Raises `WrongState` for one that is sorted, `MissingField` for no answer (`answered`), `BadInput` on `hall` for no hall
    (`motion`), on `kind`, `quantity`, `unit`, `title` for no need, `NotAllowed`.
    """
    with deed(actor, key, f"opinion.{sorting.value}") as d:
        row = d.lock(Opinion, opinion)
        d.allow(KEEPERS, "sort_opinion", on=row)
        if row.sorted_at is not None:
            raise WrongState("sort_opinion", row.sorted_as)
        row.answer = clean_text(answer)[:400]
        if sorting is Sorting.ANSWERED:
            if not row.answer:
                raise MissingField("sort_opinion", ["answer"])
            row.settled_at = d.now
        elif sorting is Sorting.CASE:
            case = open_case(d, _matter(row).checked())
            row.target_id, row.target_code = case.id, case.code
        elif sorting is Sorting.MOTION:
            motion = open_motion(d, _hall(d, hall), _proposal(row, title).checked())
            motion.member_id = row.member_id or motion.member_id
            motion.save(update_fields=["member_id"])
            row.target_id, row.target_code = motion.id, motion.code
        else:
            asker = Asker(row.name.reveal(), row.phone.reveal())
            need = put_on_needs_list(
                d, row.id, row.place_code, wanted, title=clean_text(title), estate_id=row.estate_id, asker=asker
            )
            row.target_id = need.id
        row.sorted_as, row.sorted_at, row.sorted_by, row.due_at = sorting.value, d.now, actor.id, None
        row.save()
        d.record(row)
        d.announce(OpinionMoved(row.id, row.street_code, "sorted"))
    return row


def _matter(row: Opinion) -> Matter:
    return Matter(
        body=row.words.reveal(),
        place=PlaceChosen(row.place_code, row.estate_id),
        source=Source.COMMUNITY,
        voice=Voice(row.name.reveal(), row.phone.reveal()),
        raised_at=row.collected_at,
    )


def _proposal(row: Opinion, title: str) -> Proposal:
    return Proposal(
        words=row.words.reveal(),
        title=title,
        name=row.name.reveal(),
        phone=row.phone.reveal(),
        origin=Origin.OPINION,
        origin_id=row.id,
        origin_code=row.code,
    )


def _hall(d: DeedInHand, hall: RowKey | None) -> Hall:
    found = Hall.public.filter(street_code=hall.street_code, id=hall.id).first() if hall else None
    if found is None:
        raise BadInput("hall", "unknown")
    return found
