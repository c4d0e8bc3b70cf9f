"""Opening a wish without an account: by the code of the wish or of the claim, and what only she or he knows."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.people.follow_word import opens

from ..models import Wish, WishClaim


def is_claimer(followed: Followed) -> bool:
    """Whether the code is that of a claim: it opens the wish as the claim, the wish's own code as the wish."""
    return followed.as_id != followed.row.id


def wish_opened(followed: Followed, typed: str) -> UUID | None:
    """As whom `typed` (last four digits of the telephone, or the follow word) opens the wish; None when it does not. One
    statement and the scope."""
    model = WishClaim if is_claimer(followed) else Wish
    with acting_in(Scope.of([followed.place_code])):
        row = model.objects.filter(street_code=followed.row.street_code, id=followed.as_id).first()
    return row.id if row is not None and opens(row.id, row.phone, typed) else None
