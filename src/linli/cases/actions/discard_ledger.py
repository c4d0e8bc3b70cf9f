"""An import that is not wanted is put away: its file, with the personal data in it, is removed at once."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..ledger_files_kept import forget
from ..models import LedgerImport
from .take_in_ledger import MAY_IMPORT

MAY_BE_DISCARDED = frozenset({LedgerImport.Status.DRAFT, LedgerImport.Status.FAILED})


@action
def discard_ledger(*, actor: Actor, key: UUID | None, ledger: RowKey) -> None:
    """Remove the file of an import that has not started or was interrupted; a draft disappears with it, an interrupted
    import stays in the list with what came in. Raises `WrongState` once it runs or is done."""
    with deed(actor, key, "ledger.discard") as d:
        row = d.lock(LedgerImport, ledger)
        d.allow(MAY_IMPORT, "ledger.discard", on=row)
        if row.status not in MAY_BE_DISCARDED:
            raise WrongState("ledger.discard", row.status, MAY_BE_DISCARDED)
        transaction.on_commit(partial(forget, row.stored_as))
        row.stored_as = ""
        row.save(update_fields=["stored_as"])
        d.record(row)
        if row.status == LedgerImport.Status.DRAFT:
            LedgerImport.objects.filter(street_code=row.street_code, id=row.id).delete()
