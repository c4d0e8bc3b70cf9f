"""Everything the staff's page of one motion shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.deed_table import available
from linli.kernel.errors import NotFound
from linli.kernel.target import Target
from linli.ledger.audit import looked_at
from linli.ledger.street_row import RowKey
from linli.people.follow_word import follow_word

from ..models import AgendaItem, Hall, HallMember, Meeting, Motion, MotionRating
from ..rules import OF_A_MEETING, TABLE, MotionDeed, MotionState, Origin, Rating
from ..who_keeps import hall_of, parts_in_hall
from .find import find_motion
from .motion_facts import MotionFacts, motion_facts
from .targets import target_of
from .voices import voices_of


@dataclass(frozen=True, slots=True)
class MotionPage:
    """One motion. Name and number are masked; a child of a council is `小议员` and its number. `word` is what whoever wrote it
    down hands to somebody without a telephone."""

    key: RowKey
    code: str
    state: MotionState
    title: str
    public_words: str
    words: str
    name: str
    phone: str
    child_number: int | None
    origin: Origin
    merged_into: Target | None
    reason: str
    due_at: datetime | None
    rung: int
    hall: Hall
    meetings: tuple[Meeting, ...]
    voices: int
    facts: MotionFacts
    said: tuple[tuple[Rating, str], ...]
    word: str
    deeds: tuple[tuple[MotionDeed, bool], ...]

    def offers(self, deed: MotionDeed) -> bool:
        return any(one is deed for one, _main in self.deeds)


def motion_page(actor: Actor, code: str) -> MotionPage:
    """The page; looking at it is recorded. Raises `NotFound`. At most thirteen statements."""
    motion = find_motion(code)
    looked_at(actor, "motion.look", motion)
    hall = hall_of(motion)
    parts = parts_in_hall(actor, hall, motion)
    of = {"street_code": motion.street_code}
    items = AgendaItem.objects.filter(**of, motion=motion).values("meeting_id")
    member = HallMember.objects.filter(**of, id=motion.member_id).first() if motion.member_id else None
    ratings = MotionRating.objects.filter(**of, motion=motion).order_by("-at")[:30]
    open_deeds = available(TABLE, MotionState(motion.state), parts)
    child = member is not None and member.is_minor
    return MotionPage(
        key=motion.key,
        code=motion.code,
        state=MotionState(motion.state),
        title=motion.title,
        public_words=motion.public_words,
        words=motion.words.reveal(),
        name="" if child else str(motion.name),
        phone="" if child else str(motion.phone),
        child_number=member.number if child else None,
        origin=Origin(motion.origin),
        merged_into=target_of(motion.street_code, "motion", motion.merged_into_id),
        reason=motion.reason,
        due_at=motion.due_at,
        rung=motion.rung,
        hall=hall,
        meetings=tuple(Meeting.objects.filter(**of, id__in=items).order_by("-starts_at")),
        voices=voices_of([motion])[motion.id],
        facts=motion_facts(motion),
        said=tuple((Rating(one.rating), one.words.reveal()) for one in ratings if one.words),
        word="" if motion.phone or child or motion.registered_by != actor.id else follow_word(motion.id),
        deeds=tuple((one.deed, one.main) for one in open_deeds if one.deed not in OF_A_MEETING),
    )


def phone_of_motion(actor: Actor, code: str) -> str:
    """The whole number of who raised it, to call and ask: recorded with that purpose. Raises `NotFound` where there is none
    or the actor does not keep the hall. At most five statements."""
    motion = find_motion(code)
    keeps = available(TABLE, MotionState.RAISED, parts_in_hall(actor, hall_of(motion)))
    if not motion.phone or not keeps:
        raise NotFound("phone")
    looked_at(actor, "motion.reveal_phone", motion, "contact")
    return motion.phone.reveal()


def merge_choices(page: MotionPage) -> list[tuple[UUID, str]]:
    """Id and title of the motions of the hall this one may be merged into. One statement."""
    rows = Motion.objects.filter(
        street_code=page.key.street_code, hall_id=page.hall.id, state__in=["raised", "admitted", "scheduled"]
    ).exclude(id=page.key.id)
    return list(rows.order_by("-raised_at").values_list("id", "title")[:100])
