"""Work of the room in the background; each may run any number of times."""

from __future__ import annotations

from datetime import timedelta

from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .models import HomeRegister, UnboundRow

KEPT = timedelta(days=60)
"""How long rows that were not bound wait to be mended."""


def sweep_unbound_rows() -> int:
    """Drop rows that nobody mended within sixty days; the counts stay. Returns how many."""
    with acting_in(Scope.everything()):
        old = HomeRegister.objects.filter(begun_at__lt=clock.now() - KEPT).order_by().values("id")
        gone, _by_model = UnboundRow.objects.filter(register_id__in=old).delete()
    return gone
