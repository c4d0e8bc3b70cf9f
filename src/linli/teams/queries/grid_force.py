"""1+1+N as it stands, grid by grid (practices.md B2)."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.db.models import Count
from django.db.models.functions import Substr

from linli.kernel.actor import Role
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition
from linli.places.models import Building, Grid
from linli.places.queries.choosing import counting_order

from ..models import Post, Volunteer
from ..rules.force import GridForce
from ..rules.volunteers import VolunteerState

MOST_GRIDS = 600


def grid_force(prefix: str) -> list[GridForce]:
    """The force of every basic grid of a jurisdiction (600 at most), buildings without a captain named. Volunteers registered for
    the whole community stand in no grid. Four statements."""
    here = scope_condition(prefix)
    grids = list(
        Grid.public.filter(here, kind=Grid.Kind.BASIC, ended_at=None)
        .order_by("place_code")
        .values_list("place_code", "name")[:MOST_GRIDS]
    )
    around = scope_condition(prefix[: PlaceLevel.COMMUNITY])
    posts = Post.public.filter(
        around, role__in=[Role.GRID_OFFICER, Role.BUILDING_CAPTAIN], closed_at__isnull=True
    ).exclude(holder_name="")
    officers: dict[str, str] = {}
    captained: set[str] = set()
    for place_code, role, name, buildings in posts.values_list("place_code", "role", "holder_name", "building_ids"):
        if role == Role.GRID_OFFICER:
            officers.setdefault(place_code[: PlaceLevel.GRID], name)
        else:
            captained.update(buildings)
    standing: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    rows = (
        Building.public.filter(here)
        .order_by()
        .values_list("place_code", "estate__name", "cluster", "number", "name", "id")
    )
    for place_code, estate, _cluster, _number, name, id in sorted(
        rows, key=lambda row: (row[1], counting_order(row[2]), counting_order(row[3]))
    ):
        standing[place_code[: PlaceLevel.GRID]].append((estate + name, str(id) in captained))
    people: Counter[str] = Counter(
        dict(
            Volunteer.objects.filter(here, state=VolunteerState.ACTIVE.value)
            .order_by()
            .values_list(Substr("place_code", 1, PlaceLevel.GRID.value))
            .annotate(Count("id"))
        )
    )
    return [
        GridForce(
            place_code=code,
            name=name,
            officer=officers.get(code, ""),
            buildings=len(standing[code]),
            with_captain=sum(1 for _name, held in standing[code] if held),
            without_captain=tuple(name for name, held in standing[code] if not held),
            volunteers=people[code],
        )
        for code, name in grids
    ]
