"""A person confirms proposals of a run, one or several: the lines of the resource ledger are written, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Match, MatchRun, Need, Pledge
from ..reserve import reserve
from .join_alliance import KEEPERS


@action
def confirm_matches(
    *, actor: Actor, key: UUID | None, run: RowKey, matches: Sequence[UUID], why: Mapping[UUID, str]
) -> int:
    """Set aside what the proposals say, and return how many. `why` are their receipts in a sentence each.

    A proposal that has become stale (the pledge was used or taken off meanwhile, the need has enough) refuses all with
    `Conflict` on `pledge`; one decided before with `WrongState`. Raises `BadInput` on `matches` for none, `NotFound`,
    `NotAllowed`. Rows are locked in the order of their ids: two people who confirm at once wait, never deadlock.
    """
    if not matches:
        raise BadInput("matches", "empty")
    with deed(actor, key, "alliance.confirm_match") as d:
        of_run = MatchRun.objects.filter(street_code=run.street_code, id=run.id).first()
        if of_run is None:
            raise NotFound("match_run")
        d.allow(KEEPERS, "confirm_match", on=of_run)
        rows = [d.lock(Match, RowKey(run.street_code, id)) for id in sorted(set(matches))]
        if any(row.run_id != of_run.id for row in rows):
            raise NotFound("match")
        if decided := next((row for row in rows if row.state != "proposed"), None):
            raise WrongState("confirm_match", decided.state)
        needs = {id: d.lock(Need, RowKey(run.street_code, id)) for id in sorted({row.need_id for row in rows})}
        pledges = {id: d.lock(Pledge, RowKey(run.street_code, id)) for id in sorted({row.pledge_id for row in rows})}
        for row in rows:
            reserve(d, needs[row.need_id], pledges[row.pledge_id], row.quantity, why.get(row.id, ""))
            row.state, row.decided_at, row.decided_by = "confirmed", d.now, actor.id
            row.save(update_fields=["state", "decided_at", "decided_by"])
        d.record(*rows)
    return len(rows)
