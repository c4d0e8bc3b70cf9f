"""Who is told of what happens in halls, and what halls hear of the rooms below. Those without an account read it on the page of
their code; idempotent."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.accounts.tell import tell
from linli.alliance.events import NeedMoved, ProjectMoved
from linli.alliance.models import Need, Project
from linli.alliance.rules.need_loop import NeedState
from linli.alliance.rules.project_loop import DONE as PROJECT_DONE
from linli.alliance.rules.project_loop import ProjectState
from linli.cases.events import CaseMoved
from linli.cases.models import Case
from linli.kernel import clock
from linli.kernel.actor import Role, system
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey, StreetRow
from linli.teams.models import Post
from linli.votes.events import VoteClosed
from linli.votes.models import Vote

from .actions.finish_motion import finish_motion
from .events import HallMeetingMoved, MotionMoved, MotionOverdue, OpinionMoved
from .models import AgendaItem, HallMember, Meeting, Motion, MotionStep, Opinion, Resolution
from .rules import LEADING, MotionDeed
from .vote_of_motion import ORIGIN

LEADING_VALUES = [part.value for part in LEADING]
TO_THE_DESK = frozenset({MotionDeed.RAISE, MotionDeed.WITHDRAW, MotionDeed.REPORT_DONE})


def tell_of_an_opinion(event: OpinionMoved) -> None:
    """The desk hears what comes in, whoever wrote it down hears where it went."""
    with acting_in(Scope.everything()):
        row = Opinion.objects.get(street_code=event.street_code, id=event.opinion_id)
        told = _holders(row, {Role.COMMUNITY_STAFF}) if event.turn == "collected" else set()
        told = (told | {row.registered_by}) - {None, row.sorted_by}
        if event.turn == "collected":
            told.discard(row.registered_by)
        _tell(told, f"opinion_{event.turn}", row, {"code": row.code}, f"opinion {row.id} {event.turn}")


def tell_of_a_motion(event: MotionMoved) -> None:
    """Chair, secretary and desk hear what comes in; whoever wrote the motion down, and every member with an account, each turn."""
    with acting_in(Scope.everything()):
        motion = Motion.objects.get(street_code=event.street_code, id=event.motion_id)
        step = MotionStep.objects.get(street_code=event.street_code, id=event.step_id)
        deed, told = MotionDeed(step.deed), {motion.registered_by}
        told |= _members(motion, LEADING_VALUES if deed in TO_THE_DESK else None)
        if deed in TO_THE_DESK:
            told |= _holders(motion, _desk(motion))
        _tell(told - {None, step.actor_id}, f"motion_{deed.value}", motion, _named(motion), f"motion step {step.id}")


def tell_of_the_time(event: MotionOverdue) -> None:
    """First chair and desk are reminded; from the second time on the lead of the place and the one above hear it too."""
    with acting_in(Scope.everything()):
        motion = Motion.objects.get(street_code=event.street_code, id=event.motion_id)
        told = _members(motion, LEADING_VALUES) | _holders(motion, _desk(motion))
        if event.rung > 1:
            told |= _holders(motion, {Role.COMMUNITY_LEAD, Role.STREET_LEAD})
        once = f"motion {motion.id} {motion.moved_at.isoformat()} {event.rung}"
        _tell(told, f"motion_waits_{motion.state}", motion, _named(motion), once)


def tell_of_a_meeting(event: HallMeetingMoved) -> None:
    """Members with an account, and whoever wrote a motion of the agenda down, are told; of an amendment only who decides it."""
    with acting_in(Scope.everything()):
        meeting = Meeting.objects.get(street_code=event.street_code, id=event.meeting_id)
        if event.turn == "amended":
            told = _members(meeting, LEADING_VALUES) or _holders(meeting, _desk(meeting))
        else:
            on_agenda = AgendaItem.objects.filter(street_code=meeting.street_code, meeting=meeting).values("motion_id")
            movers = Motion.objects.filter(street_code=meeting.street_code, id__in=on_agenda)
            told = _members(meeting) | set(movers.values_list("registered_by", flat=True))
        facts = {"subject": meeting.title, "at": meeting.starts_at.astimezone(clock.SHANGHAI).strftime("%m-%d %H:%M")}
        _tell(told - {None}, f"hall_meeting_{event.turn}", meeting, facts, f"meeting {event.about_id} {event.turn}")


def settle_with_case(event: CaseMoved) -> None:
    """A case that is closed settles the opinion it came from, and carries out the resolution it came from."""
    with acting_in(Scope.everything()):
        case = Case.objects.filter(street_code=event.street_code, id=event.case_id).first()
    if case is not None and case.state == "closed":
        _carried_out(case)


def settle_with_need(event: NeedMoved) -> None:
    """A need confirmed by who asked does the same."""
    with acting_in(Scope.everything()):
        need = Need.objects.filter(street_code=event.street_code, id=event.need_id).first()
    if need is not None and need.state == NeedState.CONFIRMED:
        _carried_out(need)


def carry_on_with_project(event: ProjectMoved) -> None:
    """A project that was accepted carries out its resolution; of one that was stopped chair and desk are told: the residents
    wait for another way."""
    with acting_in(Scope.everything()):
        project = Project.objects.filter(street_code=event.street_code, id=event.project_id).first()
        if project is not None and project.state == ProjectState.STOPPED:
            for motion in Motion.objects.filter(street_code=event.street_code, id=project.origin_id):
                told = _members(motion, LEADING_VALUES) | _holders(motion, _desk(motion))
                _tell(told, "motion_project_stopped", motion, _named(motion), f"project {project.id} stopped")
    if project is not None and project.state in PROJECT_DONE:
        _carried_out(project)


def tell_of_a_vote(event: VoteClosed) -> None:
    """Chair and desk are told that the vote on a motion has ended: the meeting writes the resolution now."""
    with acting_in(Scope.everything()):
        vote = Vote.objects.filter(street_code=event.street_code, id=event.vote_id, origin=ORIGIN).first()
        motion = vote and Motion.objects.filter(street_code=event.street_code, id=vote.origin_id).first()
        if motion:
            told = _members(motion, LEADING_VALUES) | _holders(motion, _desk(motion))
            _tell(told, "motion_vote_closed", motion, _named(motion), f"vote {vote.id} closed")


def _carried_out(target: StreetRow) -> None:
    with acting_in(Scope.everything()):
        of = {"street_code": target.street_code, "target_id": target.id}
        Opinion.objects.filter(**of, settled_at__isnull=True).update(settled_at=clock.now())
        found = list(Resolution.objects.filter(**of))
    for resolution in found:
        finish_motion(actor=system(), key=None, motion=RowKey(resolution.street_code, resolution.motion_id))


def _named(motion: Motion) -> dict[str, str]:
    return {"code": motion.code, "subject": motion.title}


def _tell(users: Iterable[UUID], kind: str, row: StreetRow, facts: dict[str, str], once: str) -> None:
    told = set(users)
    if told:
        tell(told, kind, row, facts, once)


def _members(row: Motion | Meeting, parts: list[str] | None = None) -> set[UUID]:
    rows = HallMember.objects.filter(
        street_code=row.street_code, hall_id=row.hall_id, left_at__isnull=True, user_id__isnull=False
    )
    return set((rows.filter(part__in=parts) if parts else rows).values_list("user_id", flat=True))


def _desk(row: StreetRow) -> set[Role]:
    return {Role.STREET_STAFF} if len(row.place_code) <= PlaceLevel.STREET else {Role.COMMUNITY_STAFF}


def _holders(row: StreetRow, roles: Iterable[Role]) -> set[UUID]:
    """The holders of posts of these roles whose place contains the row's. One statement."""
    above = [row.place_code[:length] for length in (6, 9, 12, 16, 18) if length <= len(row.place_code)]
    return set(
        Post.public.filter(
            place_code__in=above, role__in=list(roles), closed_at__isnull=True, holder_id__isnull=False
        ).values_list("holder_id", flat=True)
    )
