"""A proxy is taken back, until the proxy has voted."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Proxy, RollMark
from ..poll import kept
from ..rules.chain import LineKind
from ..write_line import write_line
from .give_proxy import WHEN


@action
def revoke_proxy(*, actor: Actor, key: UUID | None, vote: RowKey, proxy: RowKey) -> None:
    """Take the proxy back at the word of whoever gave it; her right is hers again. Raises `WrongState` once it was used or is
    revoked. Seven statements."""
    with deed(actor, key, "vote.revoke_proxy") as d:
        row = kept(d, vote, "vote.revoke_proxy", WHEN)
        held = d.lock(Proxy, proxy)
        if held.vote_id != row.id:
            raise NotFound("proxy", proxy)
        used = RollMark.objects.filter(street_code=row.street_code, entry_id=held.entry_id).exists()
        if held.revoked_at is not None or used:
            raise WrongState("vote.revoke_proxy", "used" if used else "revoked")
        held.revoked_at, held.revoked_by = d.now, actor.id
        held.save(update_fields=["revoked_at", "revoked_by"])
        write_line(d, row, LineKind.PROXY_REVOKED)
        d.record(held)
