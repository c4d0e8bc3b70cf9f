"""The columns of a ledger get their meaning, and the mapping may be kept under a name for the next file."""

from __future__ import annotations

import json
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..ledger_files import Mapping
from ..matter import Source
from ..models import LedgerImport, SavedMapping
from .take_in_ledger import MAY_IMPORT


@action
def map_ledger(
    *,
    actor: Actor,
    key: UUID | None,
    ledger: RowKey,
    sheet: str,
    rows_at_most: int,
    mapping: Mapping,
    source: Source,
    save_as: str = "",
) -> LedgerImport:
    """Set the sheet, its columns and the source of an import that has not started; with `save_as`, keep the mapping for the community.

    A mapping saved again under a name it has replaces the earlier one. Raises `WrongState` once rows come in, `BadInput` on
    `mapping` when a row's time or content has no column.
    """
    if mapping.missing():
        raise BadInput("mapping", "incomplete", mapping.missing())
    plain = json.loads(mapping.to_json())
    with deed(actor, key, "ledger.map") as d:
        row = d.lock(LedgerImport, ledger)
        d.allow(MAY_IMPORT | {Role.SYSTEM}, "ledger.map", on=row)
        if row.status != LedgerImport.Status.DRAFT:
            raise WrongState("ledger.map", row.status, {LedgerImport.Status.DRAFT})
        row.mapping, row.source, row.sheet, row.total = plain, source.value, sheet[:100], rows_at_most
        row.save(update_fields=["mapping", "source", "sheet", "total"])
        rows = [row]
        if name := save_as.strip()[:60]:
            saved, _ = SavedMapping.objects.update_or_create(
                street_code=row.street_code,
                place_code=row.place_code,
                name=name,
                defaults={"mapping": plain, "saved_at": d.now, "saved_by": actor.id},
            )
            rows.append(saved)
        d.record(*rows)
    return row
