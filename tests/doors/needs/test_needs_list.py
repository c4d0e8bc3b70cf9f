"""The staff's pages of the needs list, and the page of who asked."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from linli.alliance.models import Need
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.alliance.needs import asked, member, pledged, read_need
from tests.cases.in_the_loop import raised

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "轮椅",
    "kind": "goods",
    "quantity": "1",
    "unit": "辆",
    "people": "1",
    "origin": "diary",
    "estate": "",
}
PHONE = "13900005678"


def post(client: Client, url: str, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def listed(client: Client, **typed) -> Need:
    answer = post(client, "/staff/needs/new/", **{**TYPED, **typed})
    assert answer.status_code == 302, answer.content.decode()
    id = UUID(re.search(r"/staff/needs/([0-9a-f-]{36})/", answer["Location"])[1])
    with acting_in(Scope.everything()):
        return Need.objects.get(id=id)


def test_the_list_costs_the_same_whatever_its_length(town, signed_in_as, django_assert_max_num_queries):
    for number in range(7):
        asked(town, title=f"第{number}样东西")
    staff = signed_in_as("staff")
    with django_assert_max_num_queries(12):  # two of them the test's own savepoint
        text = text_of(staff, "/staff/needs/")
    assert "第6样东西" in text
    assert text_of(staff, "/staff/needs/?tab=nonsense&at=nonsense")


def test_what_is_typed_is_kept_where_it_cannot_stand(town, signed_in_as):
    staff = signed_in_as("staff")
    refused = post(staff, "/staff/needs/new/", **{**TYPED, "title": "3号楼201王奶奶的轮椅"})
    assert refused.status_code == 422
    assert "不写是谁家的" in refused.content.decode()
    assert "3号楼201王奶奶的轮椅" in refused.content.decode()


def test_an_officer_lists_a_need_of_her_own_grid(town, signed_in_as):
    need = listed(signed_in_as("officer_a"))
    assert need.place_code == town.grid_a
    assert need.code == "", "the house's own need has no code"


def test_who_asked_follows_it_by_code_and_confirms(town, signed_in_as):
    staff = signed_in_as("staff")
    need = listed(staff, name="王秀英", phone=PHONE)
    url = f"/staff/needs/{need.id}/"
    assert PHONE not in text_of(staff, url), "the number is masked"
    assert PHONE in post(staff, f"{url}call/").content.decode()
    assert (
        post(staff, f"{url}do/commit/", note="民政答应借一辆", promised_on=clock.today().isoformat()).status_code == 302
    )
    assert post(staff, f"{url}do/fulfil/", note="送到了").status_code == 302
    own = post(staff, f"{url}do/confirm/", said="说收到了")
    assert own.status_code == 422
    assert "换一位同事" in own.content.decode()

    hers = Client()
    assert hers.get(f"/need/{need.code}/").status_code == 302, "nothing without the digits"
    assert hers.post("/follow/", {"code": need.code, "word": PHONE[-4:]})["Location"] == f"/need/{need.code}/"
    page = text_of(hers, f"/need/{need.code}/")
    assert "请您确认" in page
    assert "陈静" not in page, "who works behind the desk is not named"
    assert post(hers, f"/need/{need.code}/not_yet/", reason="轮子坏的").status_code == 302
    assert read_need(need).state == "under_way"
    assert "轮子坏的" in text_of(staff, url)
    post(staff, f"{url}do/fulfil/", note="换了一辆")
    assert post(hers, f"/need/{need.code}/confirm/", said="好用").status_code == 302
    assert read_need(need).state == "confirmed"


def test_a_units_promise_is_handed_over_in_two_parts_and_seen(town, signed_in_as):
    member(town)
    pledge = pledged(town, title="雨伞", unit="把", quantity=30)
    need, staff = asked(town, title="雨伞", unit="把", quantity=20), signed_in_as("staff")
    url = f"/staff/needs/{need.id}/"
    assert "就在本网格" not in (page := text_of(staff, url))
    assert "在本社区" in page
    assert post(staff, f"{url}ask-unit/", pledge=str(pledge.id), quantity="25").status_code == 400, (
        "more than is needed"
    )
    assert post(staff, f"{url}ask-unit/", pledge=str(pledge.id), quantity="20").status_code == 302
    use = re.search(r"uses/([0-9a-f-]{36})/committed/", text_of(staff, url))[1]
    day = (clock.today() + timedelta(days=5)).isoformat()
    assert post(staff, f"{url}uses/{use}/committed/", promised_on=day).status_code == 302
    assert read_need(need).state == "committed"
    today = clock.today().isoformat()
    assert post(staff, f"{url}uses/{use}/deliver/", on=today, quantity="12", seen_by="王桂兰").status_code == 302
    assert read_need(need).state == "under_way"
    too_much = post(staff, f"{url}uses/{use}/deliver/", on=today, quantity="9")
    assert too_much.status_code == 422
    assert post(staff, f"{url}uses/{use}/deliver/", on=today, quantity="8").status_code == 302
    assert read_need(need).state == "fulfilled"
    assert "王**" in text_of(staff, url), "who saw it is shown masked"


def test_a_need_out_of_a_case_takes_place_and_person_from_there(town, signed_in_as):
    case, staff = raised(town), signed_in_as("staff")
    assert "列入需求清单" in text_of(staff, f"/staff/cases/{case.code}/")
    typed = {name: TYPED[name] for name in ("title", "kind", "quantity", "unit", "people")}
    answer = post(staff, f"/staff/needs/new/?case={case.code}", **typed)
    assert answer.status_code == 302, answer.content.decode()
    assert f"/staff/ties/case/{case.code}/" in text_of(staff, f"/staff/cases/{case.code}/")
    assert "轮椅" in text_of(staff, f"/staff/ties/case/{case.code}/")
    again = post(staff, f"/staff/needs/new/?case={case.code}", **typed)
    assert "没有重复列入" in again.content.decode()


def test_another_communitys_need_is_not_found(town, signed_in_as):
    need = asked(town, place_code=town.neighbour_grid, actor="neighbour_staff")
    assert signed_in_as("staff").get(f"/staff/needs/{need.id}/").status_code == 404
