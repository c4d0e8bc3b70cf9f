"""The way of a project, decided without a database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.alliance.rules.project_figures import (
    LADDER,
    Money,
    MoneySource,
    Quantity,
    QuantityUnit,
    by_source,
    first_alarm,
    next_alarm,
    sums,
)
from linli.alliance.rules.project_loop import ProjectDeed, ProjectState, available, decide
from linli.kernel.actor import Role
from linli.kernel.errors import BadInput, WrongState

TODAY = date(2026, 3, 2)


def test_acceptance_is_greyed_while_milestones_are_open():
    (accept, _stop) = sorted(
        available(ProjectState.UNDER_WAY, roles={Role.COMMUNITY_LEAD}, open_milestones=2), key=lambda one: one.deed
    )
    assert accept.deed is ProjectDeed.ACCEPT
    assert accept.why_not
    with pytest.raises(WrongState):
        decide(
            ProjectDeed.ACCEPT, ProjectState.UNDER_WAY, {"note": "x"}, roles={Role.COMMUNITY_LEAD}, open_milestones=2
        )


@pytest.mark.parametrize("planned", ["-1", "NaN", "Infinity", "1e12"])
def test_money_is_a_sum_of_yuan(planned):
    with pytest.raises(BadInput, match="planned"):
        Money("路面", MoneySource.FISCAL, Decimal(planned)).checked()


def test_quantities_keep_their_half_metre():
    assert Quantity("标线", QuantityUnit.METRE, Decimal("1121.5")).checked().planned == Decimal("1121.5")


@given(st.lists(st.tuples(st.sampled_from(MoneySource), st.integers(0, 10**7), st.integers(0, 10**7))))
def test_the_sums_of_the_sources_are_the_sum(rows):
    lines = [Money("x", source, Decimal(planned), Decimal(spent)) for source, planned, spent in rows]
    parts = by_source(lines)
    assert sum(one.planned for _source, one in parts) == sums(lines).planned
    assert sum(one.spent for _source, one in parts) == sums(lines).spent


def test_nothing_planned_has_no_share_spent():
    assert sums([]).percent is None


@given(st.integers(0, 40), st.integers(1, 6))
def test_an_alarm_is_always_set_for_a_later_day(late, rung):
    due_on = TODAY - timedelta(days=late)
    assert next_alarm(due_on, rung, TODAY) > TODAY


def test_the_ladder_has_three_rungs():
    assert first_alarm(TODAY) == TODAY + timedelta(days=LADDER[0])
    assert next_alarm(TODAY, 1, TODAY + timedelta(days=1)) == TODAY + timedelta(days=4)
    assert next_alarm(TODAY, 2, TODAY + timedelta(days=4)) == TODAY + timedelta(days=11)
