"""C3: a team goes through its grids on a fixed day; the map shows what nobody has looked at and for how long; what was found becomes cases."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from linli.cases.models import Case
from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.keep_facility import keep_facility
from linli.places.models import PlaceLook, WalkDay
from linli.places.rules.facility_said import FacilitySaid
from linli.places.rules.tiles import house_tile_of
from tests.cases.in_the_loop import make_categories
from tests.doors.map import statements
from tests.journeys.test_d3_own_map import painted, sign_in
from tests.small_community import PASSWORD, make_small_community


@pytest.fixture
def town(db):
    make_categories()
    return make_small_community()


def client_of(name):
    client = Client()
    client.post("/staff/sign-in/", {"username": name, "password": PASSWORD})
    return client


def rows_of(answer) -> list[tuple]:
    assert answer.status_code == 200
    return list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))


def planned(staff, town, **more):
    form = {
        "key": str(uuid4()), "on": str(clock.today()), "grids": [town.grid_a], "team": ["第一网格网格长 郑军", "第一网格网格员 周敏"],
        "purpose": "消防通道", "every_weeks": "1", **more,
    }  # fmt: skip
    answer = staff.post(reverse("staff:plan_walk", args=[town.code]), form)
    assert answer.status_code == 302, answer.content.decode()
    with acting_in(Scope.everything()):
        return WalkDay.objects.get(state="planned")


def test_from_nothing_on_record_to_a_day_walked_with_a_case_found(town):
    staff, officer = client_of("staff"), client_of("officer_a")
    unseen = reverse("staff:unseen", args=[town.code])
    assert staff.get(unseen).content.decode().count("没有记录") >= 4
    row = planned(staff, town)
    page = officer.get(reverse("staff:walk_day", args=[town.code, row.id])).content.decode()
    assert "湖东苑1号楼" in page
    assert "啤酒厂" not in page, "only the grids that are walked"

    tick = reverse("staff:tick_off", args=[town.code, row.id])
    first = str(town.buildings[0].id)
    assert officer.post(tick, {"key": str(uuid4()), "seen": [first]}).status_code == 302
    found = reverse("staff:found_on_walk", args=[town.code, row.id])
    said = {"key": str(uuid4()), "building": first, "body": "二单元楼道堆满纸箱，堵住消防通道"}
    assert officer.post(found, said).status_code == 302
    assert officer.post(found, said).status_code == 302, "sent twice, found once"
    with acting_in(Scope.everything()):
        case = Case.objects.get()
        assert WalkDay.objects.get(id=row.id).found == [case.code]
        assert (case.building_id, case.source) == (town.buildings[0].id, "officer")
    page = officer.get(reverse("staff:walk_day", args=[town.code, row.id])).content.decode()
    assert case.code in page
    assert "checked" in page

    end = reverse("staff:end_walk", args=[town.code, row.id])
    assert staff.post(end, {"key": str(uuid4()), "remarks": "一处通道堵了", "do": "done"}).status_code == 302
    with acting_in(Scope.everything()):
        following = WalkDay.objects.get(state="planned")
    assert following.on == row.on + timedelta(days=7), "the fixed day comes again"
    assert officer.post(tick, {"key": str(uuid4()), "seen": []}).status_code == 409

    with clock.at(clock.now() + timedelta(days=100)):
        again = client_of("staff")
        table = rows_of(again.get(reverse("staff:export_unseen", args=[town.code])))
    assert (table[-1][0], table[-1][3], table[-1][4]) == ("湖东苑1号楼", 100, "下村日看过")


def test_a_street_sees_what_nobody_has_looked_at_in_all_its_communities(town):
    """The longest unseen first, by community, on one map."""
    longitude, latitude = 117.481, 30.66
    said = FacilitySaid("playground", "东湖健身广场", clock.today(), (longitude, latitude))
    keep_facility(actor=system(), key=None, community=town.neighbour_code, said=said)
    street, staff = client_of("street_staff"), client_of("staff")
    row = planned(staff, town)
    tick = reverse("staff:tick_off", args=[town.code, row.id])
    staff.post(tick, {"key": str(uuid4()), "seen": [str(town.buildings[0].id)]})
    address = reverse("staff:unseen", args=[town.street])
    page = street.get(address).content.decode()
    for words in ("邻家花园1号楼", "湖东苑1号楼", "东湖健身广场", "测试社区第一网格", "邻近社区"):
        assert words in page, words
    assert page.index("邻家花园1号楼") < page.index("湖东苑1号楼"), "nothing on record before what was looked at today"
    part = street.get(address, {"part": town.neighbour_code}).content.decode()
    assert "邻家花园1号楼" in part
    assert "湖东苑1号楼" not in part
    tile = house_tile_of((town.buildings[0].longitude, town.buildings[0].latitude))
    asked = {"in": town.street, "layers": "looks"}
    looks = street.get(reverse("staff:map_tile", args=[15, tile.x, tile.y]), asked).json()["looks"]
    assert looks[str(town.buildings[0].id)] == 0
    assert len(rows_of(street.get(reverse("staff:export_unseen", args=[town.street])))) == 7
    assert "看全街道" in street.get(reverse("staff:unseen", args=[town.code])).content.decode()
    assert client_of("leader").get(address).status_code == 404, "not a part for the whole"
    assert client_of("staff").get(reverse("staff:unseen", args=[town.county])).status_code == 404


def test_a_tick_that_somebody_else_made_meanwhile_stays(town):
    staff, officer = client_of("staff"), client_of("officer_a")
    row = planned(staff, town)
    tick, one, two = reverse("staff:tick_off", args=[town.code, row.id]), *(str(b.id) for b in town.buildings[:2])
    officer.post(tick, {"key": str(uuid4()), "seen": [one]})
    staff.post(tick, {"key": str(uuid4()), "seen": [two]})
    with acting_in(Scope.everything()):
        assert PlaceLook.objects.count() == 2, "her page was older than the officer's tick"
    staff.post(tick, {"key": str(uuid4()), "seen": [two], "was": [one, two]})
    with acting_in(Scope.everything()):
        assert [str(look.target_id) for look in PlaceLook.objects.all()] == [two], (
            "what she saw ticked and cleared is cleared"
        )


def test_an_officer_ticks_only_her_own_grids_and_nothing_but_the_day_is_kept(town):
    staff = client_of("staff")
    row = planned(staff, town, grids=[town.grid_a, town.grid_b])
    leader, tick = client_of("leader"), reverse("staff:tick_off", args=[town.code, row.id])
    other = {"key": str(uuid4()), "seen": [str(town.buildings[2].id)]}
    assert leader.post(tick, other).status_code == 400, "the leader of the first grid alone"
    assert staff.post(tick, {"key": str(uuid4()), "seen": [str(town.buildings[2].id)]}).status_code == 302
    assert leader.post(tick, {"key": str(uuid4()), "seen": [str(town.buildings[0].id)]}).status_code == 302
    with acting_in(Scope.everything()):
        assert PlaceLook.objects.count() == 2, "what one ticks does not take away what others ticked elsewhere"
    kept = {field.name for field in PlaceLook._meta.get_fields()}
    assert not kept & {"longitude", "latitude", "looked_by", "photograph", "actor_id"}
    assert client_of("neighbour_officer").get(reverse("staff:walk_day", args=[town.code, row.id])).status_code == 404


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"on": "2020-01-01"}, "日子已经过去"),
        ({"grids": []}, "空着"),
        ({"grids": ["3417020109021001"]}, ""),
        ({"team": ["\x00"]}, ""),
        ({"every_weeks": "99999999999"}, ""),
    ],
)
def test_a_day_that_cannot_be_is_refused(town, more, said):
    form = {
        "key": str(uuid4()),
        "on": str(clock.today()),
        "grids": [town.grid_a],
        "team": ["第一网格网格长 郑军"],
        "every_weeks": "0",
        **more,
    }
    answer = client_of("staff").post(reverse("staff:plan_walk", args=[town.code]), form)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_pages_cost_the_same_whatever_there_is(town):
    staff = client_of("staff")
    row = planned(staff, town)
    pages = [
        reverse("staff:unseen", args=[town.code]),
        reverse("staff:walk_days", args=[town.code]),
        reverse("staff:walk_day", args=[town.code, row.id]),
    ]
    for page in pages:
        staff.get(page)
        assert statements(lambda page=page: staff.get(page)) <= 10, page


@pytest.mark.browser
def test_on_a_telephone_the_list_is_ticked_and_on_the_desk_the_map_is_seen(site, phone, desk):
    make_categories()
    town = make_small_community()
    row = planned(client_of("staff"), town)
    sign_in(phone, site, "officer_a")
    phone.goto(f"{site}{reverse('staff:walk_day', args=[town.code, row.id])}")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_label("湖东苑1号楼").check()
    phone.screenshot(path="/tmp/j/walk.png", full_page=True)
    phone.get_by_role("button", name="记下看过的").tap()
    phone.get_by_text("记下了，看过 1 处。").wait_for()
    sign_in(desk, site, "staff")
    desk.goto(f"{site}{reverse('staff:unseen', args=[town.code])}")
    painted(desk)
    desk.screenshot(path="/tmp/j/unseen.png", full_page=True)
    desk.goto(f"{site}{reverse('staff:clarities', args=[town.code])}")
    desk.screenshot(path="/tmp/j/clarities.png", full_page=True)
