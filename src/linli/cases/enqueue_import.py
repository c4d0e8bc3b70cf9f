"""The job that brings a ledger in is put into the queue, in the running transaction."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from .models import LedgerImport

JOB = "import_ledger"
"""The name under which `project/wiring.py` registers `import_in_background`."""


def enqueue_import(row: LedgerImport) -> bool:
    """Put the job into the queue; returns False when one waits there already, which is enough."""
    waiting = app.configure_task(JOB, queueing_lock=f"ledger {row.id}")
    try:
        with transaction.atomic():
            waiting.defer(street_code=row.street_code, import_id=str(row.id))
    except AlreadyEnqueued:
        return False
    return True
