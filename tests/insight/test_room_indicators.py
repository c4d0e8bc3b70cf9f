"""The indicators of wishes, needs, halls, votes, volunteers and forms: values one counts by hand, rows behind each number."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from linli.insight.room_indicators import room_indicators, room_rate, room_rows
from linli.insight.rooms_counted import ROOM_INDICATORS
from linli.insight.rules import half_month_of
from linli.insight.rules.indicators import Part
from linli.kernel import clock
from linli.ledger.scoped import acting_in
from tests.alliance import needs, projects, wishes
from tests.forms.test_registered_forms import fill, registered
from tests.halls import life
from tests.small_community import PASSWORD, make_small_community
from tests.teams import volunteers
from tests.votes import polls

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    town = make_small_community()
    wishes.confirmed(town)
    wishes.published(town)
    wishes.collected(town)
    needs.asked(town)
    projects.accepted(town)
    life.under_way(town)
    volunteers.confirmed(town, [volunteers.active(town)])
    volunteers.active(town, 1)
    vote = polls.voting(town, voters=4)
    polls.cast(vote, polls.entries(vote)[0], vote.choices[0]["id"])
    polls.declared(town, vote)
    form = registered(town)
    registered(town)
    fill(town, form)
    return town


def span():
    return half_month_of(clock.today())


def read(town, who="street_lead", place=None, period=None):
    actor = town.actor(who)
    with acting_in(actor.scope):
        return room_indicators(actor, place or town.street, period or span())


def test_a_resolution_counts_in_the_days_in_which_it_was_made(town):
    meeting_days = half_month_of(clock.today() + timedelta(days=7))
    (one,) = [one for one in ROOM_INDICATORS if one.code == "resolutions"]
    assert room_rate(one, read(town, period=meeting_days).counts).base == "0/1"


def test_the_indicators_are_those_one_counts_by_hand(town):
    found = {one.code: room_rate(one, read(town).counts).base for one in ROOM_INDICATORS}
    assert found["wishes"] == "1/2", "what nobody published yet is not counted"
    assert found["volunteers"] == "1/2"
    assert found["prefilled"] == "4/5"
    assert found["motions"] == "1/1"
    assert found["activities"] == "0/0"


def test_every_number_opens_as_many_rows_and_the_numerators_lie_in_the_denominators(town):
    actor = town.actor("street_lead")
    page = read(town)
    with acting_in(actor.scope):
        for one in ROOM_INDICATORS:
            rows = {part: room_rows(town.street, span(), one.code, part, size=100).items for part in Part}
            assert {row.id for row in rows[Part.NUMERATOR]} <= {row.id for row in rows[Part.DENOMINATOR]}, one.code
            for number, part in enumerate(Part):
                weight = sum(row.counts[number] if row.counts else 1 for row in rows[part])
                assert weight == page.counts.get(one.code, (0, 0))[number], one.code


def test_nothing_to_divide_is_no_value(db):
    empty = make_small_community()
    assert {room_rate(one, read(empty).counts).value for one in ROOM_INDICATORS} == {None}


def test_the_places_below_add_up_and_forms_that_ask_twice_are_named(town):
    street, community = read(town), read(town, "lead", town.code)
    assert {code for code, _ in street.places} == {town.code}
    assert street.counts == community.counts
    assert street.burden.forms == community.burden.forms == 2
    assert "本月走访户数" in street.burden.again
    assert (street.burden.fillings, street.burden.typed, street.burden.prefilled) == (1, 1, 4)


class TestPages:
    @pytest.fixture
    def lead(self, town):
        client = Client()
        client.post("/staff/sign-in/", {"username": "street_lead", "password": PASSWORD})
        return client

    def asked(self, **more):
        return {"from": span().first.isoformat(), "to": span().last.isoformat(), **more}

    def test_the_page_shows_value_base_and_burden_and_its_numbers_open(self, lead):
        page = lead.get(reverse("centre:together"), self.asked()).content.decode()
        assert "心愿达成率" in page
        assert "50%" in page
        assert "本月走访户数" in page
        for one in ROOM_INDICATORS:
            rows = lead.get(reverse("centre:together_rows"), self.asked(indicator=one.code, part="denominator"))
            assert rows.status_code == 200, one.code
        wrong = lead.get(reverse("centre:together_rows"), self.asked(indicator="x", part="denominator"))
        assert wrong.status_code == 404

    def test_what_a_row_leads_to_may_be_read(self, lead):
        for one in ROOM_INDICATORS:
            rows = lead.get(reverse("centre:together_rows"), self.asked(indicator=one.code, part="denominator"))
            for row in rows.context["rows"]:
                if row["url"]:
                    assert lead.get(row["url"]).status_code == 200, one.code

    def test_the_workbook_holds_the_same_numbers(self, lead):
        answer = lead.post(reverse("centre:export_together"), {**self.asked(), "key": str(uuid4())})
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        rows = {row[0]: row[1:4] for row in book["共治"].iter_rows(values_only=True)}
        assert rows["心愿达成率"] == ("50%", 1, 2)

    def test_the_page_costs_at_most_ten_statements(self, lead, django_assert_max_num_queries):
        lead.get(reverse("centre:together"), self.asked())
        with django_assert_max_num_queries(12):  # the page's transaction is a savepoint within a test's: two more
            lead.get(reverse("centre:together"), self.asked())
