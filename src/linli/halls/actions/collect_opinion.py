"""An opinion is collected: from the residents' page, at the door, on paper, at a meeting, from a child of a council."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, NotAllowed
from linli.kernel.ids import uuid7
from linli.kernel.limits import Clock, Limit
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.street_row import RowKey
from linli.teams.queries import work_calendar

from ..events import OpinionMoved
from ..models import HallMember, Opinion
from ..rules import OpinionWay
from ..who_keeps import COLLECTORS, KEEPERS

FOLLOWED_AS = "opinion"
LONGEST_WORDS = 1000
SORT_LIMIT = Limit(Decimal(2), Clock.WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said, where, by which way, to which hall, by whom if she says so; `member` for a child of a council."""

    words: str
    place_code: str
    source: OpinionWay
    estate_id: UUID | None = None
    hall: RowKey | None = None
    member: RowKey | None = None
    name: str = ""
    phone: str = ""


@action
def collect_opinion(*, actor: Actor, key: UUID | None, saying: Saying) -> Opinion:
    """Write the opinion down; it is to be sorted within 2 working days. A resident acts as `kernel.actor.reporter(id, place)`.

    A council's child is known by the seat alone, without name or number. Raises `BadInput` on `words`, `phone`, `member`,
    `NotAllowed`. About 9 statements.
    """
    words = clean_text(saying.words)
    if not words:
        raise BadInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise BadInput("words", "too_long", len(words))
    phone = read_phone(saying.phone)
    with deed(actor, key, "opinion.collect") as d:
        by_resident = Role.REPORTER in actor.roles
        if not actor.may(COLLECTORS | KEEPERS | {Role.REPORTER}, saying.place_code):
            raise NotAllowed("collect_opinion", "scope")
        member = d.lock(HallMember, saying.member) if saying.member else None
        if member is not None and (
            member.left_at is not None or saying.hall is None or member.hall_id != saying.hall.id
        ):
            raise BadInput("member", "unknown")
        opinion = Opinion(
            id=actor.id if by_resident else uuid7(),
            place_code=saying.place_code,
            street_code=street_of(saying.place_code),
            words=words,
            name="" if member and member.is_minor else clean_text(saying.name)[:40],
            phone="" if member and member.is_minor else phone,
            source=saying.source.value,
            estate_id=saying.estate_id,
            hall_id=saying.hall and saying.hall.id,
            member_id=member and member.id,
            registered_by=None if by_resident else actor.id,
            collected_at=d.now,
            due_at=work_calendar(saying.place_code).deadline(d.now, SORT_LIMIT).at,
        )
        opinion.code = take_follow_code(opinion, FOLLOWED_AS)
        opinion.save(force_insert=True)
        d.record(opinion)
        d.announce(OpinionMoved(opinion.id, opinion.street_code, "collected"))
    return opinion
