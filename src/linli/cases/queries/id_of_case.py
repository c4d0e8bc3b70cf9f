"""Which case a code stands for."""

from __future__ import annotations

from uuid import UUID

from linli.ledger.follow_codes import find_followed

from ..matter import FOLLOWED_AS


def id_of_case(code: str) -> UUID | None:
    """The id of the case with a code, wherever it is; tells nothing else about it. One statement."""
    followed = find_followed(code)
    return followed.row.id if followed and followed.kind == FOLLOWED_AS else None
