"""The counts that are kept as things happen are the counts one gets by counting again, and by plain SQL (ADR 0030)."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from linli.cases.jobs import sweep_alarms
from linli.insight.counts.check import differences
from linli.insight.counts.keep import count_again, count_ripe
from linli.insight.counts.rebuild import rebuild, rebuild_missing
from linli.insight.models import CaseCount, DayCount
from linli.insight.rules import Period, half_month_of
from linli.insight.rules.marks import MARKS, NEVER, ONCE, PLACE_OF, Share, Turn, changed_cells
from linli.insight.rules.measures import Measure
from linli.insight.rules.periods import month_of
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.test_random_deeds import STARTS, begin, one_try, town, tries  # noqa: F401
from tests.insight.half_month import FIRST, after, make_half_month

MONTHS = [half_month_of(date(2026, 3, 2)), month_of(date(2026, 3, 2)), Period(date(2026, 3, 3), date(2026, 3, 9))]


def kept() -> tuple:
    """Everything that is kept, without rows that hold nothing."""
    with acting_in(Scope.everything()):
        days = DayCount.objects.values_list("street_code", "place_code", "level", "day", "after", "counts", "id")
        cases = CaseCount.objects.values_list(
            "id", "street_code", "place_code", "kind", "spot", "days", "turns", "took"
        )
        return sorted(row for row in days if any(row[5])), sorted(map(str, cases))


def ripen() -> None:
    while count_ripe():
        pass


@pytest.mark.django_db
class TestHistories:
    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(start=st.sampled_from(STARTS), moves=st.lists(tries(), min_size=10, max_size=20), shuffled=st.randoms())
    def test_whatever_happens_increments_rebuilding_and_plain_counting_agree(self, town, start, moves, shuffled):  # noqa: F811
        with transaction.atomic():
            history = begin(town, start)
            for number, move in enumerate(moves):
                history.now += timedelta(hours=move["hours"])
                with clock.at(history.now):
                    sweep_alarms()
                    one_try(history, move)
                    if number % 3 == 0:
                        deliver()
                    self.told_again_in_any_order(history, shuffled)
            with clock.at(history.now):
                deliver(1000)
                for span in MONTHS:
                    assert list(differences(span)) == []
                ripen()
                by_increments = kept()
                assert by_increments[0]
                list(rebuild())
                assert kept() == by_increments
            transaction.set_rollback(True)

    @staticmethod
    def told_again_in_any_order(history, shuffled: random.Random) -> None:
        if shuffled.random() < 0.3:
            which = history.cases[:]
            shuffled.shuffle(which)
            for id in which:
                count_again(history.read(history.cases.index(id)).street_code, [id])


@pytest.mark.django_db
class TestTime:
    def test_a_limit_that_runs_out_counts_without_anybody_doing_anything(self, town):  # noqa: F811
        with clock.at(datetime(2026, 3, 2, 1, tzinfo=UTC)):
            loop.filed(town)
            deliver(1000)
            assert sums()[Measure.CONTACT_DUE] == 0
        with clock.at(datetime(2026, 3, 4, 1, tzinfo=UTC)):
            assert count_ripe() == 1
            assert sums()[Measure.CONTACT_DUE] == sums()[Measure.LATE] == 1
            assert count_ripe() == 0

    def test_a_platform_from_before_there_were_counts_is_counted_by_itself(self, town):  # noqa: F811
        make_half_month(town)
        with after():
            ripen()
            there = kept()
            with acting_in(Scope.everything()):
                CaseCount.objects.all().delete()
                DayCount.objects.all().delete()
            assert rebuild_missing() == 1
            assert rebuild_missing() == 0
            assert kept() == there

    def test_a_number_that_was_changed_by_hand_is_found_by_the_check(self, town):  # noqa: F811
        make_half_month(town)
        with after():
            assert list(differences(half_month_of(FIRST))) == []
            with acting_in(Scope.everything()):
                row = DayCount.objects.filter(level=12, day__range=(FIRST, FIRST + timedelta(days=14))).first()
                row.counts[PLACE_OF[Measure.RAISED]] += 1
                row.save()
            found = list(differences(half_month_of(FIRST)))
            assert [(one.measure, one.kept - one.counted) for one in found] == [(Measure.RAISED, 1)]


def sums() -> dict:
    with acting_in(Scope.everything()):
        rows = list(DayCount.objects.filter(level=9).values_list("counts", flat=True))
    return {mark: sum(row[number] for row in rows) for number, mark in enumerate(MARKS)}


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 12))


def turns_of(days: set[date], mark: Turn = Turn.SENT):
    return [(mark.value, day, before) for before, day in pairwise([NEVER, *sorted(days)])]


class TestRules:
    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.lists(st.sets(DAYS, max_size=4), max_size=4), DAYS, DAYS)
    def test_a_case_sent_on_several_days_counts_once_in_any_span(self, histories, one, other):
        first, last = sorted((one, other))
        added = changed_cells([], [Share("341702001001", [None] * len(ONCE), turns_of(days)) for days in histories])
        found = sum(
            counts[PLACE_OF[Turn.SENT]]
            for (level, _place, day, before), counts in added.items()
            if level == 12 and first <= day <= last and before < first
        )
        assert found == sum(any(first <= day <= last for day in days) for days in histories)

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.sets(DAYS, max_size=4), st.sets(DAYS, max_size=4))
    def test_what_is_taken_back_and_given_again_leaves_nothing(self, before, later):
        def share(days):
            return Share("3417020010011001", [*sorted(days)[:1], *[None] * (len(ONCE) - bool(days))], turns_of(days))

        there = changed_cells([share(before)], [share(later)])
        back = changed_cells([share(later)], [share(before)])
        assert {cell: [-n for n in counts] for cell, counts in back.items()} == there
        assert changed_cells([share(before)], [share(before)]) == {}
