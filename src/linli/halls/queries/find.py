"""Finding halls, motions, meetings and opinions of the caller's scope by what stands in an address. Each raises `NotFound`."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import NotFound

from ..models import Amendment, Hall, HallMember, Meeting, Motion, Opinion, Undertaking


def _one(model, what: str, **where):
    row = model.objects.filter(**where).first()
    if row is None:
        raise NotFound(what)
    return row


def find_hall(id: UUID) -> Hall:
    """One statement."""
    return _one(Hall, "hall", id=id)


def find_member(hall: Hall, id: UUID) -> HallMember:
    """One statement."""
    return _one(HallMember, "member", street_code=hall.street_code, hall_id=hall.id, id=id)


def find_meeting(id: UUID) -> Meeting:
    """One statement."""
    return _one(Meeting, "hall_meeting", id=id)


def find_motion(code: str) -> Motion:
    """One statement."""
    return _one(Motion, "motion", code=read_case_code(code) or "")


def find_opinion(code: str) -> Opinion:
    """One statement."""
    return _one(Opinion, "opinion", code=read_case_code(code) or "")


def find_amendment(meeting: Meeting, id: UUID) -> Amendment:
    """One statement."""
    return _one(Amendment, "amendment", street_code=meeting.street_code, meeting_id=meeting.id, id=id)


def find_undertaking(motion: Motion, id: UUID) -> Undertaking:
    """One statement."""
    return _one(Undertaking, "undertaking", street_code=motion.street_code, motion_id=motion.id, id=id)
