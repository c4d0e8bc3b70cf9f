"""An import comes to its end: all rows read, or stopped by a file that could not be read further."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from linli.kernel.actor import Actor, Role
from linli.kernel.scope import Scope
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..ledger_files_kept import forget
from ..models import LedgerImport


@action
def end_import(
    *, actor: Actor, key: UUID | None, ledger: RowKey, corrections: str = "", error: str = ""
) -> LedgerImport:
    """Mark the import done, with the name of the file of rows to correct, or with `error` interrupted: what has come in
    stays, and it can be started again. The file of a finished import is removed. Raises `NotAllowed` for a person."""
    with deed(actor, key, "ledger.end", scope=Scope.everything()) as d:
        row = d.lock(LedgerImport, ledger)
        d.allow({Role.SYSTEM}, "ledger.end", on=row)
        row.error = error
        if error:
            row.status = LedgerImport.Status.FAILED
        else:
            row.status, row.finished_at = LedgerImport.Status.DONE, d.now
            row.total, row.corrections = row.read, corrections
            transaction.on_commit(partial(forget, row.stored_as))
            row.stored_as = ""
        row.save(update_fields=["status", "error", "finished_at", "total", "corrections", "stored_as"])
        d.record(row)
    return row
