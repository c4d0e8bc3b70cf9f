"""The kind is corrected after filing, and urgency by the words is overruled by a person."""

from __future__ import annotations

import pytest

from linli.cases.rules import Deed
from linli.kernel.errors import BadInput, MissingField, NotAllowed
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db
RIGHT = {"category": "0506", "reason": "是车库渗水，不是垃圾"}


@pytest.fixture
def town():
    loop.make_categories()
    return make_small_community()


def test_the_limits_of_the_right_kind_count_from_filing(town):
    case = loop.dispatched(town)
    wrong_due, began = case.handle_due_at, case.clock_from
    case = do(town, "staff", case, Deed.CORRECT_KIND, RIGHT)
    assert (case.category_code, case.state, case.handle_limit) == ("0506", "dispatched", "15wd")
    assert case.clock_from == began
    assert case.handle_due_at > wrong_due


def test_only_the_desk_corrects_and_says_why(town):
    case = loop.dispatched(town)
    with pytest.raises(NotAllowed):
        do(town, "officer_a", case, Deed.CORRECT_KIND, RIGHT)
    with pytest.raises(MissingField):
        do(town, "staff", case, Deed.CORRECT_KIND, {"category": "0506"})
    with pytest.raises(BadInput, match="same"):
        do(town, "staff", case, Deed.CORRECT_KIND, {"category": "0301", "reason": "没有变"})


def test_words_of_danger_make_it_urgent_whoever_wrote_them_down(town):
    assert loop.raised(town, body="3号楼楼道燃气泄漏，闻到很重的味道").is_urgent
    assert not loop.raised(town, body="路灯不亮").is_urgent


def test_a_person_overrules_what_the_words_said(town):
    case = loop.filed(town, body="3号楼楼道里有人被困，后来自己出来了")
    assert case.is_urgent
    case = do(town, "staff", case, Deed.CORRECT_KIND, {"category": "0301", "is_urgent": False, "reason": "人已出来"})
    assert not case.is_urgent
