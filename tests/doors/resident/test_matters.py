"""我也遇到: what is being handled is public without anybody's words; who met with it too counts once and stays unknown."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.cases.actions.second_case import second_case
from linli.cases.models import Seconding
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import NotAllowed, NotFound
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.at_once import at_once
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do, make_categories
from tests.doors.staff.cases.desk_of import at_most, words_of
from tests.small_community import make_small_community

WORDS = "地下室又脏又臭，王建国家门口漏水"


@pytest.fixture
def case(town, kinds):
    return loop.filed(town, "0506", body=WORDS)


def address(town) -> str:
    return reverse("resident:matters", args=[town.code])


def met(client, town, case):
    return client.post(reverse("resident:met_too", args=[town.code, case.id]), {"key": str(uuid4())}, follow=True)


def count() -> int:
    with acting_in(Scope.everything()):
        return Seconding.objects.count()


def test_what_is_under_way_is_shown_by_kind_estate_and_state_and_by_nobodys_words(client, town, case):
    page = client.get(address(town)).content.decode()
    assert "地下室车库渗水" in page
    assert "湖东苑" in page
    assert "1 人反映" in page
    for hidden in (WORDS, "王建国", loop.PHONE, case.code, "1单元101"):
        assert hidden not in page


def test_one_tap_counts_once_however_often_it_is_tapped(client, town, case):
    assert "记下了" in words_of(met(client, town, case))
    met(client, town, case)
    assert count() == 1
    page = words_of(client.get(address(town)))
    assert "1 人也遇到" in page
    assert "您也遇到了" in page
    met(Client(), town, case)
    assert "2 人也遇到" in words_of(Client().get(address(town)))


def test_the_mark_left_tells_nothing_of_the_browser_or_of_another_matter(client, town, case):
    other = loop.filed(town, "0506", body="三号楼车库渗水")
    for one in (case, other):
        met(client, town, one)
    word = client.cookies["neighbour"].value
    with acting_in(Scope.everything()):
        marks = list(Seconding.objects.values_list("mark", flat=True))
    assert len(set(marks)) == 2
    assert not any(word in mark for mark in marks)


@pytest.mark.parametrize("kind", ["", "0101"])
def test_a_quarrel_and_what_has_no_kind_yet_are_not_public(client, town, kinds, kind):
    case = loop.filed(town, kind) if kind else loop.raised(town)
    assert "现在没有公开的在办事项" in words_of(client.get(address(town)))
    assert met(client, town, case).status_code == 404
    assert count() == 0


def test_what_is_settled_or_half_a_year_old_is_no_longer_there(client, town, kinds):
    done = loop.do(town, "officer_a", loop.raised(town), Deed.SELF_CLOSE, {"category": "0301", "result": "清走了"})
    with clock.at(clock.now() - timedelta(days=200)):
        old = loop.filed(town, "0506")
    for case in (done, old):
        assert met(client, town, case).status_code == 404
    assert "现在没有公开的在办事项" in words_of(client.get(address(town)))


def test_the_matters_of_one_community_are_not_another_ones(client, town, case):
    assert met(client, town, case).status_code == 200
    with pytest.raises((NotFound, NotAllowed)):
        second_case(actor=reporter(uuid4(), "341702010999"), key=uuid4(), case_id=case.id, mark="m")


def test_it_is_on_the_audit_trail_without_a_name(client, town, case):
    met(client, town, case)
    with acting_in(Scope.everything()):
        line = AuditLine.objects.get(deed="case.second")
    assert line.actor_name == "reporter"


def test_one_network_cannot_tap_without_end(client, town, case, monkeypatch):
    from linli.doors.resident import matters

    monkeypatch.setattr(matters, "MOST_AN_HOUR", 3)
    for _time in range(3):
        met(Client(), town, case)
    assert "点得太多" in words_of(met(Client(), town, case))
    assert count() == 3


def test_the_list_costs_the_same_whatever_is_on_it(client, town, case):
    met(client, town, case)
    for number in range(25):
        loop.filed(town, "0506", body=f"{number}号楼车库渗水")
    client.get(address(town))
    with at_most(10):
        page = client.get(address(town)).content.decode()
    assert page.count("wall-item") == 20
    assert re.search(r"[?]after=|before=|at=", page), "and it goes on"


def test_without_a_cookie_or_with_an_odd_one_nothing_breaks(client, town, case):
    client.cookies["neighbour"] = "\xe9x" * 200
    assert client.get(address(town)).status_code == 200
    assert met(client, town, case).status_code == 200
    assert client.post(reverse("resident:met_too", args=[town.code, case.id]), {}).status_code in (400, 422)


def test_the_same_browser_twice_at_the_same_moment_counts_once(committed_database):
    town = make_small_community()
    make_categories()
    case = loop.filed(town, "0506")

    def tap():
        return second_case(actor=reporter(uuid4(), town.code), key=uuid4(), case_id=case.id, mark="one")

    outcomes = at_once(tap, tap)
    assert not any(isinstance(one, Exception) for one in outcomes), outcomes
    assert outcomes[0].id == outcomes[1].id
    assert count() == 1


def test_it_moves_with_its_case_to_another_street(client, town, case):
    from linli.cases.models import Case
    from linli.cases.relocate import move_to_street

    met(client, town, case)
    with acting_in(Scope.everything()):
        moved = move_to_street(Case.objects.get(id=case.id), "341702011")
        assert list(Seconding.objects.values_list("street_code", "case_id")) == [(341702011, moved.id)]


def test_a_merged_matter_is_shown_by_the_one_that_goes_on(client, town, case):
    from linli.cases.actions.merge_case import merge_case

    other = loop.filed(town, "0506", body="三号楼车库渗水")
    merge_case(actor=town.actor("staff"), key=uuid4(), case=other.key, into=case.key)
    assert client.get(address(town)).content.decode().count("wall-item") == 1
    assert met(client, town, other).status_code == 404
    do(town, "staff", case, Deed.ADD_NOTE, {"text": "x"})
