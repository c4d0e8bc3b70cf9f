"""An exclusive grid (a school, a hospital, a market, a park) lies upon the basic ones: numbered by itself, no overlap, and what stands in it is its."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
import shapely

from linli.kernel.errors import BadInput
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.begin_grid_draft import begin_grid_draft
from linli.places.actions.hand_in_ground_file import hand_in_ground_file
from linli.places.actions.publish_grid_draft import publish_grid_draft
from linli.places.actions.take_in_ground import take_in_ground
from linli.places.actions.take_in_places import take_in_places
from linli.places.models import Building, Dwelling, Grid, GridDraft
from linli.places.rules.assign import GridIndex
from linli.places.rules.coverage import FaultKind, find_faults
from linli.places.rules.grid_plan import plan_of, read_plan
from linli.places.rules.place_rows import read_place_rows
from linli.places.taking_in import plan_places
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

WEST = shapely.box(117.4800, 30.6590, 117.4815, 30.6610)
EAST = shapely.box(117.4815, 30.6590, 117.4830, 30.6610)
# Round 2号楼 of either estate, which stand at 117.482.
SCHOOL = shapely.box(117.4818, 30.6595, 117.4825, 30.6605)


@pytest.fixture
def town():
    return make_small_community()


def published(town, cells, exclusive=()):
    row = begin_grid_draft(actor=town.actor("centre"), key=uuid4(), community=town.code)
    with acting_in(Scope.everything()):
        plan = plan_of(cells, exclusive=exclusive)
        GridDraft.objects.filter(id=row.id).update(plan=plan.as_plain())
    return publish_grid_draft(actor=town.actor("centre"), key=uuid4(), draft=row.key, seen=1)


def places(town):
    with acting_in(Scope.everything()):
        found = dict(Building.objects.filter(street_code=int(town.street)).values_list("id", "place_code"))
        return [found[one.id] for one in town.buildings]


def test_a_school_within_a_basic_grid_is_no_overlap_but_two_on_one_spot_are():
    basic = [("第一网格", WEST), ("第二网格", EAST)]
    whole = shapely.union_all([WEST, EAST])
    assert find_faults(basic, whole, exclusive=[("小学", SCHOOL)]) == []
    two = find_faults(
        basic, whole, exclusive=[("小学", SCHOOL), ("市场", shapely.box(117.482, 30.6595, 117.4828, 30.6605))]
    )
    assert [(fault.kind, fault.names) for fault in two] == [(FaultKind.OVERLAP, ("小学", "市场"))]


def test_an_exclusive_grid_beside_the_basic_ones_leaves_no_gap():
    cut_out = EAST.difference(SCHOOL)
    whole = shapely.union_all([WEST, EAST])
    assert find_faults([("第一网格", WEST), ("第二网格", cut_out)], whole, exclusive=[("小学", SCHOOL)]) == []


def test_an_exclusive_grid_keeps_within_its_community_too():
    far = shapely.box(117.4825, 30.6595, 117.4840, 30.6605)
    faults = find_faults(
        [("第一网格", WEST), ("第二网格", EAST)], shapely.union_all([WEST, EAST]), exclusive=[("小学", far)]
    )
    assert [fault.kind for fault in faults] == [FaultKind.OUTSIDE]


def test_what_lies_in_an_exclusive_grid_is_its_and_the_rest_goes_by_the_border():
    codes = ["3417020109011001", "3417020109011002", "3417020109012001"]
    index = GridIndex(codes, [WEST, EAST, SCHOOL])
    spots = [
        (117.481, 30.66),
        (117.482, 30.66),
        (117.4829, 30.66),
        (117.4818, 30.66),
        (117.4815, 30.66),
        (117.5, 30.66),
    ]
    found = index.codes_of([x for x, _y in spots], [y for _x, y in spots])
    assert found == [codes[0], codes[2], codes[1], codes[2], codes[0], ""]


def test_exclusive_grids_are_numbered_by_themselves_and_hold_their_buildings(town):
    market = shapely.box(117.4802, 30.6600, 117.4806, 30.6604)
    published(
        town,
        [
            (town.grid_a, "第一网格", WEST),
            (town.grid_b, "第二网格", EAST),
            ("", "湖东小学", SCHOOL),
            ("", "农贸市场", market),
        ],
        exclusive=("湖东小学", "农贸市场"),
    )
    with acting_in(Scope.everything()):
        kinds = dict(Grid.objects.filter(place_code__startswith=town.code + "2").values_list("place_code", "name"))
    assert kinds == {town.code + "2001": "农贸市场", town.code + "2002": "湖东小学"}
    assert places(town) == [town.grid_a, town.code + "2002", town.grid_a, town.code + "2002"]


def test_taken_off_the_map_again_its_buildings_go_to_the_basic_grid_below(town):
    cells = [(town.grid_a, "第一网格", WEST), (town.grid_b, "第二网格", EAST)]
    published(town, [*cells, ("", "湖东小学", SCHOOL)], exclusive=("湖东小学",))
    published(town, cells)
    assert places(town) == [town.grid_a, town.grid_b, town.grid_a, town.grid_b]
    with acting_in(Scope.everything()):
        assert Grid.objects.get(name="湖东小学").ended_at is not None


def test_one_that_was_never_drawn_stays_and_keeps_its_buildings(town):
    school = town.code + "2001"
    with acting_in(Scope.everything()):
        Grid(place_code=school, kind=Grid.Kind.EXCLUSIVE, name="湖东小学").save(force_insert=True)
        Building.objects.filter(id=town.buildings[1].id).update(place_code=school)
    row = begin_grid_draft(actor=town.actor("centre"), key=uuid4(), community=town.code)
    assert {cell["name"] for cell in row.plan["cells"]} == {"第一网格", "第二网格"}
    published(town, [(town.grid_a, "第一网格", WEST), (town.grid_b, "第二网格", EAST)])
    assert places(town)[1] == school
    with acting_in(Scope.everything()):
        assert Grid.objects.get(place_code=school).ended_at is None


def test_the_kind_travels_to_the_editor_and_back_and_never_contradicts_the_code(town):
    plan = plan_of([("", "第一网格", WEST), ("", "小学", SCHOOL)], exclusive={"小学"})
    assert read_plan(json.dumps(plan.as_plain())) == plan
    plain = plan.as_plain()
    plain["cells"][0]["code"], plain["cells"][0]["kind"] = town.grid_a, "exclusive"
    with pytest.raises(BadInput, match="shape"):
        read_plan(plain)
    plain["cells"][0]["kind"] = "other"
    with pytest.raises(BadInput, match="shape"):
        read_plan(plain)


def test_a_file_says_by_a_column_which_grids_are_exclusive(town):
    features = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(shape)), "properties": facts}
        for shape, facts in (
            (WEST, {"name": "第一网格", "网格类型": "基础网格"}),
            (EAST, {"name": "第二网格"}),
            (SCHOOL, {"name": "湖东小学", "网格类型": "专属网格"}),
        )
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    row = hand_in_ground_file(
        actor=town.actor("centre"), key=uuid4(), community=town.code, file_name="a.geojson", data=data, layer="grid",
        coordinates="auto",
    )  # fmt: skip
    take_in_ground(actor=town.actor("centre"), key=uuid4(), file=row.key)
    with acting_in(Scope.everything()):
        cells = {cell["name"]: (cell["code"], cell["kind"]) for cell in GridDraft.objects.get().plan["cells"]}
    assert cells == {
        "第一网格": (town.grid_a, "basic"),
        "第二网格": (town.grid_b, "basic"),
        "湖东小学": ("", "exclusive"),
    }


TABLE = ["网格名称", "网格类型", "小区", "楼栋", "户数"]


def test_a_table_of_places_says_which_grids_are_exclusive_and_how_many_households_there_are(town):
    rows = read_place_rows(
        TABLE, [(2, ["湖东小学", "专属", "湖东小学", "", ""]), (3, ["第一网格", "基础", "湖东苑", "1号楼", "48户"])]
    )
    assert not rows.bad
    take_in_places(actor=town.actor("centre"), key=uuid4(), community=town.code, rows=rows.rows, firms={})
    with acting_in(Scope.everything()):
        school = Grid.objects.get(name="湖东小学")
        house = Building.objects.get(id=town.buildings[0].id)
    assert (school.place_code, school.kind) == (town.code + "2001", "exclusive")
    assert house.households == 48


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["第三网格", "别的", "湖东苑", "", ""], "kind"),
        (["", "专属", "湖东苑", "", ""], "kind_of_none"),
        (["第一网格", "", "湖东苑", "1号楼", "五百万"], "households"),
    ],
)
def test_a_row_of_the_table_that_contradicts_itself_is_named(cells, reason):
    assert [bad.reason for bad in read_place_rows(TABLE, [(2, cells)]).bad] == [reason]


def test_a_grid_does_not_change_its_kind_by_a_table(town):
    rows = read_place_rows(TABLE, [(2, ["第一网格", "专属", "湖东苑", "", ""])])
    with acting_in(Scope.everything()):
        plan = plan_places(town.code, rows.rows, {})
    assert [(bad.number, bad.reason) for bad in plan.bad] == [(2, "other_kind")]


def test_homes_on_record_say_better_than_a_table_how_many_households_there_are(town):
    from linli.places.queries.grid_geometry import located_buildings

    with acting_in(Scope.everything()):
        Building.objects.filter(street_code=int(town.street)).update(households=48)
        Dwelling.objects.filter(building_id=town.buildings[1].id).delete()
        found = {one.id: one.households for one in located_buildings(town.code)}
    assert found[town.buildings[0].id] == (2, True)
    assert found[town.buildings[1].id] == (48, True)
