from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.accounts.rules import filed_under
from linli.kernel.actor import Actor
from linli.ledger import audit
from linli.ledger.deed import action, deed


@action
def record_audit_export(*, actor: Actor, key: UUID | None, asked: Mapping[str, str]) -> None:
    """Record that the actor took a copy of audit lines out of the platform, and which were asked for."""
    with deed(actor, key, "audit.export") as d:
        place = filed_under(grant.prefix for grant in actor.grants)
        audit.line(actor, d.name, place, "ledger.auditline", None, dict(asked), at=d.now).save(force_insert=True)
