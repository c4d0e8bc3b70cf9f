"""What a project touches is said: whole estates, buildings, entrances. Who gains follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.places.models import Building, Estate

from ..models import Project, ProjectPlace
from ..project_in_hand import lock_project

MOST = 300


@dataclass(frozen=True, slots=True)
class Touched:
    """A whole estate, or a building of it, or one entrance of the building."""

    estate_id: UUID
    building_id: UUID | None = None
    unit: str = ""


@action
def set_project_places(*, actor: Actor, key: UUID | None, project: RowKey, touched: tuple[Touched, ...]) -> Project:
    """Let the project touch exactly these. Whether an estate has no property firm is kept as of today, for estates that
    were there before as of the day it was first seen. Raises `BadInput` on `places`, `WrongState`, `NotAllowed`."""
    if len(touched) > MOST:
        raise BadInput("places", "too_many", len(touched))
    with deed(actor, key, "project.set_places") as d:
        row = lock_project(d, project)
        community = row.place_code[: PlaceLevel.COMMUNITY]
        here = {"street_code": row.street_code, "place_code__startswith": community}
        estates = {one.id: one for one in Estate.public.filter(id__in={one.estate_id for one in touched}, **here)}
        buildings = dict(
            Building.public.filter(id__in={one.building_id for one in touched if one.building_id}, **here).values_list(
                "id", "estate_id"
            )
        )
        wanted = {}
        for one in touched:
            if one.estate_id not in estates or (one.building_id and buildings.get(one.building_id) != one.estate_id):
                raise BadInput("places", "unknown")
            unit = clean_text(one.unit)[:8] if one.building_id else ""
            wanted[one.estate_id, one.building_id, unit] = estates[one.estate_id]
        places = ProjectPlace.objects.filter(street_code=row.street_code, project=row)
        kept = {(one.estate_id, one.building_id, one.unit): one for one in places}
        gone = [one.id for place, one in kept.items() if place not in wanted]
        places.filter(id__in=gone).delete()
        today = d.now.astimezone(SHANGHAI).date()
        ProjectPlace.objects.bulk_create(
            ProjectPlace(
                place_code=row.place_code,
                street_code=row.street_code,
                project=row,
                estate_id=estate_id,
                building_id=building_id,
                unit=unit,
                without_firm=estate.property_firm_id is None,
                firm_as_of=today,
            )
            for (estate_id, building_id, unit), estate in wanted.items()
            if (estate_id, building_id, unit) not in kept
        )
        d.record(row)
    return row
