"""Write the other places of the demonstration, their posts and their accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password

from linli.accounts.models import Grant, User
from linli.kernel import clock
from linli.kernel.actor import SYSTEM_ID, Role
from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.scoped import acting_in
from linli.people.models import Household, Resident
from linli.places.models import Building, Community, Dwelling, Estate, Grid
from linli.teams.models import Organisation, Post

from .acting import somebody
from .elsewhere import COMMUNITIES, FIRE_ESTATES, GAIN, PARKING_ESTATES, PUJIANG, Elsewhere, accounts
from .load_accounts import DemoAccount, demo_password, note_accounts, user_id
from .load_places import Progress
from .plan import dice, fixed_id, in_chinese

_STEP = (0.00036, 0.00026)
"""Degrees between two buildings: some 34 m from west to east, 29 m from north to south."""
ROW = 12


@dataclass(frozen=True, slots=True)
class Stands:
    """A building with its estate, its number there and the grid it stands in."""

    id: UUID
    place: Elsewhere
    estate: str
    number: int
    at: int

    @property
    def grid(self) -> str:
        return self.place.grid_at(self.at)

    @property
    def middle(self) -> tuple[float, float]:
        row, column = divmod(self.at, ROW)
        return (
            round(self.place.centre[0] + (column - ROW / 2) * _STEP[0], 7),
            round(self.place.centre[1] - row * _STEP[1], 7),
        )


def load_elsewhere(progress: Progress) -> None:
    """Seven communities with grids, estates and buildings, a captain for each building, an officer for each grid; in 蒲江社区 homes
    and people too. Nothing where they are there already."""
    with acting_in(Scope.everything()):
        if Community.objects.filter(place_code=PUJIANG).exists():
            return
        copy_rows(Community, (
            Community(id=fixed_id("community", one.code), place_code=one.code, name=one.name, is_demo=True)
            for one in COMMUNITIES
        ))  # fmt: skip
        grids = copy_rows(Grid, _grids())
        copy_rows(Organisation, _firms())
        copy_rows(Estate, _estates())
        standing = [one for place in COMMUNITIES for one in stands(place)]
        buildings = copy_rows(Building, map(_building, standing))
        posts = copy_rows(Post, _posts(standing))
        shown = _open_accounts()
        homes, people = _people(standing)
    note_accounts(shown)
    progress(
        f"社区 {len(COMMUNITIES)} 个，网格 {grids} 个，楼栋 {buildings} 栋，岗位 {posts} 个，常住 {homes} 户 {people} 人"
    )


def estate_id(place: Elsewhere, name: str) -> UUID:
    """The id of an estate elsewhere."""
    return fixed_id("estate", place.code, name)


def stands(place: Elsewhere) -> Iterator[Stands]:
    """The buildings of a community, estate by estate."""
    at = 0
    for name, _firm, count in place.estates:
        for number in range(1, count + 1):
            yield Stands(fixed_id("building", place.code, name, number), place, name, number, at)
            at += 1


def _grids() -> Iterator[Grid]:
    for place in COMMUNITIES:
        for number in range(1, place.grids + 1):
            code = place.grid(number)
            yield Grid(
                id=fixed_id("grid", code), place_code=code, kind=Grid.Kind.BASIC, name=f"第{in_chinese(number)}网格"
            )


def _firms() -> Iterator[Organisation]:
    for place in COMMUNITIES:
        for firm in sorted({firm for _name, firm, _count in place.estates if firm}):
            yield Organisation(
                id=fixed_id("organisation", firm), kind="property_firm", name=firm, short_name=firm, prefix=place.code
            )


def _estates() -> Iterator[Estate]:
    for place in COMMUNITIES:
        for name, firm, _count in place.estates:
            key = estate_id(place, name)
            yield Estate(
                id=key, place_code=place.place_of(name), name=name, aliases=[], completed_year=1995,
                property_firm_id=fixed_id("organisation", firm) if firm else None, door_token=fixed_id("door", key).hex[:12],
            )  # fmt: skip


def _building(one: Stands) -> Building:
    x, y = one.middle
    wide, deep = _STEP[0] * 0.4, _STEP[1] * 0.2
    ring = [
        [x - wide, y - deep],
        [x + wide, y - deep],
        [x + wide, y + deep],
        [x - wide, y + deep],
        [x - wide, y - deep],
    ]
    units, floors, _flats = one.place.homes or (3, 6, 2)
    return Building(
        id=one.id, place_code=one.grid, estate_id=estate_id(one.place, one.estate), name=f"{one.number}号楼",
        number=str(one.number), cluster="", units=units, floors=floors, footprint=[ring], longitude=x, latitude=y,
        door_token=fixed_id("door", one.id).hex[:12],
    )  # fmt: skip


def _posts(standing: list[Stands]) -> Iterator[Post]:
    """Those with an account, an officer for every other grid, a captain for every building."""
    chance = dice("posts elsewhere")
    taken = set()
    for username, role, place_code, title, _shown in accounts():
        taken.add((role, place_code))
        yield Post(
            id=fixed_id("post", username), role=role.value, place_code=place_code, title=title, holder_name=name_of(username),
            holder_id=user_id(username),
        )  # fmt: skip
    for place in COMMUNITIES:
        for number in range(1, place.grids + 1):
            if (Role.GRID_OFFICER, place.grid(number)) not in taken:
                yield Post(
                    id=fixed_id("post", place.grid(number)), role=Role.GRID_OFFICER.value, place_code=place.grid(number),
                    title=f"{place.name}第{in_chinese(number)}网格网格员", holder_name=somebody(chance, 1990),
                )  # fmt: skip
    for one in standing:
        yield Post(
            id=fixed_id("post", "captain", one.id), role=Role.BUILDING_CAPTAIN.value, place_code=one.grid,
            title=f"{one.estate}{one.number}号楼楼栋长", holder_name=somebody(chance, 1958), building_ids=[str(one.id)],
        )  # fmt: skip


def name_of(username: str) -> str:
    """The made-up name of whoever has the account."""
    return somebody(dice("account", username), 1988)


def _open_accounts() -> list[DemoAccount]:
    rows, now = list(accounts()), clock.now()
    shown = [DemoAccount(name, name_of(name), title, todo) for name, _role, _place, title, todo in rows if todo]
    hashed = make_password(demo_password(shown))
    User.objects.bulk_create(
        User(
            id=user_id(username), username=username, name=name_of(username), title=title, password=hashed,
            must_change_password=False, created_at=now, password_changed_at=now,
        )
        for username, _role, _place, title, _todo in rows
    )  # fmt: skip
    copy_rows(
        Grant,
        (
            Grant(
                id=fixed_id("grant", username), user_id=user_id(username), role=role, prefix=place, granted_at=now,
                granted_by=SYSTEM_ID,
            )
            for username, role, place, _title, _todo in rows
        ),
    )  # fmt: skip
    return shown


def _people(standing: list[Stands]) -> tuple[int, int]:
    """Homes where they are written; in estates without a property firm live exactly those who gain from the works."""
    dwellings, households, residents = [], [], []
    poor = {*PARKING_ESTATES, *FIRE_ESTATES}
    chance = dice("people elsewhere")
    lived_in = []
    for one in standing:
        if one.place.homes is None:
            continue
        units, floors, flats = one.place.homes
        for unit in range(1, units + 1):
            for floor in range(1, floors + 1):
                for flat in range(1, flats + 1):
                    room = f"{floor}{flat:02d}"
                    key = fixed_id("dwelling", one.id, unit, room)
                    dwellings.append(
                        Dwelling(
                            id=key, place_code=one.grid, building_id=one.id, unit=str(unit), floor=floor, room=room
                        )
                    )
                    if one.estate in poor and chance.random() < 0.93:
                        lived_in.append((key, one.grid))
    sizes = _sizes(len(lived_in))
    for (home, grid), size in zip(lived_in, sizes, strict=True):
        household = fixed_id("household", home)
        households.append(Household(id=household, place_code=grid, dwelling_id=home))
        for number in range(size):
            born = chance.randint(1940, 2018)
            residents.append(
                Resident(
                    id=fixed_id("resident", household, number), place_code=grid, household_id=household,
                    name=somebody(chance, born), birth_year=born,
                )
            )  # fmt: skip
    copy_rows(Dwelling, dwellings)
    return copy_rows(Household, households), copy_rows(Resident, residents)


def _sizes(count: int) -> list[int]:
    """How many live in each home; together as many as gain."""
    base, more = divmod(GAIN, count)
    sizes = [base + (number < more) for number in range(count)]
    dice("sizes elsewhere").shuffle(sizes)
    return sizes
