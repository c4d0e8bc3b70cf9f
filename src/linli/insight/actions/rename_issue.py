"""A person names a hot issue; from then on its messages do not."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..issue_rights import KEEPERS
from ..issue_steps import note_turn
from ..models import HotIssue, IssueTurn

LONGEST_NAME = 60


@action
def rename_issue(*, actor: Actor, key: UUID | None, issue: RowKey, name: str) -> HotIssue:
    """Raises `MissingField` for no name, `BadInput` for one of more than 60 characters, `NotAllowed`, `NotFound`."""
    with deed(actor, key, "hot_issue.rename") as d:
        row = d.lock(HotIssue, issue)
        d.allow(KEEPERS, "hot_issue.rename", on=row)
        words = " ".join(name.replace("\x00", "").split())
        if not words:
            raise MissingField("hot_issue.rename", ["name"])
        if len(words) > LONGEST_NAME:
            raise BadInput("name", "too_long", len(words))
        row.name, row.named_by = words, actor.id
        row.save()
        d.record(row, note_turn(row, IssueTurn.Deed.NAMED, d.now, actor, text=words))
    return row
