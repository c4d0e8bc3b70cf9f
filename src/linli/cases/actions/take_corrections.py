"""The rows to correct are taken out of the house, and that is recorded: they hold names and telephones."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..ledger_files_kept import kept
from ..models import LedgerImport
from .take_in_ledger import MAY_IMPORT


@action
def take_corrections(*, actor: Actor, key: UUID | None, ledger: RowKey) -> str:
    """The path of an import's file of rows to correct. Raises `NotFound` when it has none, or none any more."""
    with deed(actor, key, "ledger.take_corrections") as d:
        row = d.lock(LedgerImport, ledger)
        d.allow(MAY_IMPORT, "ledger.take_corrections", on=row)
        path: Path | None = kept(row.corrections)
        if path is None:
            raise NotFound("corrections", ledger)
        d.record(row, purpose="改正台账")
    return str(path)
