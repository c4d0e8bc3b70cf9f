"""Somebody takes a list of volunteers out of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.plain_text import clean_text
from linli.ledger import audit
from linli.ledger.deed import action, deed

from ..rules.volunteers import ACCEPTERS


@action
def record_volunteer_export(*, actor: Actor, key: UUID | None, asked: Mapping[str, str], purpose: str) -> None:
    """Record who took which list, and what for. Raises `NotAllowed` for who keeps no volunteers."""
    with deed(actor, key, "volunteer.export") as d:
        place = audit.home_of(actor)
        d.allow(ACCEPTERS, d.name, on=place)
        audit.line(
            actor, d.name, place, "teams.volunteer", None, dict(asked), at=d.now, purpose=clean_text(purpose)
        ).save(force_insert=True)
