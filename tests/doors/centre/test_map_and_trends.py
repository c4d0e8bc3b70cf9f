"""An indicator over the places below, and how it went over time: the same numbers as the indicators, with plot, table and file."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from shapely import Polygon

from linli.insight.indicators import indicators, rate_of
from linli.insight.rules import half_month_of
from linli.insight.rules.indicators import BY_CODE, INDICATORS
from linli.insight.rules.periods import year_of
from linli.insight.shaded import shaded
from linli.insight.trends import COURSE_BY_CODE, COURSES, trends
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from linli.places.models import Outline
from linli.places.queries import place_shapes
from linli.places.rules.ground import stored
from tests.insight.half_month import FIRST, after, make_half_month
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db

PERIOD = half_month_of(FIRST)
SPAN = {"from": "2026-11-01", "to": "2026-11-15"}


@pytest.fixture
def town():
    place_shapes._kept.cache_clear()
    town = make_small_community()
    make_half_month(town)
    with acting_in(Scope.everything()):
        for number, building in enumerate([*town.buildings, town.neighbour_building]):
            building.longitude, building.latitude = 117.48 + number / 2000, 30.66
            building.save()
    with after():
        yield town


@pytest.fixture
def lead(town):
    client = Client()
    client.post("/staff/sign-in/", {"username": "street_lead", "password": PASSWORD})
    return client


def read_trends(town, place, code="raised", period=PERIOD):
    actor = town.actor("street_lead")
    with acting_in(actor.scope):
        return trends(actor, place, period, COURSE_BY_CODE[code])


def read_map(town, place, code="on_time"):
    actor = town.actor("street_lead")
    with acting_in(actor.scope):
        return shaded(actor, place, PERIOD, PERIOD.previous, BY_CODE[code])


@pytest.mark.parametrize("level", ["street", "code", "grid_a"])
def test_the_days_of_a_span_add_up_to_the_indicators_of_it(town, level):
    place = getattr(town, level)
    actor = town.actor("street_lead")
    with acting_in(actor.scope):
        page = indicators(actor, place, PERIOD)
    for course in COURSES:
        found = read_trends(town, place, course.code)
        if course.below is None:
            assert sum(found.now.values) == found.now.total == page.counts[course.above[0]], course.code
            continue
        rate = rate_of(BY_CODE[course.code], page.counts)
        assert (found.now.numerator, found.now.denominator) == (rate.numerator, rate.denominator), course.code
        assert (found.now.total is None) == (rate.percent is None)


@pytest.mark.parametrize("level", ["street", "code"])
def test_the_places_and_the_kinds_add_up_to_the_whole(town, level):
    found = read_trends(town, getattr(town, level))
    assert sum(line.total for _code, line in found.places) == found.now.total == 5
    assert sum(line.total for _name, line in found.kinds) <= 5
    assert [line.numerator for _name, line in found.kinds] == sorted(
        (line.numerator for _name, line in found.kinds), reverse=True
    )


def test_a_day_without_anything_to_divide_is_a_gap_and_no_zero(town):
    found = read_trends(town, town.street, "on_time")
    assert None in found.now.values
    assert found.now.total == Decimal("66.67")


def test_a_year_is_told_by_month_and_ends_with_today(town):
    found = read_trends(town, town.street, period=year_of(FIRST))
    assert found.by_month
    assert found.parts[0] == date(2026, 1, 1)
    assert found.parts[-1] == clock.today().replace(day=1)
    assert sum(found.now.values) == found.now.total


def test_beside_a_span_stands_the_one_before_and_the_same_days_last_year(town):
    assert read_trends(town, town.street).last_year.total == 0
    second = half_month_of(date(2026, 11, 16))
    with after(day=30):
        assert read_trends(town, town.street, period=second).previous.total == 5


def test_a_span_that_still_runs_is_compared_with_as_many_days_of_the_one_before(town):
    running = read_trends(town, town.street, period=half_month_of(date(2026, 11, 16)))
    assert len(running.parts) == 1
    assert running.previous.total == 0  # nothing was raised on 1 November


def test_the_map_shows_what_the_indicators_show_and_places_where_nothing_happened(town):
    found = read_map(town, town.street)
    assert found.whole.base == "2/3"
    by_code = {one.code: one for one in found.places}
    assert by_code[town.code].rate.base == "2/3"
    neighbour = by_code[town.neighbour_code]
    assert neighbour.rate.percent is None
    assert by_code[town.code].rings


def test_a_published_border_is_drawn_and_without_one_an_outline_around_the_buildings(town, lead):
    found = {one.code: one for one in read_map(town, town.code).places}
    assert len(found[town.grid_a].rings[0]) > 4
    square = Polygon([(117.47, 30.66), (117.5, 30.66), (117.5, 30.68), (117.47, 30.68)])
    with acting_in(Scope.everything()):
        Outline.objects.create(
            street_code=int(town.street), place_code=town.grid_a, name="第一网格", shape=stored(square),
            west=117.47, south=30.66, east=117.5, north=30.68, valid_from=clock.now(),
        )  # fmt: skip
    found = {one.code: one for one in read_map(town, town.code).places}
    assert len(found[town.grid_a].rings[0]) == 4
    assert 'class="area shade-' in lead.get(reverse("centre:shaded_map"), {**SPAN, "place": town.code}).content.decode()


def test_each_indicator_has_its_map_with_a_table_beside_it(town, lead):
    for one in INDICATORS:
        page = lead.get(reverse("centre:shaded_map"), {**SPAN, "of": one.code, "with": "last-year"})
        assert page.status_code == 200
        assert str(one.label) in page.content.decode()


def test_a_page_leads_down_to_the_grid_and_a_grid_has_the_same_page(town, lead):
    for name in ("centre:shaded_map", "centre:trends"):
        page = lead.get(reverse(name), {**SPAN, "place": town.code}).content.decode()
        assert f"place={town.grid_a}" in page
        assert lead.get(reverse(name), {**SPAN, "place": town.grid_a}).status_code == 200


def test_strange_questions_are_no_failure(lead):
    for name in ("centre:shaded_map", "centre:trends"):
        assert lead.get(reverse(name), {"of": "x\x00", "from": "x", "to": "9999-99-99"}).status_code == 200
        assert lead.get(reverse(name), {"place": "99"}).status_code == 404


def test_the_files_hold_the_tables_of_the_pages_and_are_recorded(town, lead):
    answer = lead.post(reverse("centre:export_trends"), {**SPAN, "key": str(uuid4())})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["走势", "各社区", "各类事项"]
    assert sum(row[1] for row in book["走势"].iter_rows(min_row=2, values_only=True)) == 5
    answer = lead.post(reverse("centre:export_shaded_map"), {**SPAN, "of": "on_time", "key": str(uuid4())})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = {row[0]: row[1:3] for row in book.worksheets[0].iter_rows(values_only=True)}
    assert rows["测试社区"] == ("66.67%", "2/3")
    with acting_in(town.actor("auditor").scope):
        assert AuditLine.objects.filter(deed="case.export").count() == 2


def test_the_pages_cost_ten_statements_at_most(town, lead, django_assert_max_num_queries):
    for name in ("centre:shaded_map", "centre:trends"):
        for place in (town.street, town.code):
            lead.get(reverse(name), {**SPAN, "place": place})
            with django_assert_max_num_queries(12):  # the page's transaction is a savepoint within a test's: two more
                lead.get(reverse(name), {**SPAN, "place": place})
