"""Put a draft of kinds and limits in force."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField
from linli.ledger.deed import action, deed

from ..categories import set_in_force
from ..category_drafts import draft_in_hand, filed_under
from ..models import Category, CategorySet

COMPARED = ("code", "parent_code", "name", "response_limit", "handle_limit", "lead", "assists")


@action
def publish_categories(*, actor: Actor, key: UUID | None, set_id: UUID, note: str) -> CategorySet:
    """From now on cases of the jurisdiction are filed under this set; a case keeps the one it was filed under.

    `note` says why, for the history. Raises `MissingField` without it, `BadInput` on `set`: `unchanged` when it says the
    same as the set in force, `empty` without a single small kind; and what `draft_in_hand` raises.
    """
    with deed(actor, key, "categories.publish") as d:
        draft = draft_in_hand(d, set_id)
        if not note.strip():
            raise MissingField(d.name, ["note"])
        kinds = _kinds_of(draft)
        if not any(parent for _, parent, *_ in kinds):
            raise BadInput("set", "empty")
        if kinds == _kinds_of(set_in_force(draft.prefix)):
            raise BadInput("set", "unchanged")
        draft.note, draft.published_at, draft.published_by = note.strip()[:200], d.now, actor.id
        draft.save()
        d.record(draft, place_code=filed_under(draft.prefix))
    return draft


def _kinds_of(one: CategorySet) -> list[tuple[str, ...]]:
    return list(Category.objects.filter(set=one).order_by("code").values_list(*COMPARED))
