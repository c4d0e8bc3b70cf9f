"""The outbox: events written with the deed, delivered after it, at least once. Subscribers are idempotent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from linli.kernel import clock
from linli.kernel.plain_data import from_plain, to_plain

from .models import OutboxMessage

log = logging.getLogger(__name__)

Subscriber = Callable[[Any], None]
_subscribers: dict[str, tuple[Subscriber, ...]] = {}
_events: dict[str, type] = {}

MAX_WAIT = timedelta(hours=1)


def wire(table: Mapping[type, Iterable[Subscriber]]) -> None:
    """Take the one table of event → subscribers (`project/wiring.py`), at start. An event is known by its name alone."""
    for event, subscribers in table.items():
        if _events.get(event.__name__, event) is not event:
            raise RuntimeError(f"two events are called {event.__name__}")
        _events[event.__name__] = event
        _subscribers[event.__name__] = tuple(subscribers)


def add(events: Iterable[Any], *, at: datetime) -> None:
    """Write events into the outbox within the running transaction. One statement."""
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            street_code=event.street_code,
            topic=type(event).__name__,
            payload=to_plain(event),
            announced_at=at,
            next_try_at=at,
        )
        for event in events
    )


def deliver(limit: int = 100) -> int:
    """Deliver up to `limit` waiting events, oldest first; returns how many were delivered.

    An event is locked while its subscribers run, so that several relays share the work. One whose subscriber fails waits
    1, 2, 4 … minutes (at most an hour) and holds nobody else up.
    """
    delivered = 0
    for _ in range(limit):
        with transaction.atomic():
            message = (
                OutboxMessage.objects.select_for_update(skip_locked=True)
                .filter(delivered_at__isnull=True, next_try_at__lte=clock.now())
                .order_by("next_try_at", "id")
                .first()
            )
            if message is None:
                break
            delivered += _deliver(message)
    return delivered


def _deliver(message: OutboxMessage) -> int:
    try:
        with transaction.atomic():
            for subscriber in _subscribers.get(message.topic, ()):
                subscriber(read(message))
    except Exception as failure:
        log.exception("%s was not delivered", message)
        message.tries += 1
        message.error = f"{type(failure).__name__}: {failure}"[:2000]
        message.next_try_at = clock.now() + min(timedelta(minutes=2 ** min(message.tries - 1, 6)), MAX_WAIT)
        message.save(update_fields=["tries", "error", "next_try_at"])
        return 0
    message.delivered_at = clock.now()
    message.save(update_fields=["delivered_at"])
    return 1


def read(message: OutboxMessage) -> Any:
    """The event in a message, as the dataclass it was announced as."""
    return from_plain(_events[message.topic], message.payload)
