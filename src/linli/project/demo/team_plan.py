"""Who does what in the demonstration community: organisations, posts and the accounts that hold them, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from uuid import UUID

from linli.kernel.actor import Role

from . import town
from .people import given_name, surname
from .plan import COMMUNITY, COMMUNITY_NAME, ESTATES, STREET, dice, fixed_id

COUNTY = STREET[:6]

DEPARTMENTS: tuple[tuple[str, str, str, str], ...] = (
    ("zhujian", "住建", "贵池区住房和城乡建设局", COUNTY),
    ("chengguan", "城管", "贵池区城市管理局", COUNTY),
    ("xiaofang", "消防", "贵池区消防救援大队", COUNTY),
    ("minzheng", "民政", "贵池区民政局", COUNTY),
    ("huanbao", "生态环境", "贵池区生态环境分局", COUNTY),
    ("renshe", "人社", "贵池区人力资源和社会保障局", COUNTY),
    ("yibao", "医保", "贵池区医疗保障局", COUNTY),
    ("weijian", "卫健", "贵池区卫生健康委员会", COUNTY),
    ("jiaoyu", "教育", "贵池区教育局", COUNTY),
    ("jiaojing", "交警", "贵池区交警大队", COUNTY),
    ("shijian", "市监", "清风街道市场监督管理所", STREET),
    ("gongan", "公安", "清风街道派出所", STREET),
    ("sifa", "司法", "清风街道司法所", STREET),
)
"""Username of the liaison, short name, name, where it works."""

UTILITIES: tuple[tuple[str, str, str], ...] = (
    ("gongshui", "供水", "城区供水公司"),
    ("gongdian", "供电", "城区供电公司"),
    ("ranqi", "燃气", "城区燃气公司"),
    ("paishui", "排水", "城区排水公司"),
    ("dianti", "电梯维保", "城区电梯维保站"),
)

STAFF = 8


@dataclass(frozen=True, slots=True)
class PlannedOrganisation:
    id: UUID
    kind: str
    name: str
    short_name: str
    prefix: str


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """`username` names the account that holds it; without one the holder is known by name only, or the post is vacant."""

    id: UUID
    role: Role
    place_code: str
    title: str
    holder_name: str = ""
    username: str = ""
    organisation_id: UUID | None = None
    partner_id: UUID | None = None
    estate_ids: tuple[UUID, ...] = ()
    building_ids: tuple[UUID, ...] = ()


def firm_id(name: str) -> UUID:
    return fixed_id("organisation", name)


def firms() -> list[str]:
    """The property firms, the one of 新湖东苑 first. Four old estates have none."""
    return sorted({estate.firm for estate in ESTATES if estate.firm}, key=lambda name: (name != "安居物业", name))


def organisations() -> list[PlannedOrganisation]:
    """Departments, utilities and property firms. Their telephones are left empty: a generated one could be somebody's."""
    made = [
        PlannedOrganisation(fixed_id("organisation", name), "department", name, short, prefix)
        for _, short, name, prefix in DEPARTMENTS
    ]
    made += [
        PlannedOrganisation(fixed_id("organisation", name), "utility", name, short, COUNTY)
        for _, short, name in UTILITIES
    ]
    made += [PlannedOrganisation(firm_id(name), "property_firm", name, name, COMMUNITY) for name in firms()]
    return made


@cache
def posts() -> tuple[PlannedPost, ...]:
    """Every post of the community and of those it works with."""
    chance = dice("holders")
    return (
        *_above_the_community(chance),
        *_community(chance),
        *_officers(chance),
        *_captains(chance),
        *_patch_leaders(chance),
        *_property_firms(chance),
        *_liaisons(chance),
    )


def _above_the_community(chance: Random) -> Iterator[PlannedPost]:
    for number, username in enumerate(("zhihui", "zhihui2"), 1):
        title = f"贵池区综治中心指挥席{number}"
        yield _post(Role.GOVERNANCE_CENTRE, COUNTY, title, person(chance), username)
    yield _post(Role.STREET_LEAD, STREET, "清风街道分管负责人", person(chance), "jiedaozhang")
    for number, username in enumerate(("jiedao", "jiedao2"), 1):
        yield _post(Role.STREET_STAFF, STREET, f"清风街道综治办专干{number}", person(chance), username)


def _community(chance: Random) -> Iterator[PlannedPost]:
    yield _post(Role.COMMUNITY_LEAD, COMMUNITY, f"{COMMUNITY_NAME}书记", person(chance), "zhanzhang")
    grids = town.basic_grids()
    for number in range(1, STAFF + 1):
        username = "shequ" if number == 1 else f"shequ{number}"
        name = person(chance)
        yield _post(Role.COMMUNITY_STAFF, COMMUNITY, f"{COMMUNITY_NAME}专干{number}", name, username)
        # Each of the staff leads three neighbouring grids.
        for grid in grids[(number - 1) * 3 : number * 3]:
            yield _post(Role.GRID_LEADER, grid.code, f"{grid.name}网格长", name, username)


def _officers(chance: Random) -> Iterator[PlannedPost]:
    """Grid officers in AB pairs: neighbouring grids, a woman and a man. An exclusive grid's contact has no account."""
    for number, grid in enumerate(town.basic_grids(), 1):
        partner = number + 1 if number % 2 else number - 1
        yield PlannedPost(
            id=_officer_id(number),
            role=Role.GRID_OFFICER,
            place_code=grid.code,
            title=f"{grid.name}网格员",
            holder_name=person(chance, woman=number % 2 == 1),
            username=f"wangge{number:02d}",
            partner_id=_officer_id(partner),
        )
    for grid in town.exclusive_grids():
        yield _post(Role.GRID_OFFICER, grid.code, f"{grid.name}网格员", person(chance))


def _captains(chance: Random) -> Iterator[PlannedPost]:
    for building in town.buildings():
        is_shown = (building.estate.name, building.number) == ("新湖东苑", "1")
        yield PlannedPost(
            id=fixed_id("post", "captain", building.id),
            role=Role.BUILDING_CAPTAIN,
            place_code=building.grid,
            title=f"{building.estate.name}{building.name}楼栋长",
            holder_name=person(chance, born=chance.randint(1948, 1975)),
            username="louzhang" if is_shown else "",
            building_ids=(building.id,),
        )


def _patch_leaders(chance: Random) -> Iterator[PlannedPost]:
    shown_first = sorted(ESTATES, key=lambda estate: estate.name != "新湖东苑")
    for number, estate in enumerate(shown_first, 1):
        yield PlannedPost(
            id=fixed_id("post", "patch", estate.name),
            role=Role.PATCH_LEADER,
            place_code=COMMUNITY,
            title=f"{estate.name}片长",
            holder_name=person(chance),
            username="pianzhang" if number == 1 else f"pianzhang{number:02d}",
            estate_ids=(town.estate_id(estate),),
        )


def _property_firms(chance: Random) -> Iterator[PlannedPost]:
    for number, firm in enumerate(firms(), 1):
        yield PlannedPost(
            id=fixed_id("post", "firm", firm),
            role=Role.PROPERTY_FIRM,
            place_code=COMMUNITY,
            title=f"{firm}项目经理",
            holder_name=person(chance),
            username="wuye" if number == 1 else f"wuye{number:02d}",
            organisation_id=firm_id(firm),
            estate_ids=tuple(town.estate_id(estate) for estate in ESTATES if estate.firm == firm),
        )


def _liaisons(chance: Random) -> Iterator[PlannedPost]:
    rows = [(username, short, name, prefix) for username, short, name, prefix in DEPARTMENTS]
    rows += [(username, short, name, COUNTY) for username, short, name in UTILITIES]
    for username, short, name, prefix in rows:
        organisation = fixed_id("organisation", name)
        yield _post(Role.DEPARTMENT_LIAISON, prefix, f"{short}联络员", person(chance), username, organisation)


def _post(
    role: Role, place_code: str, title: str, holder_name: str, username: str = "", organisation_id: UUID | None = None
) -> PlannedPost:
    return PlannedPost(
        fixed_id("post", role, place_code, title), role, place_code, title, holder_name, username, organisation_id
    )


def _officer_id(number: int) -> UUID:
    return fixed_id("post", "officer", number)


def person(chance: Random, *, woman: bool | None = None, born: int = 1985) -> str:
    """A generated name of somebody who serves."""
    woman = chance.random() < 0.5 if woman is None else woman
    return surname(chance) + given_name(chance, woman, born)
