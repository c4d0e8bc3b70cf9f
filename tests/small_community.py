"""A small community to test in, made in a few dozen milliseconds.

`make_small_community()` writes, within the running test's transaction, 测试社区 (341702010901) with two estates of two buildings
each, two basic grids, everybody a case meets, and a neighbouring community with an officer and an estate of its own:

    town = make_small_community()
    town.code, town.street, town.county            place codes of 12, 9, 6 digits
    town.grid_a, town.grid_b                       codes of the two basic grids
    town.estate_a, town.estate_b                   Estate rows: 湖东苑 (grid_a, with property firm), 啤酒厂小区 (grid_b, without)
    town.buildings                                 four Building rows: 1号楼, 2号楼 of each estate
    town.neighbour_code, town.neighbour_grid, town.neighbour_estate, town.neighbour_building
    town.department, town.housing, town.water, town.firm     Organisation rows
    town.posts["officer_a"]                        Post rows, by the names below
    town.users["officer_a"]                        User rows, by the same names; the password of all is PASSWORD
    town.actor("officer_a")                        the kernel Actor with the user's grants

Names: officer_a and officer_b (AB partners), leader (of grid_a), captain (of buildings[0]), patch_leader (of estate_a), staff, staff2,
lead (of the community), street_staff, street_lead, centre, centre2, chengguan (department), zhujian (housing), water, firm,
neighbour_officer, neighbour_staff; without a post: admin (grant "*"), auditor (grant: county).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from linli.accounts.models import Grant as GrantRow
from linli.accounts.models import User
from linli.kernel import clock
from linli.kernel.actor import SYSTEM_ID, Actor, Grant, Role
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.models import Building, Community, Division, Dwelling, Estate, Grid
from linli.teams.models import Organisation, Post

PASSWORD = "Qing-Feng-2024"

STREET = "341702010"
CODE = STREET + "901"
NEIGHBOUR = STREET + "902"


@dataclass
class SmallCommunity:
    county: str = "341702"
    street: str = STREET
    code: str = CODE
    grid_a: str = CODE + "1001"
    grid_b: str = CODE + "1002"
    neighbour_code: str = NEIGHBOUR
    neighbour_grid: str = NEIGHBOUR + "1001"
    estate_a: Estate = None
    estate_b: Estate = None
    neighbour_estate: Estate = None
    neighbour_building: Building = None
    buildings: list[Building] = field(default_factory=list)
    dwellings: list[Dwelling] = field(default_factory=list)
    department: Organisation = None
    housing: Organisation = None
    water: Organisation = None
    firm: Organisation = None
    posts: dict[str, Post] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_of(self.users[name])


def actor_of(user: User, ip: str = "") -> Actor:
    """The actor with the user's live grants."""
    rows = GrantRow.objects.filter(user=user, revoked_at__isnull=True)
    grants = tuple(Grant(Role(row.role), row.prefix, row.organisation_id) for row in rows)
    return Actor(
        id=user.id,
        name=user.name,
        grants=grants,
        ip=ip,
        organisations=frozenset(g.organisation_id for g in grants if g.organisation_id),
    )


def make_small_community() -> SmallCommunity:
    """Write the community into the running transaction (see the module)."""
    town = SmallCommunity()
    with acting_in(Scope.everything()):
        _make_places(town)
        _make_organisations(town)
        _make_posts(town)
    return town


def _make_places(town: SmallCommunity) -> None:
    Division.objects.bulk_create(
        [
            Division(code="34", name="安徽省"),
            Division(code="3417", name="池州市", parent_code="34"),
            Division(code="341702", name="贵池区", parent_code="3417"),
            Division(code=STREET, name="清风街道", parent_code="341702"),
        ],
        ignore_conflicts=True,
    )
    Community.objects.bulk_create(
        [Community(place_code=CODE, name="测试社区"), Community(place_code=NEIGHBOUR, name="邻近社区")]
    )
    Grid.objects.bulk_create(
        [
            Grid(place_code=town.grid_a, kind=Grid.Kind.BASIC, name="第一网格"),
            Grid(place_code=town.grid_b, kind=Grid.Kind.BASIC, name="第二网格"),
            Grid(place_code=town.neighbour_grid, kind=Grid.Kind.BASIC, name="第一网格"),
        ]
    )
    town.estate_a = Estate(place_code=town.grid_a, name="湖东苑", aliases=["湖东苑小区"], door_token="estate-a")
    town.estate_b = Estate(place_code=town.grid_b, name="啤酒厂小区", aliases=["啤酒厂宿舍"], door_token="estate-b")
    town.neighbour_estate = Estate(place_code=town.neighbour_grid, name="邻家花园", door_token="estate-n")
    Estate.objects.bulk_create([town.estate_a, town.estate_b, town.neighbour_estate])
    made = [
        Building(
            place_code=estate.place_code,
            estate=estate,
            name=f"{number}号楼",
            number=str(number),
            units=2,
            floors=6,
            longitude=117.48 + number / 1000,
            latitude=30.66,
            door_token=f"{estate.door_token}-{number}",
        )
        for estate in (town.estate_a, town.estate_b, town.neighbour_estate)
        for number in (1, 2)
    ][:5]
    Building.objects.bulk_create(made)
    town.buildings, town.neighbour_building = made[:4], made[4]
    town.dwellings = [
        Dwelling(place_code=building.place_code, building=building, unit="1", floor=1, room=room)
        for building in town.buildings
        for room in ("101", "102")
    ]
    Dwelling.objects.bulk_create(town.dwellings)


def _make_organisations(town: SmallCommunity) -> None:
    kinds = Organisation.Kind
    town.department = Organisation(
        name="贵池区城市管理局", short_name="城管", kind=kinds.DEPARTMENT, prefix=town.county
    )
    town.housing = Organisation(
        name="贵池区住房和城乡建设局", short_name="住建", kind=kinds.DEPARTMENT, prefix=town.county
    )
    town.water = Organisation(name="池州供排水公司", short_name="供水", kind=kinds.UTILITY, prefix=town.county)
    town.firm = Organisation(name="湖畔物业", short_name="湖畔物业", kind=kinds.PROPERTY_FIRM, prefix=town.code)
    Organisation.objects.bulk_create([town.department, town.housing, town.water, town.firm])
    Estate.objects.filter(street_code=town.estate_a.street_code, id=town.estate_a.id).update(
        property_firm_id=town.firm.id
    )
    town.estate_a.property_firm_id = town.firm.id


def _make_posts(town: SmallCommunity) -> None:
    table = [
        ("officer_a", "周敏", Role.GRID_OFFICER, town.grid_a, "第一网格网格员", None),
        ("officer_b", "吴强", Role.GRID_OFFICER, town.grid_b, "第二网格网格员", None),
        ("leader", "郑军", Role.GRID_LEADER, town.grid_a, "第一网格网格长", None),
        ("captain", "王桂兰", Role.BUILDING_CAPTAIN, town.grid_a, "湖东苑1号楼楼栋长", None),
        ("patch_leader", "冯涛", Role.PATCH_LEADER, town.code, "湖东苑片长", None),
        ("staff", "陈静", Role.COMMUNITY_STAFF, town.code, "测试社区专干", None),
        ("staff2", "褚亮", Role.COMMUNITY_STAFF, town.code, "测试社区专干", None),
        ("lead", "卫红", Role.COMMUNITY_LEAD, town.code, "测试社区书记", None),
        ("street_staff", "蒋华", Role.STREET_STAFF, town.street, "清风街道综治办", None),
        ("street_lead", "沈明", Role.STREET_LEAD, town.street, "清风街道分管负责人", None),
        ("centre", "韩梅", Role.GOVERNANCE_CENTRE, town.county, "贵池区综治中心", None),
        ("centre2", "杨帆", Role.GOVERNANCE_CENTRE, town.county, "贵池区综治中心", None),
        ("chengguan", "朱勇", Role.DEPARTMENT_LIAISON, town.county, "城管联络员", town.department),
        ("zhujian", "秦岚", Role.DEPARTMENT_LIAISON, town.county, "住建联络员", town.housing),
        ("water", "尤佳", Role.DEPARTMENT_LIAISON, town.county, "供水联络员", town.water),
        ("firm", "许飞", Role.PROPERTY_FIRM, town.code, "湖畔物业经理", town.firm),
        ("neighbour_officer", "何苗", Role.GRID_OFFICER, town.neighbour_grid, "邻近社区第一网格网格员", None),
        ("neighbour_staff", "吕洁", Role.COMMUNITY_STAFF, town.neighbour_code, "邻近社区专干", None),
    ]
    now, password = clock.now(), make_password(PASSWORD)

    def user(username: str, name: str) -> User:
        return User(username=username, name=name, password=password, must_change_password=False, created_at=now)

    town.users = {key: user(key, name) for key, name, *_ in table}
    town.users |= {"admin": user("admin", "施行"), "auditor": user("auditor", "张审")}
    User.objects.bulk_create(town.users.values())
    for key, name, role, place, title, organisation in table:
        town.posts[key] = Post(
            place_code=place,
            role=role,
            title=title,
            holder_id=town.users[key].id,
            holder_name=name,
            organisation_id=organisation and organisation.id,
        )
    town.posts["officer_a"].partner_id = town.posts["officer_b"].id
    town.posts["officer_b"].partner_id = town.posts["officer_a"].id
    town.posts["captain"].building_ids = [str(town.buildings[0].id)]
    town.posts["patch_leader"].estate_ids = [str(town.estate_a.id)]
    town.posts["firm"].estate_ids = [str(town.estate_a.id)]
    Post.objects.bulk_create(town.posts.values())
    grants = [(key, role, place, organisation) for key, _, role, place, _, organisation in table]
    grants += [
        ("officer_a", Role.GRID_OFFICER, town.grid_b, None),
        ("officer_b", Role.GRID_OFFICER, town.grid_a, None),
    ]
    grants += [("admin", Role.ADMINISTRATOR, "*", None), ("auditor", Role.AUDITOR, town.county, None)]
    GrantRow.objects.bulk_create(
        GrantRow(
            user=town.users[key],
            role=role,
            prefix=place,
            organisation_id=organisation and organisation.id,
            granted_at=now,
            granted_by=SYSTEM_ID,
        )
        for key, role, place, organisation in grants
    )
