"""Attendance from the list of members, or from a paper list entered later."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.people.sealing import fingerprint

from ..models import Attendance, Meeting
from ..rules import AttendWay, MeetingState, MinutesState
from ..rules.meetings import ATTEND_BEFORE
from ..who_keeps import allow_keeper, hall_of, member_by_phone, standing_members
from ..write_attendance import write_attendance

MOST_LINES = 300


@action
def tick_attendance(
    *, actor: Actor, key: UUID | None, meeting: RowKey, members: tuple[UUID, ...] = (), lines: tuple[tuple[str, str], ...] = ()
) -> int:  # fmt: skip
    """Count the `members` ticked, and the (name, telephone) `lines` of a paper list; a telephone may be missing there. Who is
    counted already is passed over; returns how many were new.

    Raises `WrongState` before the meeting or once its minutes are being signed, `BadInput` on `members` or `lines`, `NotAllowed`.
    """
    if len(lines) > MOST_LINES:
        raise BadInput("lines", "too_many")
    with deed(actor, key, "meeting.tick") as d:
        row = d.lock(Meeting, meeting)
        hall = hall_of(row)
        allow_keeper(actor, hall, "tick_attendance")
        if row.state == MeetingState.CANCELLED or row.minutes_state in (MinutesState.SIGNING, MinutesState.FINAL):
            raise WrongState("tick_attendance", row.state)
        if d.now < row.starts_at - timedelta(hours=12) - ATTEND_BEFORE:
            raise WrongState("tick_attendance", "not_now")
        rows = Attendance.objects.filter(street_code=row.street_code, meeting=row)
        there = set(rows.values_list("member_id", flat=True))
        marks = set(rows.exclude(phone_mark="").values_list("phone_mark", flat=True))
        seated = {one.id: one for one in standing_members(hall)}
        if not set(members) <= set(seated):
            raise BadInput("members", "unknown")
        new = []
        for id in dict.fromkeys(members):
            if id not in there:
                new.append(write_attendance(d, row, AttendWay.LIST, member=seated[id]))
                there.add(id)
        for name, phone in lines:
            name, phone = clean_text(name)[:40], read_phone(phone)
            if not name:
                raise BadInput("lines", "unreadable")
            member = member_by_phone(hall, phone)
            if (member and member.id in there) or (phone and fingerprint(phone) in marks):
                continue
            made = write_attendance(d, row, AttendWay.PAPER, member=member, name=name, phone=phone)
            marks.add(made.phone_mark)
            if member:
                there.add(member.id)
            new.append(made)
        if new:
            d.record(*new)
    return len(new)
