"""One deed on one motion with its effects, and the opening of one. Takes part in the caller's deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Min

from linli.cases.matter import clean_text
from linli.kernel.actor import Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.deed_table import decide
from linli.kernel.errors import BadInput, MissingField, NotAllowed, WrongState
from linli.kernel.ids import uuid7
from linli.ledger.deed import DeedInHand
from linli.ledger.follow_codes import take_follow_code
from linli.teams.queries import work_calendar

from .events import MotionMoved
from .models import Hall, Motion, MotionStep, Opinion, Resolution, Undertaking
from .proposal import FOLLOWED_AS, Proposal
from .rules import TABLE, MayMove, MotionDeed, MotionState, Part, due_after, without_persons
from .who_keeps import member_by_phone, parts_in_hall

LONGEST_UNDERTAKING_DAYS = 730
TEXTS = ("reason", "note", "text", "public_words")


def open_motion(d: DeedInHand, hall: Hall, proposal: Proposal) -> Motion:
    """Write a checked proposal down as a motion of the open hall, and announce it.

    Raises `WrongState` for a closed hall, `NotAllowed` (`members_only`) where only members move.
    """
    if hall.closed_at is not None:
        raise WrongState(MotionDeed.RAISE, "closed")
    parts = parts_in_hall(d.actor, hall)
    by_resident = Role.REPORTER in d.actor.roles
    member = member_by_phone(hall, proposal.phone)
    if hall.may_move == MayMove.MEMBERS and member is None and not parts & {Part.MEMBER, Part.CHAIR, Part.DESK}:
        raise NotAllowed(MotionDeed.RAISE, "members_only")
    state = decide(TABLE, MotionDeed.RAISE, None, {"words": proposal.words}, parts)
    motion = Motion(
        id=d.actor.id if by_resident else uuid7(),
        place_code=hall.place_code,
        street_code=hall.street_code,
        hall=hall,
        state=state.value,
        title=proposal.title,
        words=proposal.words,
        name=proposal.name,
        phone=proposal.phone,
        member_id=member and member.id,
        registered_by=None if by_resident else d.actor.id,
        origin=proposal.origin.value,
        origin_id=proposal.origin_id,
        origin_code=proposal.origin_code,
        raised_at=d.now,
        moved_at=d.now,
    )
    _wait(d, motion, hall)
    motion.code = take_follow_code(motion, FOLLOWED_AS)
    motion.save(force_insert=True)
    step = write_step(d, motion, MotionDeed.RAISE, parts, "")
    d.record(motion)
    d.announce(MotionMoved(motion.id, motion.street_code, step.id))
    return motion


def carry_out(
    d: DeedInHand, motion: Motion, hall: Hall, deed: MotionDeed, given: Mapping[str, Any] | None = None
) -> MotionStep:
    """Do `deed` on the locked `motion`; returns the step. Raises what the table raises, `BadInput`."""
    given = {name: clean_text(value) if isinstance(value, str) else value for name, value in (given or {}).items()}
    parts = parts_in_hall(d.actor, hall, motion)
    target = decide(TABLE, deed, MotionState(motion.state), given, parts)
    _keep(d, motion, deed, given)
    if target is not MotionState(motion.state):
        motion.state, motion.moved_at, motion.rung = target.value, d.now, 0
        _wait(d, motion, hall)
    motion.save()
    step = write_step(d, motion, deed, parts, next((given[name] for name in TEXTS if given.get(name)), ""))
    if target is MotionState.CLOSED:
        Opinion.objects.filter(
            street_code=motion.street_code, target_id=motion.id, settled_at__isnull=True
        ).update(settled_at=d.now)  # fmt: skip
    d.record(motion)
    d.announce(MotionMoved(motion.id, motion.street_code, step.id))
    return step


def write_step(d: DeedInHand, motion: Motion, deed: MotionDeed, parts: frozenset[Part], text: str) -> MotionStep:
    """The turn as it is remembered."""
    step = MotionStep(
        place_code=motion.place_code,
        street_code=motion.street_code,
        motion=motion,
        at=d.now,
        deed=deed.value,
        to_state=motion.state,
        actor_id=d.actor.id,
        actor_name="" if Role.REPORTER in d.actor.roles else d.actor.name,
        part=min(parts).value if parts else Part.SYSTEM.value,
        text=text[:600],
    )
    step.save(force_insert=True)
    return step


def write_undertakings(d: DeedInHand, resolution: Resolution, lines: Iterable[tuple[str, str, date]]) -> None:
    """Who does what by when. Raises `BadInput` on `undertakings` for a line without somebody, for a day that has passed and
    for one more than two years away."""
    today = d.now.astimezone(SHANGHAI).date()
    for what, who, due_on in lines:
        what, who = clean_text(what)[:120], clean_text(who)[:40]
        if not what or not who:
            raise BadInput("undertakings", "incomplete")
        if not today <= due_on <= today + timedelta(days=LONGEST_UNDERTAKING_DAYS):
            raise BadInput("undertakings", "out_of_range")
        Undertaking(
            place_code=resolution.place_code,
            street_code=resolution.street_code,
            motion_id=resolution.motion_id,
            decided=resolution,
            what=what,
            who=who,
            due_on=due_on,
        ).save(force_insert=True)


def wait_for_undertakings(d: DeedInHand, motion: Motion, hall: Hall) -> None:
    """Set anew by when the next undertaking is due. Saves the motion."""
    _wait(d, motion, hall)
    motion.rung = 0
    motion.save(update_fields=["due_at", "alarm_at", "rung"])


def _wait(d: DeedInHand, motion: Motion, hall: Hall) -> None:
    state, next_due = MotionState(motion.state), None
    if state is MotionState.UNDER_WAY:
        next_due = Undertaking.objects.filter(
            street_code=motion.street_code, motion=motion, done_at__isnull=True
        ).aggregate(first=Min("due_on"))["first"]
    calendar = work_calendar(hall.place_code)
    motion.due_at = due_after(state, now=d.now, calendar=calendar, answer_days=hall.answer_days, next_due=next_due)
    motion.alarm_at = motion.due_at


def _keep(d: DeedInHand, motion: Motion, deed: MotionDeed, given: Mapping[str, Any]) -> None:
    match deed:
        case MotionDeed.ADMIT:
            for field in ("title", "public_words"):
                if without_persons(given.get(field, ""), {}) != given.get(field, ""):
                    raise BadInput(field, "tells_who")
            motion.title, motion.public_words = given["title"][:60], given.get("public_words", "")[:400]
            motion.admitted_at = d.now
        case MotionDeed.REFUSE:
            motion.reason = given["reason"][:400]
        case MotionDeed.REJECT:
            motion.reason, motion.resolved_at = given["text"][:400], d.now
        case MotionDeed.MERGE:
            into = Motion.objects.filter(
                street_code=motion.street_code, hall_id=motion.hall_id, id=given["into"]
            ).first()  # fmt: skip
            if into is None or into.id == motion.id:
                raise BadInput("into", "unknown")
            if MotionState(into.state) not in (MotionState.RAISED, MotionState.ADMITTED, MotionState.SCHEDULED):
                raise BadInput("into", "ended")
            motion.merged_into = into
        case MotionDeed.ADOPT | MotionDeed.ANSWER:
            motion.resolved_at = d.now
            if deed is MotionDeed.ANSWER:
                motion.done_at = d.now
        case MotionDeed.REPORT_DONE:
            left = Undertaking.objects.filter(street_code=motion.street_code, motion=motion, done_at__isnull=True)
            if left.exists() and Role.SYSTEM not in d.actor.roles:
                raise MissingField(deed, ["undertakings"])
            left.update(done_at=d.now)
            motion.done_at = d.now
        case MotionDeed.REOPEN:
            motion.done_at = None
            resolution = Resolution.objects.filter(street_code=motion.street_code, motion=motion).latest("at")
            write_undertakings(d, resolution, [(given["reason"], given["who"], given["due_on"])])
