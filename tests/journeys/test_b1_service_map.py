"""B1: the 15-minute service map: services registered, reckoned on foot, gaps shown with the best place for one more, told to residents, printed."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import numpy as np
import pytest
import shapely
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.people.models import Household, Resident
from linli.places.jobs import reckon_circle, reckon_sites
from linli.places.models import Building, CircleRun, Facility, GroundFeature, SiteRun
from linli.places.outlines import box_of
from linli.places.rules.ground import Plane, stored
from linli.places.rules.tiles import house_tile_of
from tests.journeys.test_d3_own_map import painted, sign_in
from tests.small_community import make_small_community

PLANE = Plane(117.48, 30.66)


def degrees(*points):
    return PLANE.round(np.array(points, float))


def lay_out(town):
    """湖东苑 by the lane, 啤酒厂 across the wall: 60 m apart as the crow flies, 640 m on foot."""
    spots = ((0, 10), (40, 10), (0, 70), (40, 70))
    with acting_in(Scope.everything()):
        for building, (longitude, latitude) in zip(town.buildings, degrees(*spots).tolist(), strict=True):
            Building.objects.filter(id=building.id).update(longitude=longitude, latitude=latitude)
        lines = (((-20, 0), (300, 0)), ((300, 0), (300, 80)), ((300, 80), (-20, 80)))
        for number, line in enumerate(lines):
            shape = shapely.LineString(degrees(*line))
            GroundFeature.objects.create(
                id=uuid7(), place_code=town.code, street_code=int(town.street), layer="road", source_id=str(number),
                facts={"kind": "residential"}, shape=stored(shape), **box_of(shape),
            )  # fmt: skip
        pharmacy = shapely.Point(degrees((60, 5))[0])
        GroundFeature.objects.create(
            id=uuid7(), place_code=town.code, street_code=int(town.street), layer="place", source_id="node/7",
            name="仁心大药房", facts={"kind": "pharmacy"}, shape=stored(pharmacy), **box_of(pharmacy),
        )  # fmt: skip


def meals(town, **more):
    longitude, latitude = degrees((20, 5))[0].tolist()
    return {
        "key": str(uuid4()), "kind": "meals", "name": "湖东助餐点", "run_by": "湖东养老院", "offers": ["day_care"],
        "longitude": longitude, "latitude": latitude, "opening_hours": "周一至周六 10:30-12:30", "phone": "0566-2020202",
        "for_whom": "60 岁以上", "capacity": "80", "is_accessible": "yes", "as_of": "2026-11-01", "building": "", "address": "", **more,
    }  # fmt: skip


def reckoned(client, town):
    assert client.post(reverse("staff:reckon_circle", args=[town.code]), {"key": str(uuid4())}).status_code == 302
    with acting_in(Scope.everything()):
        run = CircleRun.objects.latest("asked_at")
    reckon_circle(run.street_code, str(run.id))
    return run


@pytest.fixture
def town(db):
    town = make_small_community()
    lay_out(town)
    return town


@pytest.fixture
def staff(town):
    client = Client()
    client.post("/staff/sign-in/", {"username": "staff", "password": "Qing-Feng-2024"})
    return client


def test_from_the_meal_service_registered_to_the_map_at_the_gate(town, staff):
    assert staff.post(reverse("staff:new_facility", args=[town.code]), meals(town)).status_code == 302
    places = staff.get(reverse("staff:take_places", args=[town.code])).content.decode()
    assert "仁心大药房" in places
    taken = staff.post(
        reverse("staff:take_places", args=[town.code]), {"key": str(uuid4()), "pick": ["node/7"]}, follow=True
    )
    assert "登记了 1 处" in taken.content.decode()

    reckoned(staff, town)
    page = staff.get(reverse("staff:circle", args=[town.code])).content.decode()
    assert "按路网步行距离" in page
    assert "4/8" in page, "two buildings of two homes each reach the meals, the two behind the wall do not"
    kind = staff.get(reverse("staff:circle_kind", args=[town.code, "meals"])).content.decode()
    assert "离得最远的楼" in kind
    assert "新增走得到的住户 4 户（2 栋楼）" in kind, "one more at 啤酒厂 serves both of its buildings"
    assert "啤酒厂小区" in kind
    metres = sorted(int(n) for n in re.findall(r"(\d+) 米 <small>", kind))
    assert metres[0] < 60 < 600 < metres[-1]
    also = staff.get(reverse("staff:circle_kind", args=[town.code, "day_care"])).content.decode()
    assert "湖东助餐点" in also, "an institution counts for every service it offers"
    covered, ways = sheets_of(staff.get(reverse("staff:export_circle", args=[town.code])))
    assert [row[3:5] for row in covered if row[0] == "助餐点、社区食堂"] == [(4, 8), (4, 4), (0, 4)], (
        "the whole, then by grid"
    )
    assert len(ways) == 5

    anybody = Client()
    shown = anybody.get(reverse("resident:circle", args=[town.code])).content.decode()
    for words in ("湖东助餐点", "周一至周六 10:30-12:30", "tel:05662020202", "轮椅能进", "仁心大药房"):
        assert words in shown, words
    assert (
        "湖东助餐点"
        not in anybody.get(reverse("resident:circle", args=[town.code]), {"kind": "pharmacy"}).content.decode()
    )
    sheet = anybody.get(reverse("resident:circle_sheet", args=[town.code]), {"paper": "a3"}).content.decode()
    for words in ("15分钟便民服务地图", "wall-a3", "湖东助餐点", "05662020202", "北", "米", "119"):
        assert words in sheet, words


def sheets_of(answer) -> list[list[tuple]]:
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


def somebody_lives_in(town, home: int, born: int) -> None:
    with acting_in(Scope.everything()):
        home = town.dwellings[home]
        household = Household.objects.create(place_code=home.place_code, street_code=home.street_code, dwelling=home)
        Resident.objects.create(
            place_code=home.place_code, street_code=home.street_code, household=household, name="某人", birth_year=born,
        )  # fmt: skip


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_gap_opens_down_to_the_homes_and_the_elders_who_walk_too_far(town, staff):
    """“Which homes are furthest from a meal service”: by grid, by age, by building."""
    somebody_lives_in(town, 0, 1950)
    somebody_lives_in(town, 6, 1948)
    somebody_lives_in(town, 4, 2020)
    staff.post(reverse("staff:new_facility", args=[town.code]), meals(town))
    reckoned(staff, town)
    grid = text_of(staff.get(reverse("staff:circle", args=[town.code]), {"grid": town.grid_b}))
    assert "0/4" in grid, "nobody of the second grid reaches the meals"
    gaps = staff.get(reverse("staff:circle", args=[town.code]), {"only": "gaps", "grid": town.grid_a}).content.decode()
    assert "药店" in gaps
    assert "助餐点、社区食堂" not in gaps, "the first grid has its meals"
    far = reverse("staff:circle_buildings", args=[town.code, "meals"])
    elders = text_of(staff.get(far, {"whom": "elders", "only": "far"}))
    assert "走不到的老人 1" in elders
    assert "啤酒厂小区2号楼" in elders
    assert "啤酒厂小区1号楼" not in elders, "no elder lives there"
    assert "湖东苑1号楼" in text_of(staff.get(far, {"whom": "elders"}))
    assert "没有走不到的" in text_of(staff.get(far, {"grid": town.grid_a, "only": "far"}))
    building = text_of(staff.get(reverse("staff:circle_building", args=[town.code, town.buildings[3].id])))
    assert "湖东助餐点" in building, "the nearest of each kind, and how far"
    assert "走不到" in building
    assert staff.get(reverse("staff:circle_building", args=[town.code, town.neighbour_building.id])).status_code == 404


def chosen(client, town, **more):
    form = {"key": str(uuid4()), "kind": "meals", "whom": "homes", "number": "2", **more}
    answer = client.post(reverse("staff:sites", args=[town.code]), form)
    assert answer.status_code == 302, answer.content.decode()
    with acting_in(Scope.everything()):
        run = SiteRun.objects.latest("asked_at")
    assert "正在算每栋楼走到各处要多远" in client.get(answer["Location"]).content.decode()
    reckon_sites(run.street_code, str(run.id))
    return run, answer["Location"]


def test_several_new_services_are_placed_together_and_say_why(town, staff):
    run, address = chosen(staff, town, number="3")
    page = text_of(staff.get(address))
    for words in (
        "0/8",
        "8/8",
        "已经证明",
        "2 处就够了",
        "比少一处多 4 户",
    ):
        assert words in page, words
    assert "湖东苑" in page
    assert "啤酒厂小区" in page, "one on either side of the wall"
    house = house_tile_of(degrees((0, 10))[0].tolist())
    tile = reverse("staff:map_tile", args=[13, house.x // 4, house.y // 4])
    layer = staff.get(tile, {"in": town.code, "layers": "sites", "home": "1", "run": str(run.id)}).json()["sites"]
    assert len(layer["sites"]) == 2
    assert set(layer["reach"].values()) == {3}, "every building comes into reach"
    sites, ways = sheets_of(staff.get(reverse("staff:export_sites", args=[town.code, run.id])))
    assert [row[2] for row in sites[1:]] == [4, 4]
    assert len(ways) == 5
    listed = text_of(staff.get(reverse("staff:sites", args=[town.code])))
    assert "8 户" in listed


def test_services_for_elders_go_where_elders_are_out_of_reach(town, staff):
    form = {"key": str(uuid4()), "kind": "meals", "whom": "elders", "number": "1"}
    refused = staff.post(reverse("staff:sites", args=[town.code]), form)
    assert refused.status_code == 422
    assert "登记的居民里还没有这样的人" in refused.content.decode()
    somebody_lives_in(town, 6, 1948)
    _run, address = chosen(staff, town, whom="elders", number="1")
    page = text_of(staff.get(address))
    assert "0/1" in page
    assert "1/1" in page
    assert "啤酒厂小区2号楼" in page


def test_with_all_in_reach_no_site_is_proposed(town, staff):
    staff.post(reverse("staff:new_facility", args=[town.code]), meals(town))
    across = meals(
        town, name="啤酒厂食堂", longitude=degrees((20, 75))[0].tolist()[0], latitude=degrees((20, 75))[0].tolist()[1]
    )
    staff.post(reverse("staff:new_facility", args=[town.code]), across)
    _run, address = chosen(staff, town)
    assert "不用添" in text_of(staff.get(address))


@pytest.mark.parametrize(
    "more", [{"kind": "nothing"}, {"number": "11"}, {"number": "9" * 30}, {"whom": "cats"}, {"number": ""}]
)
def test_sites_that_cannot_be_asked_are_refused(town, staff, more):
    form = {"key": str(uuid4()), "kind": "meals", "whom": "homes", "number": "2", **more}
    assert staff.post(reverse("staff:sites", args=[town.code]), form).status_code == 422
    with acting_in(Scope.everything()):
        assert not SiteRun.objects.exists()


def test_an_officer_reads_the_circle_of_her_community_and_changes_nothing(town, staff):
    staff.post(reverse("staff:new_facility", args=[town.code]), meals(town))
    reckoned(staff, town)
    _run, address = chosen(staff, town)
    officer = Client()
    officer.post("/staff/sign-in/", {"username": "leader", "password": "Qing-Feng-2024"})
    page = officer.get(reverse("staff:circle", args=[town.code])).content.decode()
    assert "4/8" in page, "the whole community, not her grid alone"
    for words in ("重新算", "便民设施</span>", "远近标准"):
        assert words not in page
    for name, more in (
        ("circle_kind", ["meals"]),
        ("circle_buildings", ["meals"]),
        ("sites", []),
        ("circle_sheet", []),
    ):
        assert officer.get(reverse(f"staff:{name}", args=[town.code, *more])).status_code == 200, name
    assert "开始选" not in officer.get(reverse("staff:sites", args=[town.code])).content.decode()
    assert officer.get(address).status_code == 200
    for name in ("reckon_circle", "sites"):
        form = {"key": str(uuid4()), "kind": "meals", "whom": "homes", "number": "2"}
        assert officer.post(reverse(f"staff:{name}", args=[town.code]), form).status_code == 403
    assert officer.get(reverse("staff:circle", args=[town.neighbour_code])).status_code == 404


def test_without_roads_the_ways_are_estimates_and_say_so(town, staff):
    with acting_in(Scope.everything()):
        GroundFeature.objects.filter(layer="road").delete()
    staff.post(reverse("staff:new_facility", args=[town.code]), meals(town))
    reckoned(staff, town)
    assert "距离按直线 × 1.3 估算" in staff.get(reverse("staff:circle", args=[town.code])).content.decode()
    assert "估算：直线 × 1.3" in staff.get(reverse("staff:circle_kind", args=[town.code, "meals"])).content.decode()


def test_a_street_sets_its_own_distances_and_the_next_reckoning_goes_by_them(town, staff):
    staff.post(reverse("staff:new_facility", args=[town.code]), meals(town))
    centre = Client()
    centre.post("/staff/sign-in/", {"username": "centre", "password": "Qing-Feng-2024"})
    address = reverse("staff:circle_rule", args=[town.code])
    page = centre.get(address).content.decode()
    form = dict(re.findall(r'name="(\w+)"[^>]*value="(\d+)"', page)) | {"key": str(uuid4()), "meals": "800"}
    assert centre.post(address, form).status_code == 302
    again = centre.post(address, form | {"key": str(uuid4())})
    assert again.status_code == 422, "somebody else's version came in between"
    reckoned(staff, town)
    assert "8/8" in staff.get(reverse("staff:circle_kind", args=[town.code, "meals"])).content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"phone": "12"}, "电话"),
        ({"latitude": ""}, "一起填"),
        ({"longitude": "30.66", "latitude": "117.48"}, "经纬度"),
        ({"kind": "nothing"}, ""),
        ({"as_of": "2199-01-01"}, "核实"),
        ({"name": "\x00"}, ""),
        ({"capacity": "9" * 30}, ""),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(town, staff, more, said):
    answer = staff.post(reverse("staff:new_facility", args=[town.code]), meals(town, **more))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "湖东养老院" in page
    with acting_in(Scope.everything()):
        assert not Facility.objects.exists()


def test_a_table_is_taken_in_as_a_whole_or_not_at_all(town, staff):
    address = reverse("staff:import_facilities", args=[town.code])
    heads = "类别,名称,电话,经度,纬度\n"
    bad = staff.post(address, {"key": str(uuid4()), "text": heads + "菜市场,湖东菜场,,,\n飞机场,大机场,,,\n"})
    assert bad.status_code == 422
    assert "飞机场" in bad.content.decode()
    good = {
        "key": str(uuid4()),
        "do": "import",
        "text": heads + "菜市场,湖东菜场,,,\n助餐点,食堂,0566-2020202,117.481,30.66\n",
    }
    assert staff.post(address, good).status_code == 302
    assert staff.post(address, good | {"key": str(uuid4())}).status_code == 302
    with acting_in(Scope.everything()):
        assert sorted(Facility.objects.values_list("kind", flat=True)) == ["market", "meals"]


@pytest.mark.browser
def test_the_map_is_used_by_keys_and_the_sheet_is_one_page(site, desk, phone):
    town = make_small_community()
    lay_out(town)
    sign_in(desk, site, "staff")
    page = f"{site}{reverse('staff:new_facility', args=[town.code])}"
    desk.goto(page)
    desk.select_option("#id_kind", "meals")
    desk.fill("#id_name", "湖东助餐点")
    desk.fill("#id_opening_hours", "周一至周六 10:30-12:30")
    desk.fill("#id_phone", "0566-2020202")
    desk.select_option("#id_building", index=1)
    desk.screenshot(path="/tmp/j/facility.png", full_page=True)
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已保存：湖东助餐点。").wait_for()
    desk.goto(f"{site}{reverse('staff:circle', args=[town.code])}")
    desk.get_by_role("button", name="算一算便民圈").click()
    desk.get_by_text("正在算每栋楼走到各处要多远").wait_for()
    with acting_in(Scope.everything()):
        run = CircleRun.objects.get()
    reckon_circle(run.street_code, str(run.id))
    desk.goto(f"{site}{reverse('staff:circle', args=[town.code])}")
    painted(desk)
    desk.screenshot(path="/tmp/j/circle.png", full_page=True)
    desk.goto(f"{site}{reverse('staff:circle_kind', args=[town.code, 'meals'])}")
    painted(desk)
    canvas = desk.locator("[data-map] canvas")
    canvas.focus()
    for key in ("+", "ArrowLeft", "0", "Enter"):
        desk.keyboard.press(key)
    desk.screenshot(path="/tmp/j/kind.png", full_page=True)
    phone.goto(f"{site}{reverse('resident:circle', args=[town.code])}")
    painted(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.screenshot(path="/tmp/j/resident.png", full_page=True)
    desk.goto(f"{site}{reverse('resident:circle_sheet', args=[town.code])}")
    desk.screenshot(path="/tmp/j/sheet.png", full_page=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", desk.pdf(prefer_css_page_size=True)))
    assert pages == 1
