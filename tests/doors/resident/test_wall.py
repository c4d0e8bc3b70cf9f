"""The wall shows what was settled and how well, and nothing of anybody."""

from __future__ import annotations

import pytest

from linli.cases.matter import Voice
from linli.cases.models import Case
from linli.cases.queries.public_wall import settled_matters
from linli.cases.rules import Deed
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import by_reporter, do

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
RATING = {"resolved": True, "satisfaction": "satisfied"}


def wall(client, town, **asked) -> str:
    answer = client.get(f"/c/{town.code}/wall/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def settled(town, summary: str = "", category: str = "0301", **changed) -> Case:
    case = loop.handling(town, category=category, **changed)
    case = do(
        town, "officer_a", case, Deed.FEED_BACK, {"result": "已通知王建国 13900001234", "public_summary": summary}
    )
    return by_reporter(do(town, "staff2", case, Deed.PASS_INSPECTION), Deed.RATE, RATING)


def test_a_settled_matter_is_told_by_kind_estate_and_sentence(client, town):
    settled(town, "垃圾当天清走，加了一只桶")
    page = wall(client, town)
    for word in ("暴露垃圾", "湖东苑", "垃圾当天清走，加了一只桶", "1/1"):
        assert word in page


def test_nothing_of_the_person_who_raised_it_is_on_the_wall(client, town):
    case = settled(town, voice=Voice("王建国", loop.PHONE, "1单元101室"))
    page = wall(client, town)
    for secret in ("王建国", loop.PHONE, "1234", "101", "1号楼", "又脏又臭", case.code, case.subject):
        assert secret not in page


@pytest.mark.parametrize("summary", ["已电话告知13900001234", "3栋502室的灯修好了", "1单元101的灯修好了"])
def test_a_sentence_that_looks_like_somebodys_data_is_left_out(client, town, summary):
    settled(town, summary)
    assert summary not in wall(client, town)


def test_quarrels_name_no_estate(client, town):
    settled(town, "两家握手言和", category="0101")
    page = wall(client, town)
    assert "邻里纠纷" in page
    assert "湖东苑" not in page
    assert "握手言和" not in page


def test_a_matter_without_a_kind_is_counted_but_not_listed(client, town):
    case = settled(town, "没有归类的那一件")
    with acting_in(Scope.everything()):
        Case.objects.filter(id=case.id).update(category_code="", category_set_id=None)
    page = wall(client, town)
    assert "没有归类的那一件" not in page
    assert "另有 1 件办结的事没有归类" in page


def test_matters_under_way_are_not_on_the_wall(client, town):
    loop.handling(town)
    assert "这段时间还没有办结的事" in wall(client, town)


def test_without_answers_the_rates_say_so_instead_of_a_zero(client, town):
    assert wall(client, town).count("暂无数据") == 3


def test_another_communitys_matters_are_not_counted(client, town):
    settled(town)
    answer = client.get(f"/c/{town.neighbour_code}/wall/").content.decode()
    assert "暴露垃圾" not in answer


def test_the_periods_and_a_forged_one(client, town):
    settled(town)
    for period in ("month", "90", "all", "\x00", "9" * 999):
        assert "办结的事" in wall(client, town, period=period)
    assert "办结的事" in wall(client, town, at="forged")


def test_the_wall_is_read_page_by_page(town):
    codes = [settled(town).id for _ in range(3)]
    first = settled_matters(town.code, size=2)
    rest = settled_matters(town.code, at=first.next, size=2)
    assert [line.id for line in (*first.items, *rest.items)] == codes[::-1]
    assert rest.next is None


def test_the_wall_costs_ten_statements_at_most(client, town, django_assert_max_num_queries):
    settled(town)
    wall(client, town)
    with django_assert_max_num_queries(10):
        wall(client, town)
