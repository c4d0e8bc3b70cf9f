"""Finding out that two people speak of one matter."""

from datetime import timedelta

import pytest

from linli.cases.queries.similar_cases import similar_cases
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    loop.make_categories()
    return make_small_community()


def alike(town, text, who="staff", building=0, **more):
    actor, place = town.actor(who), town.buildings[building]
    with acting_in(actor.scope):
        return similar_cases(actor, text, place.place_code, place.estate_id, place.id, **more)


def test_shared_words_in_the_same_building_come_first(town):
    here = loop.raised(town)
    beside = town.buildings[1]
    there = loop.raised(town, place=loop.PlaceChosen(beside.place_code, beside.estate_id, beside.id))
    found = alike(town, "地下室漏水，又脏又臭")
    assert [one.code for one in found] == [here.code, there.code]
    assert [one.where for one in found] == ["building", "estate"]
    assert "又脏又臭" in found[0].shared


def test_another_estate_another_matter_an_old_or_an_ended_one_is_not_offered(town):
    loop.raised(town)
    loop.closed(town, body="地下室漏水")
    with clock.at(clock.now() - timedelta(days=61)):
        loop.raised(town, body="地下室漏水")
    assert len(alike(town, "地下室漏水又脏又臭")) == 1
    assert alike(town, "地下室漏水又脏又臭", building=2) == []
    assert alike(town, "路灯坏了") == []
    assert alike(town, "") == []
    assert alike(town, "😀 abc") == []


def test_a_draft_and_a_neighbours_case_are_not_offered(town):
    case = loop.raised(town)
    assert alike(town, "地下室漏水又脏又臭", who="neighbour_staff") == []
    assert alike(town, "地下室漏水又脏又臭", without=case.id) == []


def test_an_open_case_says_who_has_it_and_how_many_spoke_of_it(town):
    case = do(town, "staff", loop.filed(town), Deed.DISPATCH, {"lead": town.posts["officer_a"].id})
    found = alike(town, "地下室漏水又脏又臭")[0]
    assert (found.code, found.lead, found.voices) == (case.code, "第一网格网格员", 1)


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("楼道灯坏了三天没人修", "二楼到三楼一片漆黑，路灯不亮，老人摸黑"),
        ("东门垃圾桶满了没有清运，臭得很", "垃圾桶满溢好几天，东门臭死了"),
        ("化粪池堵了，污水冒到路面上", "路面上都是粪水，化粪池又满了"),
        ("楼道里堆满纸箱，消防通道走不了", "請清理樓道，紙箱堆滿，消防通道不能走"),
    ],
)
def test_the_same_matter_in_other_words_is_found(town, said, again):
    case = loop.raised(town, body=said)
    assert [one.code for one in alike(town, again)] == [case.code]


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("楼道灯坏了三天没人修", "楼道堆满杂物三天没人清"),
        ("电梯坏了，老人上不了楼", "楼上漏水，老人滑倒了"),
        ("希望社区尽快处理，我们小区业主很不满意，车位太少", "希望社区尽快处理，我们小区业主很不满意，水压太低"),
        ("请问养老金怎么领", "请问居住证怎么办"),
    ],
)
def test_another_matter_of_the_same_house_is_not_taken_for_it(town, said, other):
    loop.raised(town, body=said)
    assert alike(town, other, building=1) == []


def test_rare_words_weigh_more_than_those_everybody_writes(town):
    for n in range(12):
        loop.raised(town, body=f"地下室第{n}次进水，地下室的东西泡了")
    rare = loop.raised(town, body="化粪池冒水到地下室门口")
    assert alike(town, "化粪池满了，流进地下室", building=1)[0].code == rare.code


def test_the_same_kind_in_the_same_building_is_the_reason_given(town):
    loop.raised(town, body="楼道灯坏了三天没人修")
    assert alike(town, "一片漆黑，路灯不亮")[0].kind == "路灯/楼道照明"
    assert alike(town, "一片漆黑，路灯不亮", building=1) == []
