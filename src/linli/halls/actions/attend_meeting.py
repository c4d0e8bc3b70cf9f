"""Somebody scans the code on the wall and is counted as attending, once."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Attendance, Meeting
from ..rules import AttendWay, MeetingState, open_for_attendance
from ..who_keeps import hall_of, member_by_phone
from ..write_attendance import write_attendance


@action
def attend_meeting(*, actor: Actor, key: UUID | None, meeting: RowKey, name: str, phone: str) -> Attendance:
    """Count the telephone's owner, as the member where it is a member's. Acts as `kernel.actor.reporter(id, place)`.

    Raises `BadInput` on `name`, `phone`, `WrongState` (`not_now`) outside the hours of the meeting, `Conflict` on
    `attendance` for somebody counted before.
    """
    name, phone = clean_text(name)[:40], read_phone(phone)
    for field, value in (("name", name), ("phone", phone)):
        if not value:
            raise BadInput(field, "empty")
    with deed(actor, key, "meeting.attend") as d:
        row = d.lock(Meeting, meeting)
        if row.state == MeetingState.CANCELLED or not open_for_attendance(row.starts_at, row.ends_at, d.now):
            raise WrongState("attend_meeting", "not_now")
        member = member_by_phone(hall_of(row), phone)
        attendance = write_attendance(
            d, row, AttendWay.QR, member=member, name=name, phone=phone, id=actor.id
        )  # fmt: skip
        d.record(attendance)
    return attendance
