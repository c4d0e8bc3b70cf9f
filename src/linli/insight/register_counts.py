"""How fresh the registers of residents are, counted once a night: a city has ten million residents, and no page counts them."""

from __future__ import annotations

from django.db.models import Count, Q
from django.db.models.functions import Left

from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import streets_of
from linli.people.models import Resident

from .four_clarities import FRESH
from .models import RegisterCount


def count_registers() -> int:
    """Count every street anew, each in a transaction of its own; returns how many residents there are."""
    with acting_in(Scope.everything()):
        streets = sorted({*streets_of(Resident), *streets_of(RegisterCount)})
    return sum(map(_count, streets))


def _count(street: int) -> int:
    now = clock.now()
    fresh = Count("id", filter=Q(checked_at__gte=now - FRESH))
    with acting_in(Scope.everything()):
        rows = (
            Resident.objects.filter(street_code=street)
            .order_by()
            .values(place=Left("place_code", int(PlaceLevel.GRID)))
        )
        found = [
            RegisterCount(
                street_code=street, place_code=row["place"], residents=row["n"], fresh=row["fresh"], counted_at=now
            )
            for row in rows.annotate(n=Count("id"), fresh=fresh)
        ]
        RegisterCount.objects.filter(street_code=street).delete()
        RegisterCount.objects.bulk_create(found)
    return sum(one.residents for one in found)
