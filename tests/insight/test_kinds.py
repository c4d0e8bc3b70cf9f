"""Kinds at every level from the kept counts: they add up, a large kind opens its small ones, a number opens its rows."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from linli.insight.indicators import rows_of
from linli.insight.kinds import kinds_page
from linli.insight.rules import Measure, Period, half_month_of
from linli.ledger.scoped import acting_in
from tests.insight.half_month import FIRST, after, make_half_month
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db

PERIOD = half_month_of(FIRST)
SPAN = {"from": "2026-11-01", "to": "2026-11-15"}


@pytest.fixture
def town():
    town = make_small_community()
    make_half_month(town)
    return town


def read(town, place, period=PERIOD, parent=""):
    actor = town.actor("street_lead")
    with after(), acting_in(actor.scope):
        return kinds_page(actor, place, period, period.previous, parent)


@pytest.mark.parametrize("level", ["street", "code", "grid_a"])
def test_each_kind_is_told_at_every_level_with_what_became_of_it(town, level):
    page = read(town, getattr(town, level))
    told = {one.code: (one.counts[Measure.RAISED], one.counts[Measure.REPEATED], one.before) for one in page.lines}
    elsewhere = {} if level == "grid_a" else {"05": (1, 0, 0)}
    assert told == {"03": (3, 1, 0), "none": (1, 0, 1), **elsewhere}
    assert [one.name for one in page.lines if one.code == "03"] == ["市容环境"]


def test_a_large_kind_opens_its_small_ones_where_the_span_is_whole(town):
    assert [(one.code, one.counts[Measure.RAISED]) for one in read(town, town.street, parent="03").lines] == [
        ("0301", 3)
    ]
    ragged = Period(date(2026, 11, 2), date(2026, 11, 12))
    street, community = (read(town, place, ragged, "03") for place in (town.street, town.code))
    assert (street.can_open, street.parent, {one.code for one in street.lines}) == (False, "", {"03", "05", "none"})
    assert (community.can_open, [one.code for one in community.lines]) == (True, ["0301"])


def test_every_number_opens_as_many_rows(town):
    actor = town.actor("street_lead")
    page = read(town, town.street)
    with after(), acting_in(actor.scope):
        for one in page.lines:
            for measure, count in one.counts.items():
                rows = rows_of(town.street, PERIOD, [measure], one.code, size=100).items
                assert len(rows) == count, (one.code, measure)


class TestPages:
    @pytest.fixture
    def lead(self, town):
        with after():
            client = Client()
            client.post("/staff/sign-in/", {"username": "street_lead", "password": PASSWORD})
            yield client

    def test_the_page_opens_kinds_and_rows(self, lead):
        page = lead.get(reverse("centre:kinds"), SPAN)
        assert "反映 5 件，对比期 1 件" in page.content.decode()
        opened = lead.get(reverse("centre:kinds"), {**SPAN, "kind": "03"}).content.decode()
        assert "暴露垃圾" in opened
        assert "回到各大类" in opened
        rows = lead.get(reverse("centre:kind_rows"), {**SPAN, "kind": "0301", "of": "raised"}).content.decode()
        assert rows.count("地下室又脏又臭") == 3

    def test_what_is_no_kind_is_not_found_and_strange_days_are_no_failure(self, lead):
        for kind in ("x", "3", "03a1", "030101", "٠٣"):
            assert lead.get(reverse("centre:kinds"), {**SPAN, "kind": kind}).status_code == 404
        assert lead.get(reverse("centre:kind_rows"), {**SPAN, "of": "x"}).status_code == 404
        assert lead.get(reverse("centre:kinds"), {"from": "2026-11-31", "to": "x", "kind": "99"}).status_code == 200

    def test_the_workbook_holds_the_same_numbers(self, lead):
        answer = lead.post(reverse("centre:export_kinds"), {**SPAN, "key": str(uuid4())})
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        rows = {row[0]: row[1:4] for row in book.active.iter_rows(values_only=True)}
        assert rows["市容环境"] == (3, 0, "+3")

    def test_the_page_costs_at_most_ten_statements(self, lead, django_assert_max_num_queries):
        lead.get(reverse("centre:kinds"), SPAN)
        with django_assert_max_num_queries(12):  # the page's transaction is a savepoint within a test's: two more
            lead.get(reverse("centre:kinds"), SPAN)
