"""Who reads and who organises; the community a page is about."""

from __future__ import annotations

from uuid import UUID

from linli.activities.queries.activity_page import ActivityPage, activity_page
from linli.activities.who_may import NEIGHBOURS, ORGANISERS
from linli.doors.rail import AT_A_DESK, CENTRE, IN_THE_FIELD
from linli.doors.staff.frame import StaffRequest
from linli.kernel.errors import NotAllowed
from linli.ledger.audit import home_of

READERS = IN_THE_FIELD | AT_A_DESK | CENTRE
HELPERS = ORGANISERS | NEIGHBOURS
COMMUNITY_DIGITS = 12


def prefix_of(request: StaffRequest) -> str:
    """The community of those who work in one, the whole jurisdiction of those above."""
    return home_of(request.actor)[:COMMUNITY_DIGITS]


def community_of(request: StaffRequest) -> str:
    """The organiser's own community. Raises `NotAllowed` for somebody of a wider place."""
    code = prefix_of(request)
    if len(code) != COMMUNITY_DIGITS:
        raise NotAllowed("activity", "scope")
    return code


def activity_of(request: StaffRequest, id: UUID) -> ActivityPage:
    """The activity, within the jurisdiction. Raises `NotFound`. At most five statements."""
    return activity_page(prefix_of(request), id)


def organises(request: StaffRequest, page: ActivityPage) -> bool:
    """Whether this person may move and change it."""
    return request.actor.may(ORGANISERS, page.place_code)
