"""Leave a kind of matter out of a draft."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound
from linli.ledger import audit
from linli.ledger.deed import action, deed

from ..category_drafts import draft_in_hand, filed_under
from ..models import Category


@action
def remove_category(*, actor: Actor, key: UUID | None, set_id: UUID, code: str) -> None:
    """From the set's publication on no case is filed under `code`; cases filed earlier keep it.

    Raises `BadInput` on `code` (`has_kinds`) for a large kind that still holds small ones, `NotFound`, and what
    `draft_in_hand` raises.
    """
    with deed(actor, key, "categories.remove") as d:
        draft = draft_in_hand(d, set_id)
        kinds = Category.objects.filter(set=draft)
        row = kinds.filter(code=code).first()
        if row is None:
            raise NotFound("category", code)
        if kinds.filter(parent_code=code).exists():
            raise BadInput("code", "has_kinds", code)
        changes = {"code": [row.code, None], "name": [row.name, None]}
        place = filed_under(draft.prefix)
        audit.line(actor, d.name, place, Category._meta.label_lower, row.id, changes, at=d.now).save(force_insert=True)
        row.delete()
