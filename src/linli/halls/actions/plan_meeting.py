"""A meeting of a hall, or a lecture, is planned; or its plan is changed before it is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.street_row import RowKey

from ..models import Hall, Meeting
from ..rules import MeetingKind, MeetingState
from ..who_keeps import allow_keeper, hall_of

FOLLOWED_AS = "meeting"
LONGEST_HOURS = 12
FURTHEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where, what about, for a lecture by whom."""

    kind: MeetingKind
    title: str
    place_words: str
    starts_at: datetime
    ends_at: datetime
    lecturer: str = ""

    def checked(self) -> dict:
        """The columns, cleaned. Raises `BadInput`."""
        title, place_words = clean_text(self.title)[:60], clean_text(self.place_words)[:100]
        for field, value in (("title", title), ("place_words", place_words)):
            if not value:
                raise BadInput(field, "empty")
        lecturer = clean_text(self.lecturer)[:60] if self.kind is MeetingKind.LECTURE else ""
        if self.kind is MeetingKind.LECTURE and not lecturer:
            raise BadInput("lecturer", "empty")
        if not timedelta(0) < self.ends_at - self.starts_at <= timedelta(hours=LONGEST_HOURS):
            raise BadInput("ends_at", "too_long")
        return {
            "kind": self.kind.value, "title": title, "place_words": place_words, "starts_at": self.starts_at,
            "ends_at": self.ends_at, "lecturer": lecturer,
        }  # fmt: skip


@action
def plan_meeting(*, actor: Actor, key: UUID | None, hall: RowKey, plan: Plan, meeting: RowKey | None = None) -> Meeting:
    """Plan it, or change the plan of `meeting`. A meeting held before the platform was used may lie in the past, up to a year.

    Raises `BadInput`, `WrongState` once it is called or the hall is closed, `NotAllowed`.
    """
    columns = plan.checked()
    with deed(actor, key, "meeting.change" if meeting else "meeting.plan") as d:
        if abs(columns["starts_at"] - d.now) > timedelta(days=FURTHEST_DAYS):
            raise BadInput("starts_at", "out_of_range")
        if meeting:
            row = d.lock(Meeting, meeting)
            allow_keeper(actor, hall_of(row), "plan_meeting")
            if row.state != MeetingState.PLANNED:
                raise WrongState("plan_meeting", row.state)
        else:
            of = d.lock(Hall, hall)
            allow_keeper(actor, of, "plan_meeting")
            if of.closed_at is not None:
                raise WrongState("plan_meeting", "closed")
            row = Meeting(
                place_code=of.place_code, street_code=of.street_code, hall=of, state="planned", planned_by=actor.id
            )  # fmt: skip
            row.code = take_follow_code(row, FOLLOWED_AS)
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
        d.record(row)
    return row
