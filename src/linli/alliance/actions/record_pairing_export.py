"""Somebody takes the list of paired households out of the platform."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.plain_text import clean_text
from linli.ledger import audit
from linli.ledger.deed import action, deed

from .join_alliance import KEEPERS


@action
def record_pairing_export(*, actor: Actor, key: UUID | None, ended: bool, purpose: str) -> None:
    """Record who took the list, which half of it and what for. Raises `NotAllowed` for who keeps no alliance."""
    with deed(actor, key, "alliance.export_pairings") as d:
        place = audit.home_of(actor)
        d.allow(KEEPERS, d.name, on=place)
        audit.line(
            actor, d.name, place, "alliance.pairing", None, {"ended": ended}, at=d.now, purpose=clean_text(purpose)
        ).save(force_insert=True)
