"""D1: how complete and how fresh the knowledge of each grid is, as figures whose rows can be opened; grids are not ranked."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from linli.cases.actions.raise_case import raise_case
from linli.cases.matter import Matter, PlaceChosen, Source
from linli.insight.four_clarities import clarity_rows, four_clarities, unbound_lines
from linli.insight.rules.clarity_figures import BY_BUILDING
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.people.actions.begin_home_register import begin_home_register
from linli.people.actions.bind_home_rows import bind_home_rows
from linli.people.models import Household, Resident
from linli.people.rules.home_rows import HomeRow
from linli.places.models import Building, Dwelling
from tests.cases.in_the_loop import make_categories
from tests.doors.map import statements
from tests.small_community import PASSWORD, make_small_community


@pytest.fixture
def town(db):
    make_categories()
    return make_small_community()


@pytest.fixture
def staff(town):
    client = Client()
    client.post("/staff/sign-in/", {"username": "staff", "password": PASSWORD})
    return client


def people(town):
    """Two residents in the first home, one of them verified lately."""
    with acting_in(Scope.everything()):
        home = town.dwellings[0]
        household = Household.objects.create(place_code=home.place_code, street_code=home.street_code, dwelling=home)
        for days in (10, 200):
            Resident.objects.create(
                place_code=home.place_code, street_code=home.street_code, household=household, name="某人",
                checked_at=clock.now() - timedelta(days=days),
            )  # fmt: skip


def signed_in(name):
    client = Client()
    client.post("/staff/sign-in/", {"username": name, "password": PASSWORD})
    return client


def rows_of(answer) -> list[tuple]:
    assert answer.status_code == 200
    return list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))


def text_of(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def figures(town):
    with acting_in(Scope.everything()):
        found = four_clarities(town.code)
    return found[town.grid_a], found[town.grid_b]


def test_every_figure_comes_out_of_the_rows(town):
    people(town)
    with acting_in(Scope.everything()):
        Building.objects.filter(id=town.buildings[1].id).update(longitude=None, latitude=None)
        Dwelling.objects.filter(building_id=town.buildings[3].id).delete()
    a, b = figures(town)
    assert a.counts == {
        "located": [1, 2], "homes": [2, 2], "lived": [1, 4], "captains": [1, 2], "bound": [2, 2], "verified": [1, 2], "seen": [0, 2],
    }  # fmt: skip
    assert b.counts["homes"] == [1, 2]
    with acting_in(Scope.everything()):
        for code in BY_BUILDING:
            lacking = sum(row.denominator - row.numerator for row in clarity_rows(town.grid_a, code))
            assert lacking == a.counts[code][1] - a.counts[code][0], code


def test_what_an_officer_found_counts_as_looked_at_and_as_a_problem_with_its_age(town):
    where = PlaceChosen(town.grid_a, town.estate_a.id, town.buildings[0].id, "湖东苑1号楼")
    with clock.at(clock.now() - timedelta(days=12)):
        raise_case(actor=town.actor("officer_a"), key=uuid4(), matter=Matter("楼道灯坏了", where, Source.OFFICER))
    a, b = figures(town)
    assert a.counts["seen"] == [1, 2]
    assert (a.problems, a.disputes, b.problems) == (1, 0, 0)
    assert (clock.now() - a.oldest_problem).days == 12


def test_a_clerk_opens_a_figure_and_sees_which_buildings_lack_it(town, staff):
    with acting_in(Scope.everything()):
        Building.objects.filter(id=town.buildings[1].id).update(longitude=None, latitude=None)
    page = staff.get(reverse("staff:clarities", args=[town.code])).content.decode()
    assert "3/4" in page
    assert page.index("第一网格") < page.index("第二网格"), "grids stand in the order of their codes"
    rows = staff.get(reverse("staff:clarity_figure", args=[town.code, "located"])).content.decode()
    assert "湖东苑2号楼" in rows
    assert "湖东苑1号楼" not in rows
    other = staff.get(reverse("staff:clarity_figure", args=[town.code, "located"]), {"grid": town.grid_b})
    assert "一栋也不缺" in other.content.decode()
    assert staff.get(reverse("staff:clarity_figure", args=[town.code, "nothing"])).status_code == 404
    table = rows_of(staff.get(reverse("staff:export_clarities", args=[town.code])))
    assert table[1][:3] == ("第一网格", 1, 2)


def test_residents_whose_address_was_not_bound_are_counted_and_their_rows_opened(town, staff):
    """落格进楼: a register of two rows, one of which says no building."""
    people(town)
    rows = [HomeRow(1, "湖东苑1号楼1单元101", "王某"), HomeRow(2, "湖东苑", "李某")]
    register = begin_home_register(
        actor=town.actor("staff"), key=uuid4(), community=town.code, file_name="花名册.csv", sha256="0" * 64, rows=2,
        with_new_homes=False,
    )  # fmt: skip
    bind_home_rows(actor=town.actor("staff"), key=uuid4(), register=register.key, done=0, rows=rows)
    page = text_of(staff.get(reverse("staff:clarities", args=[town.code])))
    assert "3/4" in page
    rows = text_of(staff.get(reverse("staff:clarity_figure", args=[town.code, "bound"])))
    assert "花名册.csv" in rows
    assert "李某" not in rows, "why it was not bound, nothing of who it is"
    with acting_in(Scope.everything()):
        lines, homeless = unbound_lines(town.code)
    assert ([one.number for one in lines], homeless) == ([2], 0)


def test_a_street_sees_its_communities_a_county_its_streets_and_each_opens_down_to_the_rows(town):
    people(town)
    with acting_in(Scope.everything()):
        Building.objects.filter(id=town.buildings[1].id).update(longitude=None, latitude=None)
    street, centre = signed_in("street_staff"), signed_in("centre")
    answer = street.get(reverse("staff:all_clarities"), follow=True)
    assert answer.redirect_chain[0][0] == reverse("staff:clarities", args=[town.street])
    page = answer.content.decode()
    assert page.index("测试社区") < page.index("邻近社区"), "communities stand in the order of their codes"
    down = reverse("staff:clarity_figure", args=[town.code, "located"])
    assert f'href="{down}">3/4<' in page
    assert reverse("staff:clarities", args=[town.code]) in page
    assert "湖东苑2号楼" in street.get(down).content.decode()
    whole = street.get(reverse("staff:clarity_figure", args=[town.street, "located"])).content.decode()
    assert "湖东苑2号楼" in whole, "the street's own figure opens too"
    county = centre.get(reverse("staff:all_clarities"), follow=True).content.decode()
    assert "清风街道" in county
    assert "4/5" in county
    table = rows_of(street.get(reverse("staff:export_clarities", args=[town.street])))
    assert [row[:3] for row in table[1:]] == [("测试社区", 3, 4), ("邻近社区", 1, 1)]
    for name, above in (("staff", town.street), ("street_staff", town.county), ("centre", "3417")):
        assert signed_in(name).get(reverse("staff:clarities", args=[above])).status_code == 404, (
            "not a part for the whole"
        )
    assert street.get(reverse("staff:clarity_figure", args=[town.county, "located"])).status_code == 404


def test_an_officer_sees_her_own_grids_alone(town):
    client = Client()
    client.post("/staff/sign-in/", {"username": "leader", "password": PASSWORD})
    page = client.get(reverse("staff:clarities", args=[town.code])).content.decode()
    assert "第一网格" in page
    assert "第二网格" not in page
    assert client.get(reverse("staff:clarities", args=[town.neighbour_code])).status_code == 404


def test_open_matters_stand_behind_their_figures(town, staff):
    where = PlaceChosen(town.grid_a, town.estate_a.id, town.buildings[0].id, "湖东苑1号楼")
    raise_case(actor=town.actor("officer_a"), key=uuid4(), matter=Matter("楼道灯坏了", where, Source.OFFICER))
    assert "楼道灯坏了" in staff.get(reverse("staff:clarity_figure", args=[town.code, "problems"])).content.decode()
    assert "楼道灯坏了" not in staff.get(reverse("staff:clarity_figure", args=[town.code, "disputes"])).content.decode()


def test_the_page_costs_the_same_however_many_grids_and_buildings(town, staff):
    page = reverse("staff:clarities", args=[town.code])
    staff.get(page)
    before = statements(lambda: staff.get(page))
    people(town)
    assert statements(lambda: staff.get(page)) == before
    assert before <= 10
