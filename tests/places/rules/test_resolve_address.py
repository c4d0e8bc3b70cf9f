"""An address in anyone's words leads to ranked places with reasons, or to nothing; nothing is guessed."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.places.rules import EstateEntry, LandmarkEntry, MatchLevel, PlaceIndex
from linli.places.rules.how_sure import SURE
from linli.places.rules.name_book import Likeness, NameBook, short_name
from linli.places.rules.name_sounds import sound_of
from linli.places.rules.resolve_address import AddressBook

from .test_match_place import INDEX, key

BOOK = AddressBook(INDEX)
MARKET = AddressBook(
    PlaceIndex(
        [EstateEntry(key(1), "幸福里", "341702010901", at=(117.48, 30.66))],
        landmarks=[
            LandmarkEntry("清风农贸市场", "3417020109011001", (117.481, 30.661)),
            LandmarkEntry("远山菜市场", "3417020109021001", (117.58, 30.66)),
            LandmarkEntry("东湖路", "341702010901", (117.48, 30.66), is_road=True),
        ],
    )
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("A2区湖东苑七栋一单元三零二", MatchLevel.DWELLING),
        ("胡东院7栋1单元302室", MatchLevel.DWELLING),
        ("湖东苑７＃1-302", MatchLevel.DWELLING),
        ("啤酒厂", MatchLevel.ESTATE),
        ("湖东苑五区8栋", MatchLevel.ESTATE),
        ("湖东苑二区8栋", MatchLevel.BUILDING),
        ("反映一下湖东苑7栋1单元没有电", MatchLevel.UNIT),
    ],
)
def test_peoples_own_words_lead_as_deep_as_they_say(text, level):
    best = BOOK.resolve(text).best
    assert best is not None
    assert best.match.level in (level, MatchLevel.BUILDING if level is MatchLevel.UNIT else level)
    assert best.why


def test_the_market_behind_an_estate_is_the_one_near_it():
    best = MARKET.resolve("幸福里后面的菜场").candidates
    assert {one.name for one in best} >= {"幸福里"}
    assert "远山菜市场" not in {one.name for one in best}
    assert MARKET.resolve("清风农贸市场").best.match.place_code == "3417020109011001"
    assert MARKET.resolve("东湖路路灯坏了").best.name == "东湖路"


def test_two_estates_of_one_name_are_choices():
    found = BOOK.resolve("和平小区3栋")
    assert found.best is None
    assert len(found.candidates) == 2
    assert "拿不准" in found.why_not
    assert found.candidates[0].sure < SURE


def test_a_name_shortened_or_heard_wrong_is_told_from_one_that_is_only_alike():
    book = NameBook([("旭日天都小区", 1, False), ("旭日东升", 2, False), ("老棉纺厂", 3, True)])
    assert [one.likeness for one in book.like("旭日天都")] == [Likeness.SHORT]
    assert [one.likeness for one in book.like("续日天都小区")] == [Likeness.SOUND]
    assert [(one.owner, one.likeness) for one in book.like("老棉纺厂")] == [(3, Likeness.ALIAS)]
    assert book.like("完全不同的名字") == ()
    assert (short_name("和平小区"), sound_of("湖东苑")) == ("和平", sound_of("胡冬院"))


@given(st.one_of(st.text(max_size=200), st.text("湖东苑和平小区后面的菜场路弄号栋单元7813-社清风 ", max_size=40)))
def test_any_text_has_an_answer_and_no_error(text):
    found = BOOK.resolve(text)
    assert [one.sure for one in found.candidates] == sorted((one.sure for one in found.candidates), reverse=True)
    assert all(0 <= one.sure <= 1 and one.why and one.name for one in found.candidates)
    assert found.best is not None or found.why_not


@pytest.mark.parametrize("text", ["", "\x00", "🏠🏠🏠", "楼" * 10_000, "a" * 10_000, "\ud800"])
def test_what_is_no_address_leads_nowhere(text):
    assert BOOK.resolve(text).best is None


def test_the_same_answer_every_time():
    assert isinstance(BOOK.resolve("湖东苑").best.match.estate_id, UUID)
    assert BOOK.resolve("湖东苑7栋") == BOOK.resolve("湖东苑7栋")
