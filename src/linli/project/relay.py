"""The relay: takes announced events out of the outbox while the worker runs."""

from __future__ import annotations

import logging
import threading

from django.db import Error, connection

from linli.ledger.outbox import deliver

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
AFTER_FAILURE_SECONDS = 5.0


def relay_until(stop: threading.Event) -> None:
    """Deliver what waits, then look again every second; a database that is gone is waited for."""
    while not stop.is_set():
        try:
            busy = deliver() > 0
            pause = 0.0 if busy else PAUSE_SECONDS
        except Error as failure:
            log.warning("the relay waits for the database: %s", failure)
            connection.close()
            pause = AFTER_FAILURE_SECONDS
        stop.wait(pause)
    connection.close()
