"""The pages of hot issues: list, one issue, its deeds, its tables."""

from __future__ import annotations

import io
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.in_the_loop import make_categories
from tests.doors.staff.cases.desk_of import at_most
from tests.insight.hot_issues import LIFT, NIGHT, issues, told, told_all
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    made = make_small_community()
    make_categories()
    return made


@pytest.fixture
def at_desk(town):
    return signed_in("staff")


def signed_in(name):
    client = Client()
    client.post(reverse("staff:sign_in"), {"username": name, "password": PASSWORD, "key": uuid4()})
    return client


def do(client, issue, deed, **given):
    return client.post(reverse(f"centre:{deed}_hot_issue", args=[issue.id]), {"key": uuid4(), **given})


def test_the_list_shows_what_several_people_tell_and_where_it_leads(town, at_desk):
    told_all(town, NIGHT)
    told(town, "13911110000", LIFT)
    (found,) = issues()
    page = at_desk.get(reverse("centre:hot_issues"))
    assert found.name in page.content.decode()
    assert reverse("centre:hot_issue", args=[found.id]) in page.content.decode()
    assert "每过 15 天减半" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "there"),
    [({"people": "10"}, False), ({"people": "5"}, True), ({"q": "湖东苑"}, True), ({"q": "没有"}, False), ({"muted": "on"}, False),
     ({"days": "nonsense", "people": "-1"}, True)],
)  # fmt: skip
def test_the_list_is_narrowed(town, at_desk, asked, there):
    told_all(town, NIGHT)
    (found,) = issues()
    page = at_desk.get(reverse("centre:hot_issues"), asked)
    assert (reverse("centre:hot_issue", args=[found.id]) in page.content.decode()) is there


def test_an_empty_list_says_how_one_comes_about(town, at_desk):
    assert "两个以上的人反映" in at_desk.get(reverse("centre:hot_issues")).content.decode()


def test_the_page_of_an_issue_costs_ten_statements(town, at_desk):
    told_all(town, NIGHT)
    (found,) = issues()
    for address in (reverse("centre:hot_issues"), reverse("centre:hot_issue", args=[found.id])):
        at_desk.get(address)
        with at_most(10):
            assert at_desk.get(address).status_code == 200


def test_renaming_muting_and_bringing_back(town, at_desk):
    told_all(town, NIGHT)
    (found,) = issues()
    assert do(at_desk, found, "name", name="北门工地夜间施工").status_code == 302
    refused = do(at_desk, found, "mute", reason="")
    assert refused.status_code == 422
    assert "还空着" in refused.content.decode()
    do(at_desk, found, "mute", reason="工地月底完工")
    page = at_desk.get(reverse("centre:hot_issue", args=[found.id])).content.decode()
    assert "北门工地夜间施工" in page
    assert "工地月底完工" in page
    assert "北门工地夜间施工" not in at_desk.get(reverse("centre:hot_issues")).content.decode()
    do(at_desk, found, "unmute")
    assert "北门工地夜间施工" in at_desk.get(reverse("centre:hot_issues")).content.decode()


def test_what_was_typed_is_kept_when_a_name_is_refused(town, at_desk):
    told_all(town, NIGHT)
    (found,) = issues()
    refused = do(at_desk, found, "name", name="长" * 61)
    assert refused.status_code == 422
    assert "长" * 61 in refused.content.decode()


def test_taking_a_case_out_and_joining_two(town, at_desk):
    cases = told_all(town, NIGHT)
    for number in (1, 2):
        told(town, f"1380000000{number}", "湖东苑2号楼电梯坏了，没有人来修。")
    night, lift = issues()
    assert do(at_desk, night, "take_out_of", case=cases[0].code).status_code == 302
    assert do(at_desk, night, "take_out_of", case="nonsense").status_code == 404
    assert do(at_desk, lift, "join", into=str(uuid4())).status_code == 422
    assert do(at_desk, lift, "join", into=str(night.id)).status_code == 302
    (found,) = issues()
    assert found.messages == 6
    assert at_desk.get(reverse("centre:hot_issue", args=[lift.id])).status_code == 302


def test_the_tables_to_take_away_open_and_hold_no_telephone(town, at_desk):
    told_all(town, NIGHT)
    (found,) = issues()
    whole = at_desk.post(reverse("centre:export_hot_issues"), {"key": uuid4()})
    one = at_desk.post(reverse("centre:export_hot_issue", args=[found.id]), {"key": uuid4()})
    for answer in (whole, one):
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
        assert any("施工" in cell for cell in cells)
        assert not any("1390000" in cell for cell in cells)


def test_an_officer_reads_and_does_not_decide(town):
    told_all(town, NIGHT)
    (found,) = issues()
    officer = signed_in("officer_a")
    page = officer.get(reverse("centre:hot_issue", args=[found.id])).content.decode()
    assert found.name in page
    assert "不再提示" not in page
    assert do(officer, found, "name", name="我起的").status_code == 403
