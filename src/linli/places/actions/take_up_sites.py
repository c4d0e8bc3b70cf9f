"""The places of several new services that were chosen are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import SiteRun
from ..reckonings import end_reckoning


@action
def take_up_sites(*, actor: Actor, key: UUID | None, run: RowKey, result: Mapping[str, Any]) -> SiteRun:
    """Keep the sites. For the platform itself. Raises `NotFound`, `NotAllowed`, `WrongState` unless they are being worked out."""
    with deed(actor, key, "places.take_up_sites") as d:
        row = d.lock(SiteRun, run)
        d.allow({Role.SYSTEM}, d.name, on=row)
        row.result = dict(result)
        row.save(update_fields=end_reckoning(d, row))
        d.record(row)
    return row
