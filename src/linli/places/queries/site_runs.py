"""Where several new services would help together: what was worked out."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.errors import NotFound
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.street_row import scope_condition

from ..models import SiteRun


def site_runs(community: str, at: Position | None = None, size: int = 20) -> Slice:
    """What was asked in a community, the latest first, without the weights. One statement."""
    rows = SiteRun.objects.filter(scope_condition(community)).defer("load")
    return keyset_slice(rows, ("-asked_at", "-id"), at, size)


def site_run(community: str, id: UUID) -> SiteRun:
    """One of them. Raises `NotFound`. One statement."""
    row = SiteRun.objects.filter(scope_condition(community), id=id).defer("load").first()
    if row is None:
        raise NotFound("site_run", id)
    return row
