"""A ledger file is taken in: known by its content, its columns proposed, nothing imported yet."""

from __future__ import annotations

import json
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.deed import action, deed

from ..ledger_files import Mapping
from ..ledger_files_kept import LARGEST_UPLOAD, keep_ledger
from ..ledger_words import SOURCES
from ..matter import Source
from ..models import LedgerImport

MAY_IMPORT = frozenset(
    {
        Role.COMMUNITY_STAFF,
        Role.COMMUNITY_LEAD,
        Role.STREET_STAFF,
        Role.STREET_LEAD,
        Role.GOVERNANCE_CENTRE,
        Role.ADMINISTRATOR,
    }
)
"""Who may bring a ledger into a community of his jurisdiction."""


@action
def take_in_ledger(
    *,
    actor: Actor,
    key: UUID | None,
    community: str,
    file_name: str,
    sha256: str,
    mapping: Mapping,
    rows_at_most: int,
    sheet: str = "",
    source: Source | None = None,
    data: bytes | None = None,
) -> LedgerImport:
    """Open an import into `community` (12 digits) as a draft, with the mapping proposed or chosen, and return it.

    `data` is kept beside the database until the rows are in; the command line, which reads the file where it lies, gives
    none. Raises `BadInput` on `community` or `file`, `NotAllowed` outside the actor's jurisdiction.
    """
    if len(community) != PlaceLevel.COMMUNITY:
        raise BadInput("community", "unknown", community)
    if data is not None and len(data) > LARGEST_UPLOAD:
        raise BadInput("file", "too_large", len(data))
    with deed(actor, key, "ledger.take_in") as d:
        d.allow(MAY_IMPORT | {Role.SYSTEM}, "ledger.take_in", on=community)
        row = LedgerImport(
            id=uuid7(),
            place_code=community,
            file_name=file_name[-200:],
            sha256=sha256,
            sheet=sheet[:100],
            mapping=json.loads(mapping.to_json()),
            source=(source or SOURCES[mapping.kind]).value,
            total=rows_at_most,
            asked_at=d.now,
            asked_by=actor.id,
        )
        if data is not None:
            row.stored_as = keep_ledger(row.id, data)
        row.save(force_insert=True)
        d.record(row)
    return row
