"""What makes a word rare is counted over every street's latest messages, however many the archive holds."""

from __future__ import annotations

import pytest

from linli.insight import kept_spread as spread
from tests.cases import in_the_loop as loop
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


def test_only_the_latest_messages_of_a_street_are_counted(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(spread, "MOST", 4)
    monkeypatch.setattr(spread, "LEAST_OF_A_STREET", 2)
    town = make_small_community()
    for _ in range(6):
        loop.raised(town)
    with django_assert_max_num_queries(14):
        assert spread.count_words() == 4
    assert spread.kept_spread().messages == 4


def test_without_a_message_every_word_is_as_rare_as_another():
    assert spread.count_words() == 0
    assert spread.kept_spread().rarity("路灯") == spread.kept_spread().rarity("漏水")
