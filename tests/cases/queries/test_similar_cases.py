"""Finding out that two people speak of one matter."""

from datetime import timedelta

import pytest

from linli.cases.queries.kinds import kinds_in_force, kinds_suggested
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


def test_kinds_are_suggested_by_the_words_of_their_names(town):
    with acting_in(town.actor("staff").scope):
        tree = kinds_in_force(town.code)
    assert kinds_suggested(tree, "楼下垃圾堆了三天")[0].code.startswith("03")
    assert "0506" in [kind.code for kind in kinds_suggested(tree, "地下室车库渗水")]
    assert kinds_suggested(tree, "xyz") == []
