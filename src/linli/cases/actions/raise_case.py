"""A matter is raised: by a resident, or registered for one by those who serve (practices E3)."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed

from ..matter import Matter
from ..models import Case
from ..open_case import open_case


@action
def raise_case(*, actor: Actor, key: UUID | None, matter: Matter) -> Case:
    """Open a case for `matter` and return it, with the code its reporter follows it by.

    Raises `BadInput` for what cannot be taken (`body`, `phone`, `photographs`), `NotAllowed` for roles that raise nothing.
    About 12 statements.
    """
    with deed(actor, key, "case.raise") as d:
        case = open_case(d, matter.checked())
    return case
