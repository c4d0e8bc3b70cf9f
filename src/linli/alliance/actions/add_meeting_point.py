"""One more point on the agenda, or in the minutes, of a joint meeting."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import JointMeeting, MeetingPoint
from ..rules import looks_personal
from ..rules.member_kinds import PointSubject
from .join_alliance import KEEPERS


@action
def add_meeting_point(
    *,
    actor: Actor,
    key: UUID | None,
    meeting: RowKey,
    title: str,
    subject: PointSubject = PointSubject.OTHER,
    subject_id: UUID | None = None,
    subject_code: str = "",
) -> MeetingPoint:
    """Write it down. Raises `BadInput` on `title`, `WrongState` for a meeting that was cancelled, `NotAllowed`."""
    title = clean_text(title)
    if not title:
        raise BadInput("title", "empty")
    if looks_personal(title):
        raise BadInput("title", "personal")
    with deed(actor, key, "alliance.add_point") as d:
        row = d.lock(JointMeeting, meeting)
        d.allow(KEEPERS, "add_point", on=row)
        if row.state == "cancelled":
            raise WrongState("add_point", row.state)
        points = MeetingPoint.objects.filter(street_code=row.street_code, meeting=row)
        if subject_id is not None and (same := points.filter(subject_id=subject_id).first()):
            return same
        point = MeetingPoint(
            place_code=row.place_code,
            street_code=row.street_code,
            meeting=row,
            number=(points.aggregate(last=Max("number"))["last"] or 0) + 1,
            subject=subject.value,
            subject_id=subject_id,
            subject_code=subject_code,
            title=title[:120],
        )
        point.save(force_insert=True)
        d.record(point)
    return point
