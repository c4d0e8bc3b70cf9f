"""A matter is noted down and kept back; nobody but its author sees it."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed

from ..matter import Matter
from ..models import Case
from ..open_case import open_case
from ..rules import Deed


@action
def save_draft(*, actor: Actor, key: UUID | None, matter: Matter) -> Case:
    """Keep `matter` as a draft of the actor and return it. Raises what `raise_case` raises."""
    with deed(actor, key, "case.save_draft") as d:
        case = open_case(d, matter.checked(), Deed.SAVE_DRAFT)
    return case
