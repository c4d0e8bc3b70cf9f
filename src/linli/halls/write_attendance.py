"""One attendance, counted once. Takes part in the caller's deed."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Role
from linli.kernel.errors import Conflict
from linli.kernel.ids import uuid7
from linli.ledger.deed import DeedInHand
from linli.ledger.follow_codes import take_follow_code

from .models import Attendance, HallMember, Meeting
from .rules import VOTING, AttendWay, MemberPart


def write_attendance(
    d: DeedInHand, meeting: Meeting, way: AttendWay, *, member: HallMember | None = None, name: str = "", phone: str = "",
    id: UUID | None = None,
) -> Attendance:  # fmt: skip
    """Write it with the code by which its owner reads, amends and signs the minutes. Raises `Conflict` on `attendance` for
    somebody counted before."""
    attendance = Attendance(
        id=id or uuid7(),
        place_code=meeting.place_code,
        street_code=meeting.street_code,
        meeting=meeting,
        member_id=member and member.id,
        votes=member is not None and MemberPart(member.part) in VOTING,
        # A child of a council is known by its number alone.
        name="" if member and member.is_minor else member.name.reveal() if member else name,
        phone=member.phone.reveal() if member else phone,
        way=way.value,
        at=d.now,
        entered_by=None if Role.REPORTER in d.actor.roles else d.actor.id,
    )
    try:
        with transaction.atomic():
            attendance.code = take_follow_code(meeting, "meeting", attendance.id)
            attendance.save(force_insert=True)
    except IntegrityError:
        raise Conflict("attendance") from None
    return attendance
