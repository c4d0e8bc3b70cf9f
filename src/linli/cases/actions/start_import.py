"""An import is started, or goes on after it was interrupted."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..enqueue_import import enqueue_import
from ..models import LedgerImport
from .take_in_ledger import MAY_IMPORT

STARTS_FROM = frozenset(set(LedgerImport.Status) - {LedgerImport.Status.DONE})


@action
def start_import(*, actor: Actor, key: UUID | None, ledger: RowKey, in_background: bool = True) -> LedgerImport:
    """Let the rows come in from where the import stands; in the background unless the caller does it himself.

    Starting one that is waiting or running already does no harm: a chunk of rows comes in once. Raises `WrongState` when it
    is done.
    """
    with deed(actor, key, "ledger.start") as d:
        row = d.lock(LedgerImport, ledger)
        d.allow(MAY_IMPORT | {Role.SYSTEM}, "ledger.start", on=row)
        if row.status not in STARTS_FROM:
            raise WrongState("ledger.start", row.status, STARTS_FROM)
        row.status, row.error = LedgerImport.Status.WAITING, ""
        row.save(update_fields=["status", "error"])
        d.record(row)
        if in_background:
            enqueue_import(row)
    return row
