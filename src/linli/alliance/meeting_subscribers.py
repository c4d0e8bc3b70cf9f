"""Who is invited to joint meetings, and who is reminded of what the alliance left undone; idempotent."""

from __future__ import annotations

from uuid import UUID

from linli.accounts.tell import tell
from linli.kernel.clock import SHANGHAI
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.queries import place_facts
from linli.teams.models import Organisation, Post

from .actions.ring_alliance_alarm import RUNG
from .events import AllianceOverdue, MeetingCalled
from .models import Adviser, JointMeeting, MeetingPoint, MemberUnit, Pairing
from .subscribers import LEADS, holders_over


def invite_to_a_meeting(event: MeetingCalled) -> None:
    """Community staff and lead, the governance advisers, and whoever holds a post of a member unit there; the other units
    are called by telephone."""
    with acting_in(Scope.everything()):
        meeting = JointMeeting.objects.get(street_code=event.street_code, id=event.meeting_id)
        told = holders_over(meeting, LEADS) | invited(meeting)
        place = place_facts(meeting.place_code)
        facts = {
            "subject": place.community,
            "day": meeting.starts_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
            "venue": meeting.venue,
        }
        tell(told - {meeting.called_by}, "joint_meeting_called", meeting, facts, f"meeting {meeting.id}")


def invited(meeting: JointMeeting) -> set[UUID]:
    """The users invited as advisers or for a member unit. Three statements."""
    here = {"street_code": meeting.street_code, "place_code": meeting.place_code}
    posts = list(Adviser.objects.filter(**here, left_on__isnull=True).values_list("post_id", flat=True))
    units = MemberUnit.objects.filter(**here, left_on__isnull=True).values_list("organisation_id", flat=True)
    held = Post.public.filter(closed_at__isnull=True, holder_id__isnull=False)
    advisers = set(held.filter(id__in=posts).values_list("holder_id", flat=True))
    members = held.filter(organisation_id__in=list(units), place_code__startswith=meeting.place_code)
    return advisers | set(members.values_list("holder_id", flat=True))


def tell_of_the_alliance(event: AllianceOverdue) -> None:
    """Community staff and lead are reminded; of a point also the unit that was to do it."""
    with acting_in(Scope.everything()):
        row = RUNG[event.what].objects.filter(street_code=event.street_code, id=event.row_id).first()
        if row is None:
            return
        told, subject = holders_over(row, LEADS), place_facts(row.place_code).community
        if isinstance(row, MeetingPoint):
            subject = row.title
            units = Post.public.filter(
                organisation_id=row.organisation_id, closed_at__isnull=True, holder_id__isnull=False
            ).filter(place_code__startswith=row.place_code)
            told |= set(units.values_list("holder_id", flat=True)) if row.organisation_id else set()
        elif isinstance(row, Pairing):
            names = Organisation.objects.filter(id=row.organisation_id).values_list("name", flat=True)
            subject = names.first() or subject
        facts = {"subject": subject, "meeting": str(row.meeting_id) if isinstance(row, MeetingPoint) else str(row.id)}
        tell(told, f"alliance_{event.what}_waits", row, facts, f"{event.what} {row.id} {event.on}")
