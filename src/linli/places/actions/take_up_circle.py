"""A circle that was reckoned is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import CircleRun
from ..reckonings import end_reckoning


@action
def take_up_circle(
    *, actor: Actor, key: UUID | None, run: RowKey, result: Mapping[str, Any], ways: Mapping[str, Any]
) -> CircleRun:
    """Keep the figures of a circle. For the platform itself. Raises `NotFound`, `NotAllowed`, `WrongState` unless it is being reckoned."""
    with deed(actor, key, "places.take_up_circle") as d:
        row = d.lock(CircleRun, run)
        d.allow({Role.SYSTEM}, d.name, on=row)
        row.result, row.ways = dict(result), dict(ways)
        row.save(update_fields=[*end_reckoning(d, row), "ways"])
        d.record(row)
    return row
