"""A vote is registered by the staff of the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed

from ..models import Vote
from ..open_vote import open_vote
from ..rules.keepers import KEEPERS


@action
def register_vote(*, actor: Actor, key: UUID | None, place_code: str, settings: Mapping[str, Any]) -> Vote:
    """Register a vote in preparation; `settings` are those of `open_vote`. Raises `NotAllowed`, `BadInput`. Seven statements."""
    with deed(actor, key, "vote.register") as d:
        d.allow(KEEPERS, "vote.register", on=place_code)
        vote = open_vote(d, place_code=place_code, **settings)
    return vote
