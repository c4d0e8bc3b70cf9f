"""A message that was sorted wrongly leaves the hot issue, and does not come back by itself."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..issue_rights import KEEPERS
from ..issue_steps import note_turn, refresh
from ..models import HotIssue, IssueTurn, Telling


@action
def take_out_case(*, actor: Actor, key: UUID | None, issue: RowKey, case_id: UUID, code: str) -> HotIssue:
    """Take every voice of the case out of the issue. `code` names the case in the history. Raises `NotFound` where the case is
    not in the issue, `NotAllowed`."""
    with deed(actor, key, "hot_issue.take_out") as d:
        row = d.lock(HotIssue, issue)
        d.allow(KEEPERS, "hot_issue.take_out", on=row)
        voices = Telling.objects.filter(street_code=row.street_code, issue=row, case_id=case_id)
        if not voices.update(issue=None, is_apart=True):
            raise NotFound("case", code)
        refresh(row)
        d.record(row, note_turn(row, IssueTurn.Deed.TOOK_OUT, d.now, actor, text=code, other_id=case_id))
    return row
