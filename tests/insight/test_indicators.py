"""The indicators of §9: numbers that agree with the rows they open, null where there is nothing to divide."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from linli.cases.models import Case
from linli.insight.actions.draft_report import draft_report
from linli.insight.indicators import INDICATORS, Part, indicator_rows, indicators, rate_of, score_of
from linli.insight.report_figures import figures_kept
from linli.insight.rules import Measure, half_month_of
from linli.insight.rules.rate_terms import SHIPPED
from linli.ledger.scoped import acting_in
from tests.insight.half_month import FIRST, after, make_half_month
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db

PERIOD = half_month_of(FIRST)
SPAN = {"from": "2026-11-01", "to": "2026-11-15"}


@pytest.fixture
def town():
    return make_small_community()


@pytest.fixture
def cases(town):
    return make_half_month(town)


def read(town, who="street_lead", place=None, period=PERIOD):
    actor = town.actor(who)
    with acting_in(actor.scope):
        return indicators(actor, place or town.street, period)


def bases(page):
    return {one.code: rate_of(one, page.counts).base for one in INDICATORS}


def test_the_indicators_are_those_one_counts_by_hand(town, cases):
    with after():
        found = bases(read(town))
    assert found == {
        "filing": "4/5",
        "dispatch": "2/2",
        "signing": "2/2",
        "response": "2/4",
        "on_time": "2/3",
        "urgent": "0/0",
        "closing": "2/3",
        "checking": "2/2",
        "rework": "0/2",
        "resolve": "2/2",
        "satisfy": "1/2",
        "repeat": "1/2",
        "local": "2/2",
        "proactive": "0/5",
        "whistle": "0/4",
        "arrival": "0/0",
    }


def test_nothing_to_divide_is_no_value_rather_than_a_zero(town):
    with after():
        page = read(town)
    assert {rate_of(one, page.counts).value for one in INDICATORS} == {None}
    assert score_of(page.counts, SHIPPED) is None
    assert page.median is None


def test_every_number_opens_as_many_rows_and_the_numerators_lie_in_the_denominators(town, cases):
    actor = town.actor("street_lead")
    with after(), acting_in(actor.scope):
        page = indicators(actor, town.street, PERIOD)
        for one in INDICATORS:
            codes = {
                part: {line.code for line in indicator_rows(town.street, PERIOD, one, part, size=100).items}
                for part in Part
            }
            assert len(codes[Part.DENOMINATOR]) == page.counts[one.denominator], one.code
            assert len(codes[Part.NUMERATOR]) == sum(page.counts[m] for m in one.measures(Part.NUMERATOR)), one.code
            assert codes[Part.NUMERATOR] <= codes[Part.DENOMINATOR], one.code


def test_the_places_below_add_up_to_the_whole_and_a_grid_has_the_same_page(town, cases):
    with after():
        street, community = read(town), read(town, "lead", town.code)
        grid = read(town, "lead", town.grid_a)
    assert [place.code for place in street.places] == [town.code]
    assert {place.code for place in community.places} == {town.grid_a, town.grid_b}
    assert street.counts == community.counts
    assert grid.counts[Measure.RAISED] == 4


def test_a_report_and_the_indicators_of_the_same_days_agree(town, cases):
    with after():
        report = draft_report(
            actor=town.actor("staff"), key=uuid4(), place_code=town.code, estate_id=None, first_on=FIRST
        )
        page = read(town, "lead", town.code)
    counts = figures_kept(report).counts
    shared = [one for one in page.counts if one.value in counts]
    assert len(shared) > 10
    assert {one: counts[one] for one in shared} == {one: page.counts[one] for one in shared}


def test_a_trouble_that_comes_back_a_month_later_is_a_new_one(town, cases):
    again = cases["again"]
    with after(), acting_in(town.actor("street_lead").scope):
        earlier = Case.objects.get(id=cases["satisfied"].id)
        moved = again.raised_at - timedelta(days=30, seconds=1)
        Case.objects.filter(street_code=earlier.street_code, id=earlier.id).update(raised_at=moved)
        report = draft_report(
            actor=town.actor("staff"), key=uuid4(), place_code=town.code, estate_id=None, first_on=FIRST
        )
    assert figures_kept(report).counts[Measure.REPEATED] == 0


class TestPages:
    @pytest.fixture
    def lead(self, town, cases):
        with after():
            client = Client()
            client.post("/staff/sign-in/", {"username": "street_lead", "password": PASSWORD})
            yield client

    def test_the_page_shows_value_base_and_formula(self, lead):
        page = lead.get(reverse("centre:indicators"), SPAN).content.decode()
        assert "按期办结率" in page
        assert "66.67%" in page
        assert "part=denominator" in page

    def test_the_days_and_the_same_days_of_last_year_stand_beside_it(self, lead):
        page = lead.get(reverse("centre:indicators"), SPAN)
        assert [sum(count for _day, count in one["points"]) for one in page.context["trends"]] == [5, 2]
        assert dict(page.context["trends"][0]["points"])["11-9"] == 1
        last_year = lead.get(reverse("centre:indicators"), {**SPAN, "with": "last-year"})
        assert last_year.context["before"].first.isoformat() == "2025-11-01"
        assert "with=last-year" in last_year.content.decode()

    def test_a_number_opens_its_rows(self, lead):
        asked = {**SPAN, "indicator": "on_time", "part": "numerator"}
        page = lead.get(reverse("centre:indicator_rows"), asked).content.decode()
        assert page.count("地下室又脏又臭") == 2
        assert lead.get(reverse("centre:indicator_rows"), {**asked, "part": "x"}).status_code == 404

    def test_strange_days_and_places_are_no_failure(self, lead):
        url = reverse("centre:indicators")
        for given in ({"from": "x", "to": "y"}, {"from": "0001-01-01", "to": "9999-12-31"}, {"from": "2026-11-01"}):
            assert lead.get(url, given).status_code == 200
        assert lead.get(url, {"place": "99"}).status_code == 404

    def test_the_workbook_holds_the_same_numbers(self, lead):
        answer = lead.post(reverse("centre:export_indicators"), {**SPAN, "key": str(uuid4())})
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        rows = {row[0]: row[1:4] for row in book["指标"].iter_rows(values_only=True)}
        assert rows["按期办结率"] == ("66.67%", 2, 3)

    def test_the_page_costs_at_most_ten_statements(self, lead, django_assert_max_num_queries):
        lead.get(reverse("centre:indicators"), SPAN)
        with django_assert_max_num_queries(12):  # the page's transaction is a savepoint within a test's: two more
            lead.get(reverse("centre:indicators"), SPAN)
