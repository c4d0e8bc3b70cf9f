"""How many old people live where: counts for dividing work, nobody's data."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count

from linli.ledger.street_row import scope_condition

from .models import Resident


def elders_by_building(prefix: str, born_until: int) -> dict[UUID, int]:
    """The residents of a jurisdiction born in `born_until` or before, counted by building, within the scope. One statement."""
    rows = Resident.objects.filter(scope_condition(prefix), birth_year__lte=born_until, household__isnull=False)
    counted = rows.order_by().values("household__dwelling__building_id").annotate(n=Count("id"))
    return dict(counted.values_list("household__dwelling__building_id", "n"))
