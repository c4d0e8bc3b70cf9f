from __future__ import annotations

from uuid import UUID

from linli.accounts.rules import filed_under
from linli.accounts.sessions import end_sessions
from linli.kernel.actor import Actor
from linli.ledger import audit
from linli.ledger.deed import action, deed


@action
def sign_out(*, actor: Actor, key: UUID | None, everywhere: bool = False) -> None:
    """Record that the actor leaves; `everywhere` also ends the sessions in other browsers."""
    with deed(actor, key, "account.sign_out") as d:
        if everywhere:
            end_sessions(actor.id)
        place = filed_under(grant.prefix for grant in actor.grants)
        changes = {"everywhere": True} if everywhere else {}
        audit.line(actor, d.name, place, "accounts.user", actor.id, changes, at=d.now).save(force_insert=True)
