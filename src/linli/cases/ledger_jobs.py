"""Periodic work on ledgers: those left half-way go on, files nobody needs any more are removed."""

from __future__ import annotations

from datetime import timedelta

from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .enqueue_import import enqueue_import
from .ledger_files_kept import folder, forget
from .models import LedgerImport

KEPT = timedelta(days=30)
"""How long a file that was not imported, and one of rows to correct, is kept: both hold personal data."""


def resume_imports() -> int:
    """Put imports that were under way when their worker died back into the queue; returns how many.

    One that is being brought in just now is found so by its job, which then does nothing.
    """
    status = LedgerImport.Status
    with acting_in(Scope.everything()):
        rows = LedgerImport.objects.filter(status__in=[status.WAITING, status.RUNNING]).exclude(stored_as="")
        return sum(enqueue_import(row) for row in rows.order_by("asked_at")[:100])


def sweep_ledger_files() -> int:
    """Remove stored ledgers and rows to correct after 30 days; returns how many files."""
    long_ago = (clock.now() - KEPT).timestamp()
    old = [path for path in folder().iterdir() if path.stat().st_mtime < long_ago]
    for path in old:
        forget(path.name)
    return len(old)
