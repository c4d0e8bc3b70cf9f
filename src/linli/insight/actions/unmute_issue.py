"""A muted hot issue stands on the list again."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..issue_rights import KEEPERS
from ..issue_steps import note_turn
from ..models import HotIssue, IssueTurn


@action
def unmute_issue(*, actor: Actor, key: UUID | None, issue: RowKey) -> HotIssue:
    """Raises `WrongState` where it is not muted, `NotAllowed`, `NotFound`."""
    with deed(actor, key, "hot_issue.unmute") as d:
        row = d.lock(HotIssue, issue)
        d.allow(KEEPERS, "hot_issue.unmute", on=row)
        if row.muted_at is None:
            raise WrongState("hot_issue.unmute", "not_muted")
        row.muted_at, row.mute_reason = None, ""
        row.save()
        d.record(row, note_turn(row, IssueTurn.Deed.UNMUTED, d.now, actor))
    return row
