"""Opening a wish without an account: by the code of the wish or of the claim, and what only she or he knows."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from uuid import UUID

from linli.cases.follow_word import follow_word, read_word
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from ..models import Wish, WishClaim, WishCode


@dataclass(frozen=True, slots=True)
class FollowedWish:
    """What opens a wish's page: the wish, and as whom. `as_id` is the wish's own id for who wished, the claim's for who
    claimed it."""

    code: str
    wish: RowKey
    as_id: UUID
    place_code: str

    @property
    def is_claimer(self) -> bool:
        return self.as_id != self.wish.id


def find_followed_wish(code: str, typed: str) -> FollowedWish:
    """What `typed` (last four digits of the telephone, or the follow word) opens under the code.

    Raises `NotFound`, the same for a code that does not exist and for digits that do not fit. Two statements and the scope.
    """
    read = read_case_code(code)
    followed = followed_wish(read) if read else None
    if followed is None:
        raise NotFound("followed_wish")
    with acting_in(Scope.of([followed.place_code])):
        model = WishClaim if followed.is_claimer else Wish
        row = model.objects.filter(street_code=followed.wish.street_code, id=followed.as_id).first()
    if row is None:
        raise NotFound("followed_wish")
    right = row.phone.last_four if row.phone else follow_word(row.id)
    if not hmac.compare_digest(right, read_word(typed)):
        raise NotFound("followed_wish")
    return followed


def followed_wish(code: str) -> FollowedWish | None:
    """Where the code leads; None for no code of a wish. One statement."""
    where = WishCode.objects.filter(code=code).first()
    if where is None:
        return None
    return FollowedWish(
        where.code, RowKey(where.street_code, where.wish_id), where.claim_id or where.wish_id, where.place_code
    )
