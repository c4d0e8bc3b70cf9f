"""A hot issue that needs no more looking at leaves the list, with the reason; it can come back."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..issue_rights import KEEPERS
from ..issue_steps import note_turn
from ..models import HotIssue, IssueTurn

LONGEST_REASON = 200


@action
def mute_issue(*, actor: Actor, key: UUID | None, issue: RowKey, reason: str) -> HotIssue:
    """Raises `MissingField` without a reason, `BadInput` for one of more than 200 characters, `NotAllowed`, `NotFound`."""
    with deed(actor, key, "hot_issue.mute") as d:
        row = d.lock(HotIssue, issue)
        d.allow(KEEPERS, "hot_issue.mute", on=row)
        words = " ".join(reason.replace("\x00", "").split())
        if not words:
            raise MissingField("hot_issue.mute", ["reason"])
        if len(words) > LONGEST_REASON:
            raise BadInput("reason", "too_long", len(words))
        row.muted_at, row.mute_reason = d.now, words
        row.save()
        d.record(row, note_turn(row, IssueTurn.Deed.MUTED, d.now, actor, text=words))
    return row
