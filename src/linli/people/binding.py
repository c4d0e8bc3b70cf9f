"""Where each row of a register belongs: worked out once, for the preview and for the deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.ledger.street_row import scope_condition
from linli.places.models import Building, Dwelling
from linli.places.queries import address_book
from linli.places.rules import AddressParts, MatchLevel
from linli.places.rules.address_parts import plain_number
from linli.places.rules.how_sure import Candidate

from .rules.home_rows import HomeRow


@dataclass(frozen=True, slots=True)
class Bound:
    """A row and how deep it was bound. `is_whole` when nothing it says is left over; `dwelling_id` is None for a home that is not on record,
    which with `new_home` may be recorded."""

    row: HomeRow
    level: MatchLevel
    why: str
    is_whole: bool = False
    building_id: UUID | None = None
    dwelling_id: UUID | None = None
    new_home: tuple[str, int, str] | None = None
    """Unit, floor and room."""
    choices: tuple[Candidate, ...] = ()
    """The places that may be meant, where none is sure."""


Called = Sequence[tuple[str, UUID]]
"""What estates are called in a register, as somebody chose it: names with ids of estates."""


def bind_rows(community: str, rows: Sequence[HomeRow], with_new_homes: bool, called: Called = ()) -> list[Bound]:
    """Each row bound as deep as it is sure, by the names `called` too. Three statements while places stand still, whatever the number of rows (5,000 in a go)."""
    book = address_book(community).with_names(called)
    found = [(row, book.resolve(row.address, without_home=True)) for row in rows]
    wanted = {one.best.match.building_id for _row, one in found if one.best and one.best.match.building_id}
    units = dict(Building.public.filter(scope_condition(community), id__in=wanted).values_list("id", "units"))
    homes: dict[UUID, dict[tuple[str, str], UUID]] = {}
    recorded = Dwelling.objects.filter(scope_condition(community), building_id__in=wanted).order_by()
    for building_id, unit, room, id in recorded.values_list("building_id", "unit", "room", "id"):
        homes.setdefault(building_id, {})[plain_number(unit), plain_number(room)] = id
    bound = []
    for row, one in found:
        best = one.best
        if best is None:
            bound.append(Bound(row, MatchLevel.NONE, one.why_not, choices=one.candidates))
        elif best.match.building_id is None:
            bound.append(Bound(row, best.match.level, best.why))
        else:
            id = best.match.building_id
            bound.append(_at_home(row, one.said, id, homes.get(id, {}), units.get(id, 1), best.why, with_new_homes))
    return bound


def _at_home(
    row: HomeRow,
    said: AddressParts,
    building_id: UUID,
    homes: dict[tuple[str, str], UUID],
    units: int,
    why: str,
    with_new_homes: bool,
) -> Bound:
    reasons = "；".join(why.split("；")[:-1])
    unit, room = said.unit, said.room
    if not room:
        whole = not unit and not row.name
        return Bound(row, MatchLevel.BUILDING, f"{reasons}；没有写房号", whole, building_id)
    if not unit:
        holding = [one for one, other in homes if other == room]
        if len(holding) > 1:
            return Bound(
                row,
                MatchLevel.BUILDING,
                f"{reasons}；有 {len(holding)} 个单元有 {room} 室，请写明单元",
                False,
                building_id,
            )
        unit = holding[0] if holding else "1" if units == 1 else ""
    if (unit, room) in homes:
        id = homes[unit, room]
        return Bound(row, MatchLevel.DWELLING, f"{reasons}；{unit}单元{room}室相符", True, building_id, id)
    known = unit.isdecimal() and 1 <= int(unit) <= units
    if not unit or not known:
        lacking = f"这栋楼没有{unit}单元" if unit else "请写明单元"
        return Bound(row, MatchLevel.BUILDING, f"{reasons}；{lacking}", False, building_id)
    if with_new_homes and (floor := _floor(said)) is not None and len(room) <= 12:
        return Bound(
            row,
            MatchLevel.DWELLING,
            f"{reasons}；{unit}单元{room}室新登记",
            True,
            building_id,
            None,
            (unit, floor, room),
        )
    return Bound(row, MatchLevel.UNIT, f"{reasons}；{unit}单元没有登记 {room} 室", False, building_id)


def _floor(said: AddressParts) -> int | None:
    """The floor as said or as the number of the room begins: 302 is on the third, 1203 on the twelfth."""
    if re.fullmatch(r"-?[1-9]\d?", said.floor):
        return int(said.floor)
    found = re.fullmatch(r"(\d{1,2})\d{2}[A-Z]?", said.room, re.ASCII)
    return int(found[1]) if found and int(found[1]) else None
