"""The code by which a claimer follows what was claimed."""

from __future__ import annotations

from uuid import UUID

from linli.ledger.street_row import RowKey

from ..models import WishCode


def claim_code(wish: RowKey, claim_id: UUID) -> str:
    """The code of a claim. One statement."""
    return WishCode.objects.get(street_code=wish.street_code, wish_id=wish.id, claim_id=claim_id).code
