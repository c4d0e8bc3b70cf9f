"""Codes of wishes and of claims. Takes part in the caller's deed."""

from __future__ import annotations

from linli.kernel.case_codes import new_case_code

from .models import Wish, WishClaim, WishCode


def take_code(wish: Wish, claim: WishClaim | None = None) -> str:
    """A code nobody has, registered for the wish, or for somebody's claim of it."""
    while True:
        code = new_case_code()
        row = WishCode(
            code=code,
            street_code=wish.street_code,
            wish_id=wish.id,
            claim_id=claim and claim.id,
            place_code=wish.place_code,
        )
        WishCode.objects.bulk_create([row], ignore_conflicts=True)
        if WishCode.objects.filter(code=code, wish_id=wish.id, claim_id=claim and claim.id).exists():
            return code
