"""The lines of the permission matrix about lists as workbooks."""

from __future__ import annotations

from collections.abc import Callable

from linli.alliance.actions.join_alliance import KEEPERS as ALLIANCE_KEEPERS
from linli.doors.rail import AT_A_DESK, CENTRE, IN_THE_FIELD
from linli.forms.rules.registered import READERS as FORM_READERS
from linli.teams.rules.volunteers import ACCEPTERS, READERS
from linli.votes.queries.votes_shown import vote_list  # noqa: F401
from linli.votes.rules.keepers import READERS as VOTE_READERS


def lines(page: Callable[..., None]) -> None:
    """Add the lines."""
    page("staff:export_needs", roles=IN_THE_FIELD | AT_A_DESK | CENTRE)
    page("staff:export_matching", roles=ALLIANCE_KEEPERS)
    page("staff:export_pairings", method="post", roles=ALLIANCE_KEEPERS, data={"purpose": "核对"})
    page("staff:export_joint_meetings", roles=AT_A_DESK)
    page("staff:export_votes", roles=VOTE_READERS)
    page("staff:export_forms", roles=FORM_READERS)
    for name in ("teams", "hours", "trainings"):
        page(f"staff:export_{name}", roles=READERS)
    page("staff:export_time_bank", method="post", roles=ACCEPTERS, data={"purpose": "核对"})
