"""Give up a draft of kinds and limits."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger import audit
from linli.ledger.deed import action, deed

from ..category_drafts import draft_in_hand, filed_under
from ..models import CategorySet


@action
def discard_category_draft(*, actor: Actor, key: UUID | None, set_id: UUID) -> None:
    """Nothing changes: the set in force stays. Raises what `draft_in_hand` raises."""
    with deed(actor, key, "categories.discard") as d:
        draft = draft_in_hand(d, set_id)
        place, changes = filed_under(draft.prefix), {"number": [draft.number, None]}
        audit.line(actor, d.name, place, CategorySet._meta.label_lower, draft.id, changes, at=d.now).save(
            force_insert=True
        )
        draft.delete()
