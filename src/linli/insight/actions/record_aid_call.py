"""Before a text goes to the writing aid it is written down who sent what kind of text where."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger import audit
from linli.ledger.deed import action, deed


@action
def record_aid_call(
    *, actor: Actor, key: UUID | None, place_code: str, about: str, about_id: UUID, facts: Mapping[str, object]
) -> None:
    """One audit line for one call: the thing it was about, the host, the model, the length, and how much was masked; never the
    text."""
    with deed(actor, key, "writing_aid.call") as d:
        audit.line(actor, d.name, place_code, about, about_id, dict(facts), at=d.now).save(force_insert=True)
