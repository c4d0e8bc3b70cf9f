"""Bind the next rows of a register to homes, and record who lives there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.kernel.ids import uuid7
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey
from linli.places.models import Building, Dwelling

from ..binding import Bound, Called, bind_rows
from ..models import HomeRegister, Household, Resident, UnboundRow
from ..rules.home_rows import BINDERS, HomeRow, cells_of
from ..sealing import fingerprint


@action
def bind_home_rows(
    *, actor: Actor, key: UUID | None, register: RowKey, done: int, rows: Sequence[HomeRow], called: Called = ()
) -> HomeRegister:
    """Take the rows that follow the first `done`. Whoever lives in the home already, by name (and by number where both are known), is not
    recorded twice; nobody is taken away. What was not bound as deep as it says is kept sealed with the reason.

    Raises `NotFound`, `NotAllowed`, `WrongState` when other rows are next.
    """
    with deed(actor, key, "people.bind_home_rows") as d:
        run = d.lock(HomeRegister, register)
        d.allow(BINDERS, d.name, on=run)
        if run.done != done:
            raise WrongState(d.name, run.done, [done])
        bound = bind_rows(run.place_code, rows, run.with_new_homes, called)
        places = dict(
            Building.objects.filter(
                street_code=run.street_code, id__in={one.building_id for one in bound if one.building_id}
            ).values_list("id", "place_code")
        )
        homes = _homes(d, bound, places)
        new, known = _residents(d, run, bound, homes)
        copy_rows(
            UnboundRow,
            [
                UnboundRow(
                    id=uuid7(), place_code=run.place_code, register_id=run.id, number=one.row.number, level=one.level,
                    why=one.why[:200], told=json.dumps(cells_of(one.row), ensure_ascii=False),
                )
                for one in bound
                if not one.is_whole
            ],
        )  # fmt: skip
        counted = Counter(str(int(one.level)) for one in bound)
        run.levels = {level: run.levels.get(level, 0) + counted[level] for level in {*run.levels, *counted}}
        run.done += len(rows)
        run.bound += sum(one.is_whole for one in bound)
        run.new_homes += sum(is_new for _id, _code, is_new in homes.values())
        run.new_residents += new
        run.known_residents += known
        if run.done >= run.rows:
            run.ended_at = d.now
        run.save()
        d.record(run)
    return run


def _homes(
    d: DeedInHand, bound: Sequence[Bound], places: dict[UUID, str]
) -> dict[tuple[UUID, str], tuple[UUID, str, bool]]:
    """Id and place of the home of each door, by building and door; whether it is new. New ones are recorded."""
    homes: dict[tuple[UUID, str], tuple[UUID, str, bool]] = {}
    made = []
    for one in bound:
        if one.dwelling_id:
            homes.setdefault(_door(one), (one.dwelling_id, places[one.building_id], False))
        elif one.new_home and _door(one) not in homes:
            unit, floor, room = one.new_home
            place = places[one.building_id]
            made.append(
                Dwelling(id=uuid7(), place_code=place, building_id=one.building_id, unit=unit, floor=floor, room=room)
            )
            homes[_door(one)] = made[-1].id, place, True
    copy_rows(Dwelling, made)
    d.record(*made)
    return homes


def _residents(d: DeedInHand, run: HomeRegister, bound: Sequence[Bound], homes: dict) -> tuple[int, int]:
    """How many residents were recorded, and how many were known."""
    people = [one for one in bound if one.row.name and _door(one) in homes]
    ids = {homes[_door(one)][0] for one in people}
    here = {"street_code": run.street_code}
    households = dict(
        Household.objects.filter(**here, dwelling_id__in=ids).order_by("-id").values_list("dwelling_id", "id")
    )
    living: dict[UUID, set[tuple[str, str]]] = {}
    marks = Resident.objects.filter(**here, household_id__in=households.values()).order_by()
    for household, name, number in marks.values_list("household_id", "name_mark", "id_mark"):
        living.setdefault(household, set()).add((name, number))
    new_households, new_residents = [], []
    for one in people:
        home, place, _is_new = homes[_door(one)]
        if home not in households:
            new_households.append(Household(id=uuid7(), place_code=place, dwelling_id=home))
            households[home] = new_households[-1].id
        household = households[home]
        name, number = fingerprint(one.row.name), fingerprint(one.row.id_number) if one.row.id_number else ""
        if any(
            other == name and (not number or not known or number == known) for other, known in living.get(household, ())
        ):
            continue
        living.setdefault(household, set()).add((name, number))
        new_residents.append(
            Resident(
                id=uuid7(), place_code=place, household_id=household, name=one.row.name, phone=one.row.phone,
                id_number=one.row.id_number, birth_year=one.row.birth_year or None, checked_at=d.now,
            )
        )  # fmt: skip
    copy_rows(Household, new_households)
    copy_rows(Resident, new_residents)
    d.record(*new_households, *new_residents)
    return len(new_residents), len(people) - len(new_residents)


def _door(one: Bound) -> tuple[UUID | None, str]:
    if one.dwelling_id:
        return one.building_id, str(one.dwelling_id)
    return one.building_id, "/".join(map(str, one.new_home or ()))
