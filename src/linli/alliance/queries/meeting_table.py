"""The joint meetings of a community with their points, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from linli.kernel.place_codes import street_of
from linli.ledger.read_together import read_together
from linli.teams.models import Organisation

from ..models import JointMeeting, MeetingPoint
from ..rules.member_kinds import PointSubject


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point with its meeting; a meeting without points is a row of its own, its `number` 0."""

    starts_at: datetime
    venue: str
    state: str
    attended: int
    number: int
    subject: str
    title: str
    outcome: str
    who: str
    due_on: date | None
    done_at: datetime | None


def points_of_meetings(community: str, most: int = 200) -> list[PointRow]:
    """The latest meetings with their points, within the caller's scope. One statement."""
    street = street_of(community)
    held = JointMeeting.objects.filter(street_code=street, place_code=community)
    meetings, points, units = read_together(
        held.order_by("-starts_at", "-id")[:most],
        MeetingPoint.objects.filter(street_code=street, meeting_id__in=held.values("id")).order_by("number"),
        Organisation.objects.filter(
            id__in=MeetingPoint.objects.filter(street_code=street, meeting_id__in=held.values("id")).values(
                "organisation_id"
            )
        ).values_list("id", "name"),
    )
    names = dict(units)
    rows = []
    for row in meetings:
        facts = (row.starts_at, row.venue, row.state, len(row.attended))
        mine = [one for one in points if one.meeting_id == row.id]
        rows += [
            PointRow(
                *facts, one.number, PointSubject(one.subject).label, one.title, one.outcome,
                names.get(one.organisation_id, "") or one.doer, one.due_on, one.done_at,
            )
            for one in mine
        ] or [PointRow(*facts, 0, "", "", "", "", None, None)]  # fmt: skip
    return rows
