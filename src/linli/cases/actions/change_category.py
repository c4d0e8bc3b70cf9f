"""Change a kind of matter in a draft, or add one."""

from __future__ import annotations

import re
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField
from linli.kernel.limits import Limit
from linli.ledger.deed import action, deed

from ..category_drafts import draft_in_hand, filed_under
from ..models import Category

_CODE = re.compile(r"\d{2}(\d{2})?", re.ASCII)


@action
def change_category(
    *,
    actor: Actor,
    key: UUID | None,
    set_id: UUID,
    code: str,
    name: str,
    response_limit: Limit | None = None,
    handle_limit: Limit | None = None,
    lead: str = "",
    assists: str = "",
) -> Category:
    """Write the kind `code` of the draft: two digits are a large kind without limits, four a small one with both.

    Raises `BadInput` on `code` (`unusable`; `no_parent` for a small kind without its large one), `MissingField` for a small
    kind without a limit, and what `draft_in_hand` raises.
    """
    with deed(actor, key, "categories.change") as d:
        draft = draft_in_hand(d, set_id)
        if not _CODE.fullmatch(code):
            raise BadInput("code", "unusable", code)
        if not name.strip():
            raise MissingField(d.name, ["name"])
        is_small = len(code) == 4
        kinds = Category.objects.filter(set=draft)
        if is_small and not kinds.filter(code=code[:2]).exists():
            raise BadInput("code", "no_parent", code)
        limits = {"response_limit": response_limit, "handle_limit": handle_limit}
        missing = [field for field, limit in limits.items() if is_small and limit is None]
        if missing:
            raise MissingField(d.name, missing)
        known = kinds.filter(code=code).first()
        row = d.lock(Category, known.id) if known else Category(set=draft, code=code)
        row.parent_code = code[:2] if is_small else ""
        row.name = name.strip()[:40]
        row.response_limit = str(response_limit) if is_small else ""
        row.handle_limit = str(handle_limit) if is_small else ""
        row.lead, row.assists = lead.strip()[:40], assists.strip()[:60]
        row.save()
        d.record(row, place_code=filed_under(draft.prefix))
    return row
