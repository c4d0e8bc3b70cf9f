"""A category set that is being prepared: who may, and what every change of it begins with."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Role
from linli.kernel.errors import WrongState
from linli.ledger import audit
from linli.ledger.deed import DeedInHand

from .models import CategorySet

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.GOVERNANCE_CENTRE, Role.STREET_LEAD})
"""Who keeps the kinds of matter and their limits for a jurisdiction."""


def draft_in_hand(d: DeedInHand, set_id: UUID) -> CategorySet:
    """The draft, locked. Raises `NotFound`, `NotAllowed` for all but the keepers of its jurisdiction, `WrongState` when it
    has been published meanwhile: a published set never changes."""
    draft = d.lock(CategorySet, set_id)
    d.allow(KEEPERS, d.name, on=draft.prefix or "*")
    if draft.published_at is not None:
        raise WrongState(d.name, "published", {"draft"})
    return draft


def filed_under(prefix: str) -> str:
    """The place whose audit trail shows what happens to a jurisdiction's sets."""
    return prefix if len(prefix) >= len(audit.COUNTRY) else audit.COUNTRY
