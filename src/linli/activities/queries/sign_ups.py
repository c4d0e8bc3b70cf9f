"""Who signed up, as helpers and organisers see it: masked; the printed list in clear, recorded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed, NotFound
from linli.ledger.audit import looked_at
from linli.ledger.scoped import acting_in
from linli.people.follow_word import follow_word

from ..models import CheckIn, OnDuty, Rating, SignUp, StallQuestion
from ..rules import STANDING, AgeGroup, Outcome, Satisfaction, ScanKind, SignUpState
from ..who_may import NEIGHBOURS, ORGANISERS, community_of, scope_of_helper
from .activity_page import ActivityPage


@dataclass(frozen=True, slots=True)
class SignUpLine:
    """One row of the list. Name and telephone are masked unless the list is printed. `word` opens it where no telephone
    was left."""

    id: UUID
    code: str
    name: str
    phone: str
    group: AgeGroup
    guardian: str
    part: str
    state: SignUpState
    signed_at: datetime
    came_at: datetime | None
    left_at: datetime | None
    by_helper: bool
    word: str


@dataclass(frozen=True, slots=True)
class DoorCount:
    """How it stands at the door at this moment."""

    places: int
    came: int
    walk_ins: int
    left: int


@dataclass(frozen=True, slots=True)
class Organised:
    """What the organiser's page adds to the activity: the list, the door, ratings, helpers, questions."""

    lines: tuple[SignUpLine, ...]
    waiting: tuple[SignUpLine, ...]
    door: DoorCount
    ratings: tuple[tuple[Satisfaction, int], ...]
    words: tuple[str, ...]
    duty: tuple[OnDuty, ...]
    questions: tuple[StallQuestion, ...]

    @property
    def rated(self) -> int:
        return sum(count for _word, count in self.ratings)


def organised(actor: Actor, activity: ActivityPage) -> Organised:
    """Everything of the organiser's page; those above the community see ratings and no list. Seven statements, one of them
    the record that it was looked at."""
    helps = bool(actor.roles & (ORGANISERS | NEIGHBOURS))
    scope = scope_of_helper(actor, community_of(activity.place_code), "activity.list") if helps else actor.scope
    here = {"street_code": activity.key.street_code, "activity_id": activity.id}
    with acting_in(scope):
        rows = list(SignUp.objects.filter(**here).order_by("signed_at", "id")) if helps else []
        lines = [_line(row, activity) for row in rows]
        walk_ins = CheckIn.objects.filter(**here, kind=ScanKind.WALK_IN.value).count()
        ratings: Counter[str] = Counter()
        words = []
        for rating in Rating.objects.filter(**here).order_by("-at")[:500]:
            ratings[rating.satisfaction] += rating.people
            if rating.words:
                words.append(rating.words.reveal())
        duty = tuple(OnDuty.objects.filter(**here).order_by("id")) if helps else ()
        questions = tuple(StallQuestion.objects.filter(**here).order_by("id")) if helps else ()
        if rows:
            looked_at(actor, "activity.list", rows[0])
    return Organised(
        lines=tuple(one for one in lines if one.state is SignUpState.CONFIRMED or one.came_at),
        waiting=tuple(one for one in lines if one.state is SignUpState.WAITING and not one.came_at),
        door=DoorCount(
            places=sum(one.state is SignUpState.CONFIRMED for one in lines),
            came=sum(one.came_at is not None for one in lines),
            walk_ins=walk_ins,
            left=sum(one.left_at is not None for one in lines),
        ),
        ratings=tuple((word, ratings[word.value]) for word in Satisfaction),
        words=tuple(words),
        duty=duty,
        questions=questions,
    )


def door_count(actor: Actor, activity: ActivityPage) -> DoorCount:
    """The count at the door, for the helper's page. Two statements and the scope."""
    here = {"street_code": activity.key.street_code, "activity_id": activity.id}
    with acting_in(scope_of_helper(actor, community_of(activity.place_code), "activity.check_in")):
        rows = list(SignUp.objects.filter(**here).values_list("state", "came_at", "left_at"))
        walk_ins = CheckIn.objects.filter(**here, kind=ScanKind.WALK_IN.value, outcome=Outcome.COUNTED.value).count()
    return DoorCount(
        places=sum(state == SignUpState.CONFIRMED.value for state, *_ in rows),
        came=sum(came is not None for _state, came, _left in rows),
        walk_ins=walk_ins,
        left=sum(left is not None for *_rest, left in rows),
    )


def printed_list(actor: Actor, activity: ActivityPage) -> list[SignUpLine]:
    """Everybody with a place or waiting, in clear, to be printed: recorded with its purpose. Organisers only. Two statements."""
    if not actor.may(ORGANISERS, activity.place_code):
        raise NotAllowed("activity.print")
    rows = list(
        SignUp.objects.filter(
            street_code=activity.key.street_code,
            activity_id=activity.id,
            state__in=[state.value for state in STANDING],
        ).order_by("state", "signed_at", "id")
    )
    if rows:
        looked_at(actor, "activity.print", rows[0], "contact")
    return [_line(row, activity, clear=True) for row in rows]


def slip_of(actor: Actor, place_code: str, street_code: int, id: UUID) -> tuple[SignUpLine, UUID]:
    """What is printed for somebody signed up by a helper, and the activity. Raises `NotFound`. One statement and the scope."""
    with acting_in(scope_of_helper(actor, community_of(place_code), "activity.sign_up")):
        row = SignUp.objects.filter(street_code=street_code, id=id, registered_by=actor.id).first()
        if row is None:
            raise NotFound("sign_up")
        return _line(row, None), row.activity_id


def _line(row: SignUp, activity: ActivityPage | None, clear: bool = False) -> SignUpLine:
    parts = {part.id: part.name for part in activity.parts} if activity else {}

    def shown(value):
        return value.reveal() if clear else str(value)

    return SignUpLine(
        id=row.id,
        code=row.code,
        name=shown(row.name),
        phone=shown(row.phone),
        group=AgeGroup(row.group),
        guardian=shown(row.guardian),
        part=parts.get(row.part_id, ""),
        state=SignUpState(row.state),
        signed_at=row.signed_at,
        came_at=row.came_at,
        left_at=row.left_at,
        by_helper=row.registered_by is not None,
        word="" if row.phone or not row.name else follow_word(row.id),
    )
