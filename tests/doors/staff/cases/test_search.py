"""Finding a case again: by any of its words, by its code, by the number somebody calls from."""

import pytest
from django.urls import reverse

from linli.doors.staff.cases.excerpt import excerpt, marked
from linli.ledger.models import AuditLine
from tests.cases import in_the_loop as loop

from .desk_of import at_most, words_of

pytestmark = pytest.mark.django_db
SEARCH = reverse("staff:cases")


def found(client, words, **asked):
    return [row["line"].code for row in client.get(SEARCH, {"q": words, **asked}).context["rows"]]


def test_chinese_words_are_found_wherever_they_stand(town, signed_in):
    one, two = loop.raised(town), loop.raised(town, body="路灯坏了三天，老人下楼看不清。")
    client = signed_in("staff")
    assert found(client, "漏水") == [one.code]
    assert found(client, "老人 路灯") == [two.code]
    assert found(client, "湖东苑1号楼") == [two.code, one.code]
    assert found(client, "灯路") == []


def test_the_words_are_marked_in_the_excerpt(town, signed_in):
    loop.raised(town)
    page = signed_in("staff").get(SEARCH, {"q": "物业"}).content.decode()
    assert "<mark>物业</mark>没人管" in page


def test_a_code_leads_straight_to_its_case(town, signed_in):
    case = loop.raised(town)
    spaced = f"{case.code[:3]} {case.code[3:6]}-{case.code[6:]}"
    answer = signed_in("staff").get(SEARCH, {"q": spaced})
    assert answer["Location"] == reverse("staff:case", args=[case.code])
    assert "没有这个查询码" in words_of(signed_in("neighbour_staff").get(SEARCH, {"q": case.code}))


def test_a_callers_number_finds_what_he_raised_and_the_look_up_is_recorded(town, signed_in):
    case = loop.raised(town)
    client = signed_in("staff")
    assert found(client, "139-0000-1234") == [case.code]
    line = AuditLine._base_manager.get(deed="case.search_by_phone")
    assert line.purpose
    assert loop.PHONE not in str(line.changes)
    assert found(signed_in("neighbour_staff"), loop.PHONE) == []
    assert found(client, "13900001235") == []


def test_a_search_keeps_to_the_jurisdiction_and_its_filters(town, signed_in):
    case = loop.raised(town)
    assert found(signed_in("neighbour_staff"), "漏水") == []
    assert found(signed_in("staff"), "漏水", state="closed") == []
    assert found(signed_in("staff"), "漏水", state="reported") == [case.code]


@pytest.mark.parametrize(
    "words", ["", " ", "%", "'; drop table", "\x00", "漏" * 500, "((((", "🚰", ":* & |", "a" * 300]
)
def test_whatever_is_typed_gets_an_answer(town, signed_in, words):
    loop.raised(town)
    assert signed_in("staff").get(SEARCH, {"q": words}).status_code == 200


def test_a_search_costs_ten_statements(town, signed_in):
    for _ in range(3):
        loop.raised(town)
    client = signed_in("staff")
    for words in ("漏水", loop.PHONE):
        client.get(SEARCH, {"q": words})
        with at_most(10):
            client.get(SEARCH, {"q": words})


def test_marks_never_let_markup_through():
    assert marked("<b>漏水</b>", "漏水 <b>") == "<mark>&lt;b&gt;</mark><mark>漏水</mark>&lt;/b&gt;"
    assert marked("ＡＢＣ路", "abc") == "<mark>ＡＢＣ</mark>路"
    assert marked("x & y", "") == "x &amp; y"
    assert excerpt(["无关", "前" * 50 + "漏水" + "后" * 100], "漏水") == f"…{'前' * 20}<mark>漏水</mark>{'后' * 60}…"
    assert excerpt(["无关"], "漏水") == ""
