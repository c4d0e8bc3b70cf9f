"""A meeting resolves a motion: adopted, answered, rejected or postponed; what was adopted says who does what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.alliance.open_project import open_project
from linli.alliance.rules.project_loop import ProjectOrigin
from linli.cases.matter import Matter, PlaceChosen, Source, clean_text
from linli.cases.open_case import open_case
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField, NotFound, WrongState
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey
from linli.votes.queries.votes_shown import VoteFacts

from ..carry_out_motion import carry_out, write_undertakings
from ..models import AgendaItem, Hall, Meeting, Motion, Resolution
from ..put_on_needs_list import Wanted, put_on_needs_list
from ..rules import Becomes, Majority, MeetingState, MinutesState, MotionDeed, Outcome, passes, quorum, without_persons
from ..vote_of_motion import vote_of
from ..who_keeps import VOTING_VALUES, allow_keeper, attending_members, hall_of, standing_members

DEEDS = {
    Outcome.ADOPTED: MotionDeed.ADOPT,
    Outcome.ANSWERED: MotionDeed.ANSWER,
    Outcome.REJECTED: MotionDeed.REJECT,
    Outcome.POSTPONED: MotionDeed.POSTPONE,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the meeting said: the outcome and its words; hands counted; what it becomes, and who does what by when."""

    outcome: Outcome
    text: str
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    becomes: Becomes = Becomes.TASK
    wanted: Wanted | None = None
    undertakings: tuple[tuple[str, str, date], ...] = ()


@action
def resolve_motion(*, actor: Actor, key: UUID | None, meeting: RowKey, motion: RowKey, verdict: Verdict) -> Resolution:
    """Write the resolution of a motion on the meeting's agenda, and move the motion on.

    What was put to a vote is decided by its declared result alone. What is decided by hands (adopted, rejected) needs the
    quorum and the hall's majority: raises `WrongState` (`no_quorum`,
    `not_now`, `vote_running`), `BadInput` on `in_favour` (`more_than_attending`), on `outcome` (`not_carried`, `carried`), on `text` for
    what looks like somebody's number or home; `MissingField`, `NotAllowed`, `NotFound`.
    """
    text = clean_text(verdict.text)[:600]
    if not text:
        raise MissingField("resolve_motion", ["text"])
    if without_persons(text, {}) != text:
        raise BadInput("text", "tells_who")
    with deed(actor, key, f"motion.{DEEDS[verdict.outcome].value}") as d:
        row = d.lock(Meeting, meeting)
        moved = d.lock(Motion, motion)
        hall = hall_of(row)
        allow_keeper(actor, hall, "resolve_motion")
        if not AgendaItem.objects.filter(street_code=row.street_code, meeting=row, motion=moved).exists():
            raise NotFound("motion")
        if row.state == MeetingState.CANCELLED or row.minutes_state == MinutesState.FINAL or d.now < row.starts_at:
            raise WrongState("resolve_motion", "not_now")
        attending = attending_members(row)
        needed = quorum(standing_members(hall).filter(part__in=VOTING_VALUES).count(), hall.quorum_percent)
        decides = verdict.outcome in (Outcome.ADOPTED, Outcome.REJECTED)
        vote = vote_of(moved) if decides else None
        by_hands = decides and vote is None
        if vote is not None:
            _check_vote(vote, verdict)
        elif by_hands:
            _check_hands(hall, verdict, attending, needed)
        adopted = verdict.outcome is Outcome.ADOPTED
        resolution = Resolution(
            place_code=row.place_code,
            street_code=row.street_code,
            motion=moved,
            meeting=row,
            outcome=verdict.outcome.value,
            text=text,
            in_favour=verdict.in_favour if by_hands else None,
            against=verdict.against if by_hands else None,
            abstained=verdict.abstained if by_hands else None,
            attending=attending,
            quorum=needed,
            vote_id=vote and vote.key.id,
            becomes=verdict.becomes.value if adopted else "",
            at=d.now,
        )
        resolution.save(force_insert=True)
        if adopted:
            write_undertakings(d, resolution, verdict.undertakings)
        carry_out(d, moved, hall, DEEDS[verdict.outcome], {"text": text, "undertakings": verdict.undertakings})
        if adopted:
            _become(d, resolution, moved, hall, verdict.wanted)
        d.record(resolution)
    return resolution


def _check_vote(vote: VoteFacts, verdict: Verdict) -> None:
    carried = vote.carried
    if carried is None:
        raise WrongState("resolve_motion", "vote_running")
    if carried is not (verdict.outcome is Outcome.ADOPTED):
        raise BadInput("outcome", "vote_carried" if carried else "vote_not_carried")


def _check_hands(hall: Hall, verdict: Verdict, attending: int, needed: int) -> None:
    if attending < needed:
        raise WrongState("resolve_motion", "no_quorum")
    hands = (verdict.in_favour, verdict.against, verdict.abstained)
    if any(one is None or one < 0 for one in hands):
        raise BadInput("in_favour", "empty")
    if sum(hands) > attending:
        raise BadInput("in_favour", "more_than_attending")
    carried = passes(Majority(hall.majority), verdict.in_favour, attending)
    if carried is not (verdict.outcome is Outcome.ADOPTED):
        raise BadInput("outcome", "carried" if carried else "not_carried")


def _become(d: DeedInHand, resolution: Resolution, motion: Motion, hall: Hall, wanted: Wanted | None) -> None:
    becomes, estates = Becomes(resolution.becomes), [hall.estate_id] if hall.estate_id else []
    if becomes is Becomes.TASK:
        return
    if becomes is Becomes.CASE:
        place = PlaceChosen(hall.place_code, hall.estate_id)
        case = open_case(d, Matter(resolution.text, place, Source.COMMUNITY, subject=motion.title).checked())
        resolution.target_id, resolution.target_code = case.id, case.code
    elif becomes is Becomes.PROJECT:
        project = open_project(
            d, origin=ProjectOrigin.MOTION, origin_id=motion.id, place_code=hall.place_code, title=motion.title,
            aim=resolution.text[:400], estate_ids=estates,
        )  # fmt: skip
        resolution.target_id = project.id
    else:
        need = put_on_needs_list(d, motion.id, hall.place_code, wanted, title=motion.title, estate_id=hall.estate_id)
        resolution.target_id = need.id
    resolution.save(update_fields=["target_id", "target_code"])
