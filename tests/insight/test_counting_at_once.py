"""Two workers that derive the same street, counting anew while cases move: the numbers are right at the end (ADR 0030)."""

from __future__ import annotations

from functools import partial

import pytest

from linli.cases.matter import PlaceChosen
from linli.cases.models import Case
from linli.cases.rules import Deed
from linli.insight.counts.check import differences
from linli.insight.counts.keep import count_again
from linli.insight.counts.rebuild import rebuild_street
from linli.insight.models import CaseCount, SpanCount
from linli.insight.rules import Period
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.places.models import Community, Division
from tests.at_once import at_once
from tests.cases import in_the_loop as loop
from tests.insight.test_kept_counts import kept, ripen
from tests.small_community import make_small_community

OTHER = "341702003"


@pytest.fixture
def town(committed_database):
    loop.make_categories()
    return make_small_community()


def all_agree() -> None:
    """What is kept is what plain counting finds, and what one gets by counting anew."""
    ripen()
    today = clock.today()
    assert list(differences(Period(today.replace(month=1, day=1), today.replace(month=12, day=31)))) == []
    by_increments = kept()
    assert by_increments[1]
    with acting_in(Scope.everything()):
        streets = set(Case.objects.values_list("street_code", flat=True))
    for street in streets:
        rebuild_street(street)
    assert kept() == by_increments


def test_two_workers_that_derive_the_same_cases_count_each_once(town):
    cases = [loop.closed(town) for _ in range(3)]
    deliver(1000)
    street = int(town.street)
    with acting_in(Scope.everything()):
        SpanCount.objects.all().delete()
        CaseCount.objects.all().delete()
    ids = [one.id for one in cases]
    outcomes = at_once(*(partial(count_again, street, some) for some in (ids, ids[::-1], ids[:2], ids[1:])))
    assert outcomes == [None] * 4
    all_agree()


def test_what_moves_while_a_street_is_counted_anew_is_counted_all_the_same(town):
    waiting = [loop.raised(town) for _ in range(4)]
    deliver(1000)

    def work(case) -> None:
        loop.do(town, "staff", case, Deed.FILE, {"category": "0301"})
        deliver(1000)

    outcomes = at_once(
        *(partial(work, case) for case in waiting),
        *(partial(rebuild_street, int(town.street)) for _ in range(2)),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    deliver(1000)
    all_agree()


def test_a_case_handed_to_another_street_while_its_own_is_counted_is_counted_there_alone(town):
    Division.objects.get_or_create(code=OTHER, defaults={"name": "秀山街道", "parent_code": OTHER[:6]})
    with acting_in(Scope.everything()):
        Community.objects.create(place_code=OTHER + "001", name="秀山社区")
    place = {"place": PlaceChosen(OTHER + "001", text="路口"), "reason": "地点在那边"}
    for _ in range(3):
        case = loop.filed(town)
        deliver(1000)

        def hand_over(case=case) -> None:
            loop.do(town, "staff", case, Deed.HAND_OVER, place)
            deliver(1000)

        outcomes = at_once(hand_over, *(partial(rebuild_street, int(town.street)) for _ in range(3)))
        assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
        deliver(1000)
        with acting_in(Scope.everything()):
            assert list(CaseCount.objects.filter(id=case.id).values_list("street_code", flat=True)) == [int(OTHER)]
    all_agree()
