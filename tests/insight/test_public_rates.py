"""The rates of the wall come out of the cases, each with its counts (standards.zh.md §9)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from linli.cases.rules import Deed, Level
from linli.insight.public_rates import public_rates
from linli.kernel import clock
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import by_reporter, do
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    loop.make_categories()
    return make_small_community()


def rated(town, satisfaction: str, resolved: bool = True):
    return by_reporter(loop.calling_back(town), Deed.RATE, {"resolved": resolved, "satisfaction": satisfaction})


def test_nothing_to_count_is_no_rate_rather_than_a_zero(town):
    rates = public_rates(town.code)
    assert [rate.value for rate in (rates.response, rates.resolve, rates.satisfy)] == [None, None, None]


def test_each_rate_has_its_counts(town):
    for satisfaction, resolved in (("satisfied", True), ("basically", True), ("dissatisfied", False)):
        rated(town, satisfaction, resolved)
    rates = public_rates(town.code)
    assert (rates.raised, rates.settled, rates.settled_here) == (3, 3, 3)
    assert (rates.response.base, rates.resolve.base, rates.satisfy.base) == ("3/3", "2/3", "1.6/3")
    assert rates.satisfy.value == Decimal("1.6") / 3
    assert rates.settled_at[Level.STREET] == 0


def test_nobody_contacted_in_time_counts_against_the_response_rate(town):
    case = loop.dispatched(town)
    assert public_rates(town.code).response.base == "0/0"
    with clock.at(case.response_due_at + timedelta(minutes=1)):
        assert public_rates(town.code).response.base == "0/1"
    with clock.at(case.handle_due_at + timedelta(minutes=1)):
        assert public_rates(town.code).overdue == 1


def test_suspended_matters_are_shown_apart(town):
    review = clock.today() + timedelta(days=20)
    do(
        town,
        "lead",
        loop.handling(town),
        Deed.SUSPEND,
        {"reason": "等材料", "review_on": date(review.year, review.month, review.day)},
    )
    assert public_rates(town.code).suspended == 1


def test_unreasonable_findings_are_counted_even_when_archived(town):
    case = do(town, "staff", loop.filed(town), Deed.PROPOSE_UNREASONABLE, {"reason": "要求违法"})
    case = do(town, "street_staff", case, Deed.CONFIRM_UNREASONABLE, {"reason": "复核属实"})
    assert public_rates(town.code).unreasonable == 1
    from linli.cases.jobs import sweep_alarms

    with clock.at(clock.now() + timedelta(days=40)):
        sweep_alarms()
        assert loop.read_again(case).state == "archived"
        assert public_rates(town.code).unreasonable == 1
        assert public_rates(town.code).satisfy.value is None


def test_only_matters_of_the_community_and_the_time_are_counted(town):
    rated(town, "satisfied")
    assert public_rates(town.neighbour_code).raised == 0
    assert public_rates(town.code, since=clock.now() + timedelta(days=1)).raised == 0
