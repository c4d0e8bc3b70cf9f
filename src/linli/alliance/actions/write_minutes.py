"""The minutes of a joint meeting: who came, what was said; and of each point who does what by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..meeting_dates import point_alarm
from ..models import JointMeeting, MeetingPoint
from ..rules import looks_personal
from .join_alliance import KEEPERS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one point. Who does it (a unit or, in words, somebody else) and by when; neither where nothing is left
    to do."""

    point: UUID
    words: str
    organisation_id: UUID | None = None
    doer: str = ""
    due_on: date | None = None


@action
def write_minutes(
    *,
    actor: Actor,
    key: UUID | None,
    meeting: RowKey,
    attended: Sequence[UUID],
    summary: str,
    outcomes: Sequence[Outcome],
) -> None:
    """Keep the minutes; they may be written again until the points are done. A point with a day has a reminder.

    Raises `WrongState` before the meeting began and for one cancelled, `BadInput` on `summary` (looks personal), on
    `outcome` (who does it without a day, or the other way round, or looks personal), `NotFound`, `NotAllowed`.
    """
    summary = clean_text(summary)[:1000]
    if looks_personal(summary):
        raise BadInput("summary", "personal")
    with deed(actor, key, "alliance.write_minutes") as d:
        row = d.lock(JointMeeting, meeting)
        d.allow(KEEPERS, "write_minutes", on=row)
        if row.state == "cancelled" or row.starts_at > d.now:
            raise WrongState("write_minutes", row.state)
        points = {one.id: one for one in MeetingPoint.objects.filter(street_code=row.street_code, meeting=row)}
        changed = []
        for one in outcomes:
            if one.point not in points:
                raise NotFound("meeting_point")
            words, doer = clean_text(one.words)[:400], clean_text(one.doer)[:60]
            somebody = bool(one.organisation_id or doer)
            if looks_personal(words) or looks_personal(doer):
                raise BadInput("outcome", "personal")
            if somebody is not (one.due_on is not None) or (somebody and not words):
                raise BadInput("outcome", "half")
            point = d.lock(MeetingPoint, points[one.point])
            if point.done_at is not None:
                continue
            point.outcome, point.organisation_id, point.doer, point.due_on = (
                words,
                one.organisation_id,
                doer,
                one.due_on,
            )
            point.alarm_at = point_alarm(one.due_on) if one.due_on else None
            point.save()
            changed.append(point)
        row.state, row.attended, row.summary = "held", [str(id) for id in sorted(set(attended))], summary
        row.minutes_at, row.alarm_at = d.now, None
        row.save()
        d.record(row, *changed)
