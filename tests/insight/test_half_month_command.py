"""`./linli insight half-month` drafts what is missing, once, and says which."""

from __future__ import annotations

from datetime import date

import pytest

from linli.insight.models import Report
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.project.command_line.half_month import draft
from linli.project.plain_words import CannotGoOn
from tests.insight.half_month import FIRST, after
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


def drafted():
    with acting_in(Scope.everything()):
        return set(Report.objects.values_list("name", "first_on"))


def test_it_drafts_each_missing_analysis_once_and_names_it(town, capsys):
    with after():
        draft("", None)
        said = capsys.readouterr()
        draft("", None)
        again = capsys.readouterr()
    assert drafted() == {("湖东苑", FIRST), ("测试社区", FIRST), ("清风街道", FIRST)}
    words = said.out + said.err
    assert all(name in words for name in ("湖东苑", "测试社区", "清风街道", "新起了 3 份草稿"))
    assert "没有要补的" in again.out + again.err


def test_a_place_and_a_period_narrow_it(town):
    with after():
        draft(town.code, date(2026, 10, 20))
    assert drafted() == {("湖东苑", date(2026, 10, 16)), ("测试社区", date(2026, 10, 16))}


def test_a_half_month_that_is_not_over_is_not_drafted(town):
    with after(day=10), pytest.raises(CannotGoOn):
        draft("", FIRST)
    assert drafted() == set()
