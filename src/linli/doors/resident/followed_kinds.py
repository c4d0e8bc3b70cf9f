"""The one table of what residents may follow by a code: what opens it, and which page it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from linli.activities import followed_as as activities
from linli.activities.queries.followed import opened
from linli.alliance import hope, open_need, open_project
from linli.alliance.queries.find_need import need_opened
from linli.alliance.queries.find_wish import wish_opened
from linli.alliance.queries.follow_project import opens_project
from linli.cases import matter
from linli.cases.queries.find_followed import entry_opened
from linli.halls import proposal
from linli.halls.actions import collect_opinion, plan_meeting
from linli.halls.queries.follow import attendance_opened, motion_opened, opinion_opened
from linli.ledger.follow_codes import Followed
from linli.teams import registration
from linli.teams.actions import issue_certificate
from linli.teams.queries.volunteer_page import volunteer_opened
from linli.votes import open_vote
from linli.votes.queries.opened_right import right_followed


class FollowedKind(NamedTuple):
    """`opens(followed, typed)` gives as whom the digits open it, None when they do not; `page` is the name of the address
    that takes the code."""

    opens: Callable[[Followed, str], UUID | None]
    page: str


FOLLOWED_KINDS = {
    matter.FOLLOWED_AS: FollowedKind(entry_opened, "resident:follow_case"),
    activities.SIGN_UP: FollowedKind(opened, "resident:my_sign_up"),
    activities.BOOKING: FollowedKind(opened, "resident:my_booking"),
    activities.WISH: FollowedKind(opened, "resident:my_activity_wish"),
    hope.FOLLOWED_AS: FollowedKind(wish_opened, "resident:wish"),
    open_project.FOLLOWED_AS: FollowedKind(opens_project, "resident:followed_project"),
    open_vote.FOLLOWED_AS: FollowedKind(right_followed, "resident:ballot"),
    collect_opinion.FOLLOWED_AS: FollowedKind(opinion_opened, "resident:opinion"),
    proposal.FOLLOWED_AS: FollowedKind(motion_opened, "resident:follow_motion"),
    plan_meeting.FOLLOWED_AS: FollowedKind(attendance_opened, "resident:attended"),
    registration.FOLLOWED_AS: FollowedKind(volunteer_opened, "resident:volunteer"),
    issue_certificate.FOLLOWED_AS: FollowedKind(volunteer_opened, "resident:certificate"),
    open_need.FOLLOWED_AS: FollowedKind(need_opened, "resident:need"),
}
