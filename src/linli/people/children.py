"""How many children live where: counts for placing services, nobody's data."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count

from linli.ledger.street_row import scope_condition

from .models import Resident


def children_by_building(prefix: str, born_from: int) -> dict[UUID, int]:
    """The residents of a jurisdiction born in `born_from` or after, counted by building, within the scope. One statement."""
    rows = Resident.objects.filter(scope_condition(prefix), birth_year__gte=born_from, household__isnull=False)
    counted = rows.order_by().values("household__dwelling__building_id").annotate(n=Count("id"))
    return dict(counted.values_list("household__dwelling__building_id", "n"))
