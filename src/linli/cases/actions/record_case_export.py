"""Somebody takes a list of cases out of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger import audit
from linli.ledger.deed import action, deed


@action
def record_case_export(*, actor: Actor, key: UUID | None, asked: Mapping[str, str]) -> None:
    """Record that the actor exported a list of cases, and which cases were asked for."""
    with deed(actor, key, "case.export") as d:
        audit.line(actor, d.name, audit.home_of(actor), "cases.case", None, dict(asked), at=d.now).save(
            force_insert=True
        )
