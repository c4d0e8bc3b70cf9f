"""What waits for the next joint meeting of a community's alliance."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from linli.ledger.street_row import scope_condition

from .models import MeetingPoint, Need, Project, Wish
from .rules import WishState
from .rules.member_kinds import PointSubject
from .rules.need_loop import NeedState
from .rules.project_loop import ProjectState

MOST = 30


class Waiting(NamedTuple):
    """One matter: what it is, and the code by which its page is found."""

    subject: PointSubject
    id: UUID | None
    code: str
    title: str


def gathered(community: str, now: datetime) -> list[Waiting]:
    """Open points of meetings before, wishes before the committee, needs whose time to be met has passed (the urgent first),
    projects that wait for a decision. Four statements."""
    here = scope_condition(community)
    wishes = Wish.objects.filter(here, state=WishState.COMMITTEE.value).order_by("moved_at", "id")
    needs = Need.objects.filter(here, state=NeedState.ASKED.value, due_at__lte=now)
    projects = Project.objects.filter(here, state=ProjectState.PROPOSED.value).order_by("opened_at", "id")
    before = MeetingPoint.objects.filter(here, due_on__isnull=False, done_at__isnull=True).order_by("due_on", "id")
    found = [
        *(Waiting(PointSubject(p.subject), p.subject_id, p.subject_code, p.title) for p in before[:MOST]),
        *(Waiting(PointSubject.WISH, w.id, w.code, w.public_words) for w in wishes[:MOST]),
        *(
            Waiting(PointSubject.NEED, n.id, str(n.id), n.title)
            for n in needs.order_by("-is_urgent", "due_at", "id")[:MOST]
        ),
        *(Waiting(PointSubject.PROJECT, p.id, str(p.id), p.title) for p in projects[:MOST]),
    ]
    seen: set[UUID] = set()
    kept = []
    for one in found:
        if one.id is None or one.id not in seen:
            kept.append(one)
            seen |= {one.id} if one.id else set()
    return kept
