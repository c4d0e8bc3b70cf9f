"""The counts that are kept as things happen are the counts one gets by counting again, and by plain SQL (ADR 0030)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import ceil

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from linli.cases.jobs import sweep_alarms
from linli.insight.counts.check import differences
from linli.insight.counts.keep import count_again, count_ripe
from linli.insight.counts.rebuild import rebuild, rebuild_missing
from linli.insight.models import CaseCount, SpanCount
from linli.insight.rules import Period, half_month_of
from linli.insight.rules.marks import (
    MARKS,
    NEVER,
    NO_KIND,
    ONCE,
    PLACE_OF,
    STREET,
    Share,
    Span,
    Turn,
    changed_cells,
)
from linli.insight.rules.measures import Measure
from linli.insight.rules.periods import month_of, whole_half_months
from linli.insight.rules.took import TOOK_BUCKETS, bucket_of, percentile
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
        spans = SpanCount.objects.values_list(
            *(
                "street_code",
                "place_code",
                "level",
                "digits",
                "kind",
                "span",
                "first_on",
                "after",
                "counts",
                "took",
                "id",
            )
        )
        cases = CaseCount.objects.values_list(
            "id", "street_code", "place_code", "kind", "spot", "days", "turns", "took", "first_on", "last_on"
        )
        shown = [(*row[:9], short(row[9]), row[10]) for row in spans if any(row[8]) or any(row[9])]
        return sorted(shown), sorted(map(str, cases))


def short(numbers: list[int]) -> list[int]:
    return numbers[: max((place + 1 for place, n in enumerate(numbers) if n), default=0)]


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
                SpanCount.objects.all().delete()
            assert rebuild_missing() == 1
            assert rebuild_missing() == 0
            assert kept() == there

    def test_a_number_that_was_changed_by_hand_is_found_by_the_check(self, town):  # noqa: F811
        make_half_month(town)
        with after():
            assert list(differences(half_month_of(FIRST))) == []
            with acting_in(Scope.everything()):
                row = SpanCount.objects.filter(level=12, span="half", first_on=FIRST).first()
                row.counts[PLACE_OF[Measure.RAISED]] += 1
                row.save()
            found = list(differences(half_month_of(FIRST)))
            assert [(one.measure, one.kept - one.counted) for one in found] == [(Measure.RAISED, 1)]


def sums() -> dict:
    with acting_in(Scope.everything()):
        rows = list(SpanCount.objects.filter(level=9, kind="", span="day").values_list("counts", flat=True))
    return {mark: sum(row[number] for row in rows) for number, mark in enumerate(MARKS)}


DAYS = st.dates(date(2026, 1, 10), date(2026, 3, 7))
KINDS = ("0301", "0302", "0506", "")


def turns_of(days: set[date], mark: Turn = Turn.SENT):
    return [(mark.value, day, before) for before, day in pairwise([NEVER, *sorted(days)])]


def share(turn_days, once_day=None, kind="", took=None):
    days = [once_day, *[None] * (len(ONCE) - 1)]
    bucket = None if took is None else bucket_of(took)
    return Share("3417020010011001", kind, days, turns_of(turn_days), None if took is None else once_day, bucket)


def added_up(cells, span: Period, kind_digits=0) -> Counter:
    """The sums by kind that a reader of the kept rows makes of a street's cells, position by position."""
    whole, edges = whole_half_months(span)
    found = Counter()
    for cell, counts in cells.items():
        parts = [whole] if cell.span is Span.HALF_MONTH and whole else edges if cell.span is Span.DAY else []
        is_told = cell.digits == kind_digits and cell.level == STREET
        if is_told and cell.after < span.first and any(p.first <= cell.first_on <= p.last for p in parts):
            found.update({(cell.kind, position): count for position, count in enumerate(counts) if count})
    return found


RULES = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)
HISTORIES = st.lists(st.tuples(st.sets(DAYS, max_size=5), st.none() | DAYS, st.sampled_from(KINDS)), max_size=4)


class TestRules:
    @RULES
    @given(HISTORIES, DAYS, DAYS)
    def test_a_case_counts_once_in_any_span_whatever_half_months_and_days_it_is_put_together_from(
        self, told, one, other
    ):
        span = Period(*sorted((one, other)))
        cells = changed_cells([], [share(turns, once, kind) for turns, once, kind in told])
        found = added_up(cells, span)
        in_span = lambda day: day is not None and span.first <= day <= span.last  # noqa: E731
        assert found["", PLACE_OF[Turn.SENT]] == sum(any(map(in_span, turns)) for turns, _once, _kind in told)
        assert found["", 0] == sum(in_span(once) for _turns, once, _kind in told)

    @RULES
    @given(HISTORIES, DAYS, DAYS)
    def test_the_kinds_of_any_span_add_up_to_the_whole(self, told, one, other):
        span = Period(*sorted((one, other)))
        cells = changed_cells([], [share(turns, once, kind) for turns, once, kind in told])
        whole, kinds = added_up(cells, span), added_up(cells, span, 2)
        assert Counter({position: n for (_kind, position), n in whole.items()}) == sum(
            (Counter({position: n}) for (_kind, position), n in kinds.items()), Counter()
        )
        assert {kind for kind, _position in kinds} <= {"03", "05", NO_KIND}

    @RULES
    @given(DAYS, DAYS)
    def test_a_span_is_its_whole_half_months_and_the_days_at_its_edges(self, one, other):
        span = Period(*sorted((one, other)))
        whole, edges = whole_half_months(span)
        days = [day for part in (*edges, *([whole] if whole else [])) for day in part.days]
        assert sorted(days) == list(span.days)
        assert all(
            not half_month_of(day).first >= span.first or half_month_of(day).last > span.last
            for part in edges
            for day in part.days
        )

    @RULES
    @given(st.sets(DAYS, max_size=4), st.sets(DAYS, max_size=4))
    def test_what_is_taken_back_and_given_again_leaves_nothing(self, before, later):
        def one(days):
            return share(days, min(days, default=None), "0301")

        there = changed_cells([one(before)], [one(later)])
        back = changed_cells([one(later)], [one(before)])
        assert {cell: [-n for n in counts] for cell, counts in back.items()} == there
        assert changed_cells([one(before)], [one(before)]) == {}

    @RULES
    @given(st.lists(st.timedeltas(timedelta(0), timedelta(days=800)), min_size=1), st.sampled_from([0.5, 0.9]))
    def test_a_percentile_read_from_buckets_lies_in_the_bucket_of_the_exact_one(self, spans, portion):
        counts = Counter(map(bucket_of, spans))
        exact = sorted(spans)[max(1, ceil(portion * len(spans))) - 1]
        read = percentile([counts[n] for n in range(TOOK_BUCKETS)], portion)
        assert bucket_of(read) == bucket_of(exact)
