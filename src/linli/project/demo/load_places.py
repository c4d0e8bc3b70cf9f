"""Write the places of the demonstration community, its households and its people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.scoped import acting_in
from linli.people.models import Household, Resident
from linli.places.actions.load_divisions import load_divisions
from linli.places.models import Building, Community, Dwelling, Estate, Grid

from . import town
from .people import households
from .plan import COMMUNITY, COMMUNITY_NAME, ESTATES, EstatePlan, dice, fixed_id
from .team_plan import firm_id

_STREET = street_of(COMMUNITY)

Progress = Callable[[str], None]


def load_places(progress: Progress) -> int:
    """Write divisions, grids, estates, buildings, dwellings, households and residents; returns the number of rows.

    All or nothing in one transaction; where the community is there already nothing is written.
    """
    with acting_in(Scope.everything()):
        written = load_divisions(actor=system(), key=None)
        progress(f"行政区划 {written} 条")
        if Community.objects.filter(street_code=_STREET, place_code=COMMUNITY).exists():
            return written
        Community.objects.create(id=fixed_id("community"), place_code=COMMUNITY, name=COMMUNITY_NAME, is_demo=True)
        grids = copy_rows(Grid, _grids())
        estates = copy_rows(Estate, map(_estate, ESTATES))
        buildings = copy_rows(Building, map(_building, town.buildings()))
        progress(f"网格 {grids} 个，小区 {estates} 个，楼栋 {buildings} 栋")
        dwellings = copy_rows(Dwelling, map(_dwelling, town.dwellings()))
        lived_in = [home for home in town.dwellings() if home.is_lived_in]
        homes = copy_rows(Household, map(_household, lived_in))
        progress(f"住房 {dwellings} 套，常住 {homes} 户")
        people = copy_rows(Resident, _residents(lived_in))
        progress(f"居民 {people} 人（姓名、电话、证件号加密保存）")
    return written + 1 + grids + estates + buildings + dwellings + homes + people


def _grids() -> Iterator[Grid]:
    for kind, grids in ((Grid.Kind.BASIC, town.basic_grids()), (Grid.Kind.EXCLUSIVE, town.exclusive_grids())):
        for grid in grids:
            yield Grid(id=fixed_id("grid", grid.code), place_code=grid.code, kind=kind, name=grid.name)


def _estate(plan: EstatePlan) -> Estate:
    key = town.estate_id(plan)
    return Estate(
        id=key,
        place_code=town.estate_place(plan),
        name=plan.name,
        aliases=list(plan.aliases),
        property_firm_id=firm_id(plan.firm) if plan.firm else None,
        completed_year=plan.year,
        door_token=_token(key),
    )


def _building(plan: town.PlannedBuilding) -> Building:
    return Building(
        id=plan.id,
        place_code=plan.grid,
        estate_id=town.estate_id(plan.estate),
        name=plan.name,
        number=plan.number,
        cluster=plan.cluster,
        units=plan.estate.units,
        floors=plan.estate.floors,
        footprint=[[list(point) for point in plan.footprint.ring]],
        longitude=plan.footprint.middle[0],
        latitude=plan.footprint.middle[1],
        door_token=_token(plan.id),
    )


def _dwelling(home: town.PlannedDwelling) -> Dwelling:
    return Dwelling(
        id=home.id,
        place_code=home.building.grid,
        building_id=home.building.id,
        unit=home.unit,
        floor=home.floor,
        room=home.room,
    )


def _household(home: town.PlannedDwelling) -> Household:
    return Household(id=fixed_id("household", home.id), place_code=home.building.grid, dwelling_id=home.id)


def _residents(lived_in: list[town.PlannedDwelling]) -> Iterator[Resident]:
    chance, now = dice("checked"), clock.now()
    for home, people in zip(lived_in, households(), strict=True):
        household = fixed_id("household", home.id)
        # Somebody was there and asked: lately in most homes of the first grids, in fewer of the last (figures of D1).
        days = (
            chance.randint(2, 85)
            if chance.random() < 0.9 - int(home.building.grid[-2:]) * 0.03
            else chance.randint(95, 400)
        )
        for number, person in enumerate(people):
            yield Resident(
                id=fixed_id("resident", household, number),
                place_code=home.building.grid,
                household_id=household,
                name=person.name,
                phone=person.phone,
                id_number=person.id_number,
                birth_year=person.birth_year,
                checked_at=now - timedelta(days=days),
            )


def _token(key) -> str:
    """A door card's token. Those of the demonstration are the same every time; real ones are drawn at random."""
    return fixed_id("door", key).hex[:12]
