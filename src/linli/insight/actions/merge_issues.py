"""Two hot issues are one matter: the other goes on in this one."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..issue_rights import KEEPERS
from ..issue_steps import join_issues, refresh
from ..models import HotIssue


@action
def merge_issues(*, actor: Actor, key: UUID | None, issue: RowKey, into: RowKey) -> HotIssue:
    """Join `issue` into `into`, which keeps its id; the history of both says so.

    Raises `Conflict` for issues of two streets and for one issue twice, `WrongState` where one of them has been joined already,
    `NotAllowed`, `NotFound`. Both rows are locked in the order of their ids.
    """
    if issue.street_code != into.street_code:
        raise Conflict("other_street")
    if issue.id == into.id:
        raise Conflict("same_issue")
    with deed(actor, key, "hot_issue.merge") as d:
        locked = {id: d.lock(HotIssue, RowKey(issue.street_code, id)) for id in sorted({issue.id, into.id})}
        for row in locked.values():
            d.allow(KEEPERS, "hot_issue.merge", on=row)
            if row.part_of_id:
                raise WrongState("hot_issue.merge", "merged")
        join_issues(locked[into.id], locked[issue.id], d.now, actor)
        refresh(locked[into.id])
        d.record(*locked.values())
    return locked[into.id]
