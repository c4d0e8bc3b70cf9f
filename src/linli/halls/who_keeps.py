"""In which parts somebody acts in a hall, and who keeps its affairs."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed
from linli.ledger.street_row import StreetRow
from linli.people.sealing import fingerprint

from .models import Attendance, Hall, HallMember, Meeting, Motion
from .rules import LEADING, VOTING, MemberPart, Part

KEEPERS = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD})
COLLECTORS = frozenset(
    {Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.COMMUNITY_STAFF}
    | {Role.COMMUNITY_LEAD}
)
VOTING_VALUES = [part.value for part in VOTING]


def parts_in_hall(actor: Actor, hall: Hall, motion: Motion | None = None) -> frozenset[Part]:
    """The parts of the actor. At most one statement."""
    held = actor.roles_at(hall.place_code)
    if Role.SYSTEM in held:
        return frozenset({Part.SYSTEM})
    if Role.REPORTER in held:
        return frozenset({Part.MOVER if motion is not None and motion.id == actor.id else Part.PUBLIC})
    parts = {Part.DESK} if held & KEEPERS else set()
    member = standing_members(hall).filter(user_id=actor.id).first()
    if member is not None and member.part != MemberPart.OBSERVER:
        parts |= {Part.MEMBER, Part.CHAIR} if MemberPart(member.part) in LEADING else {Part.MEMBER}
    return frozenset(parts)


def allow_keeper(actor: Actor, hall: Hall, deed: object) -> None:
    """Raise `NotAllowed` unless the actor is of the staff over the hall, or its chair or secretary."""
    if not parts_in_hall(actor, hall) & {Part.DESK, Part.CHAIR}:
        raise NotAllowed(deed, "role")


def hall_of(row: StreetRow) -> Hall:
    """The hall a motion or meeting belongs to. One statement; whoever may reach the row may know its hall."""
    return Hall.public.get(street_code=row.street_code, id=row.hall_id)


def standing_members(hall: Hall):
    """Those who sit in the hall now."""
    return HallMember.objects.filter(street_code=hall.street_code, hall=hall, left_at__isnull=True)


def member_by_phone(hall: Hall, phone: str) -> HallMember | None:
    """The standing grown-up member with this telephone."""
    if not phone:
        return None
    return standing_members(hall).filter(phone_mark=fingerprint(phone), is_minor=False).first()


def attendance_of(actor: Actor, meeting: Meeting) -> Attendance | None:
    """The actor's own attendance of the meeting: by code, or as a member with an account. At most two statements."""
    rows = Attendance.objects.filter(street_code=meeting.street_code, meeting=meeting)
    if Role.REPORTER in actor.roles:
        return rows.filter(id=actor.id).first()
    members = HallMember.objects.filter(
        street_code=meeting.street_code, hall_id=meeting.hall_id, user_id=actor.id
    ).values("id")
    return rows.filter(member_id__in=members).first()


def attending_members(meeting: Meeting) -> int:
    """How many who vote attend."""
    return Attendance.objects.filter(street_code=meeting.street_code, meeting=meeting, votes=True).count()


def voice_mark(phone: str, as_id: UUID) -> str:
    """What one voice is known by: its telephone, or who it is by code."""
    return fingerprint(phone) if phone else f"as {as_id.hex}"
