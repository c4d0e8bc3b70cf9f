from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.cases.rules import (
    Level,
    Rung,
    extended,
    ladder,
    level_above,
    limits_for,
    resolve_rate,
    response_rate,
    rungs_to_tell,
    satisfy_rate,
    shipped_categories,
    three_rate_score,
    waits_until,
)
from linli.cases.rules.categories import read_categories
from linli.kernel.calendar_file import shipped_calendar
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.limits import Clock, Limit

CALENDAR = shipped_calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_a_filed_case_has_two_deadlines_and_a_warning_at_three_quarters():
    limits = limits_for(CALENDAR, at("2026-11-18 08:30"), Limit.parse("2wh"), Limit.parse("4wh"))
    assert limits.response.at == at("2026-11-18 10:30")
    assert limits.handle.at == at("2026-11-18 14:30")
    assert limits.warn_at == at("2026-11-18 11:30")


def test_an_extension_counts_on_from_the_deadline_and_waiting_lasts_three_working_days():
    assert extended(CALENDAR, at("2026-11-20 17:30"), Limit.parse("2wd")).at == at("2026-11-24 17:30")
    assert waits_until(CALENDAR, at("2026-11-20 10:00")).at == at("2026-11-25 17:30")


def test_an_overdue_case_climbs_one_rung_a_working_day():
    steps = {step.rung: step.at for step in ladder(CALENDAR, at("2026-11-20 17:30"), Clock.WORKING_DAYS)}
    assert steps == {
        Rung.HANDLER: at("2026-11-20 17:30"),
        Rung.COMMUNITY: at("2026-11-23 17:30"),
        Rung.STREET: at("2026-11-24 17:30"),
        Rung.CENTRE: at("2026-11-25 17:30"),
    }


def test_an_emergency_climbs_one_rung_an_hour():
    steps = ladder(CALENDAR, at("2026-11-21 01:00"), Clock.RUNNING_HOURS)
    assert [step.at.astimezone(SHANGHAI).hour for step in steps] == [1, 2, 3, 4]


def test_each_rung_hears_once():
    due, clock = at("2026-11-21 01:00"), Clock.RUNNING_HOURS
    assert rungs_to_tell(CALENDAR, due, clock, at("2026-11-21 01:00")) == ()
    assert rungs_to_tell(CALENDAR, due, clock, at("2026-11-21 02:30")) == (Rung.HANDLER, Rung.COMMUNITY)
    assert rungs_to_tell(CALENDAR, due, clock, at("2026-11-21 02:30"), Rung.COMMUNITY) == ()


def test_a_matter_rises_grid_community_street_county():
    assert [level_above(level) for level in Level] == [Level.COMMUNITY, Level.STREET, Level.COUNTY, None]


def test_a_rate_of_nothing_is_no_rate():
    assert response_rate(0, 0).value is None
    assert three_rate_score(response_rate(0, 0), resolve_rate(1, 1), satisfy_rate(1, 0, 1)) is None


def test_rates_show_their_counts():
    assert response_rate(31, 34).base == "31/34"
    assert response_rate(31, 34).percent == Decimal("91.18")
    assert satisfy_rate(20, 5, 34).base == "23/34"
    assert satisfy_rate(20, 0, 34).base == "20/34"
    assert three_rate_score(response_rate(1, 1), resolve_rate(1, 2), satisfy_rate(0, 0, 2)) == Decimal("47.50")


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_satisfy_rate_lies_between_none_and_all(satisfied, basically, others):
    rate = satisfy_rate(satisfied, basically, satisfied + basically + others)
    assert rate.value is None or 0 <= rate.value <= 1


def test_more_answers_of_one_kind_than_answers_are_a_mistake():
    with pytest.raises(ValueError, match="no rate"):
        resolve_rate(3, 2)


def test_every_shipped_kind_has_limits_and_a_lead():
    rows = shipped_categories()
    small = [row for row in rows if row.is_small]
    assert len(rows) == 91
    assert len(small) == 80
    assert all(row.response and row.handle and row.lead and row.english for row in small)
    assert {row.parent for row in small} == {row.code for row in rows if not row.is_small}


@pytest.mark.parametrize(
    "change", [{"code": "0201"}, {"parent": "03"}, {"handle": ""}, {"response": "soon"}, {"name": ""}, {"code": "01"}]
)
def test_a_category_that_cannot_stand_is_refused(change):
    large = dict.fromkeys(("parent", "english", "response", "handle", "lead", "assists", "note"), "")
    large |= {"code": "01", "name": "矛盾纠纷"}
    small = {**large, "code": "0101", "parent": "01", "name": "邻里纠纷", "response": "4wh", "handle": "10wd"}
    assert len(read_categories([large, small])) == 2
    with pytest.raises(BadInput):
        read_categories([large, {**small, **change}])
