"""Matching: urgent first, fair across grids, near, nothing given twice; each match with its receipt, each unmet need its reason."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from linli.alliance.optimise_matches import best_matches
from linli.alliance.receipts import receipts, unmet_needs
from linli.alliance.rules.fit import WHOLE, Misfit, NeedFacts, misfit
from linli.alliance.rules.matching import PledgeFacts, ResourceKind
from linli.alliance.rules.window import Window

TODAY = date(2026, 11, 28)
COMMUNITY = "341702010901"
GRIDS = [f"{COMMUNITY}100{n}" for n in range(1, 5)]
START = datetime(2026, 11, 1, tzinfo=UTC)


def need(number: int, grid: str = GRIDS[0], **changed) -> NeedFacts:
    values = {
        "id": UUID(int=number), "kind": ResourceKind.GOODS, "title": "棉被", "unit": "床", "missing": Decimal(1),
        "place_code": grid, "is_urgent": False, "wanted_by_on": None, "asked_at": START + timedelta(hours=number),
    }  # fmt: skip
    return NeedFacts(**{**values, **changed})


def pledge(number: int, left: int = 1, **changed) -> PledgeFacts:
    values = {
        "kind": ResourceKind.GOODS, "area": COMMUNITY, "first_on": TODAY, "last_on": TODAY + timedelta(days=30),
        "title": "棉被", "unit": "床",
    }  # fmt: skip
    return PledgeFacts(id=UUID(int=1000 + number), left=Decimal(left), **{**values, **changed})


def given_to(found) -> dict[int, Decimal]:
    total: dict[int, Decimal] = defaultdict(Decimal)
    for match in found.matches:
        total[match.need.int] += match.quantity
    return dict(total)


def test_an_urgent_need_comes_before_one_that_asked_earlier():
    found = best_matches([need(1), need(2, is_urgent=True)], [pledge(1)], TODAY)
    assert given_to(found) == {2: 1}


def test_the_last_pieces_go_round_the_grids_before_any_grid_gets_more():
    loud = [need(n, GRIDS[0]) for n in range(1, 9)]
    quiet = [need(20, GRIDS[1]), need(21, GRIDS[2])]
    found = best_matches([*loud, *quiet], [pledge(1, 4)], TODAY)
    got = given_to(found)
    assert got.get(20) == 1
    assert got.get(21) == 1
    assert sum(got.values()) == 4


def test_the_nearer_pledge_is_used_first_and_a_grids_own_stays_in_it():
    found = best_matches([need(1)], [pledge(1), pledge(2, area=GRIDS[0])], TODAY)
    assert [match.pledge.int for match in found.matches] == [1002]
    assert not best_matches([need(1)], [pledge(1, area=GRIDS[1])], TODAY).matches


def test_among_equals_who_asked_earlier_is_served():
    assert given_to(best_matches([need(2), need(1)], [pledge(1)], TODAY)) == {1: 1}


def test_a_quantity_is_divided_among_units_and_a_job_is_not():
    sheets = best_matches([need(1, missing=Decimal(10))], [pledge(1, 6), pledge(2, 6)], TODAY)
    assert given_to(sheets) == {1: 10}
    roof = {"kind": ResourceKind.WORKS, "title": "屋顶", "unit": "工日"}
    jobs = best_matches([need(1, missing=Decimal(10), **roof)], [pledge(1, 6, **roof), pledge(2, 6, **roof)], TODAY)
    assert not jobs.matches, "two firms do not each repair half a roof"
    assert given_to(best_matches([need(1, missing=Decimal(10), **roof)], [pledge(1, 12, **roof)], TODAY)) == {1: 10}


def test_why_a_pledge_does_not_fit():
    weekend, mornings = Window("67", 0, 24), Window("12345", 8, 12)
    cases = {
        Misfit.KIND: pledge(1, kind=ResourceKind.FUNDS),
        Misfit.THING: pledge(1, title="轮椅"),
        Misfit.UNIT: pledge(1, unit="件"),
        Misfit.AREA: pledge(1, area="341702010902"),
        Misfit.OVER: pledge(1, last_on=TODAY - timedelta(days=1)),
        Misfit.WINDOW: pledge(1, window=mornings),
        Misfit.LATE: pledge(1, lead_days=9),
        Misfit.USED_UP: pledge(1, 0),
    }
    wanted = need(1, window=weekend, wanted_by_on=TODAY + timedelta(days=3))
    assert {reason: misfit(wanted, one, TODAY) for reason, one in cases.items()} == {one: one for one in cases}
    assert misfit(wanted, pledge(1, window=weekend), TODAY) is None


def test_each_unmet_need_is_told_why():
    needs = [
        need(1, is_urgent=True), need(2), need(3, title="电动轮椅"), need(4, GRIDS[1], unit="套"),
        need(5, wanted_by_on=TODAY, title="毛毯"),
    ]  # fmt: skip
    pledges = [pledge(1), pledge(2, title="毛毯", lead_days=4)]
    found = best_matches(needs, pledges, TODAY)
    said = {one.need.int: (one.reason, one.facts) for one in unmet_needs(needs, pledges, found, TODAY)}
    assert said[2] == ("used_up", {"needs": [str(UUID(int=1))], "others": 1, "urgent": 1})
    assert said[3][0] == "nobody"
    assert said[4][0] == "unit"
    assert said[5][0] == "late"
    receipt = receipts(needs, pledges, found, TODAY)[UUID(int=1), UUID(int=1001)]
    assert [one["code"] for one in receipt["why"]][:2] == ["urgent", "only"]
    assert receipt["changes"][0]["code"] == "no_other"


lists = st.builds(
    lambda needs, pledges: (
        [
            need(
                n + 1,
                GRIDS[grid],
                missing=Decimal(size),
                is_urgent=urgent,
                kind=kind,
                wanted_by_on=by and TODAY + timedelta(days=by),
            )
            for n, (grid, size, urgent, kind, by) in enumerate(needs)
        ],
        [pledge(n, left, kind=kind, area=area, lead_days=lead) for n, (left, kind, area, lead) in enumerate(pledges)],
    ),
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.integers(1, 5),
            st.booleans(),
            st.sampled_from([ResourceKind.GOODS, ResourceKind.LABOUR, ResourceKind.WORKS]),
            st.sampled_from([None, 2, 9]),
        ),
        min_size=1,
        max_size=14,
    ),
    st.lists(
        st.tuples(
            st.integers(0, 8),
            st.sampled_from([ResourceKind.GOODS, ResourceKind.LABOUR, ResourceKind.WORKS]),
            st.sampled_from([COMMUNITY, *GRIDS, COMMUNITY[:9]]),
            st.sampled_from([0, 4]),
        ),
        max_size=8,
    ),
)


@settings(max_examples=60, deadline=None)
@given(lists)
def test_nothing_is_given_twice_nor_to_whom_it_does_not_fit(both):
    needs, pledges = both
    found = best_matches(needs, pledges, TODAY)
    by_need, by_pledge = {one.id: one for one in needs}, {one.id: one for one in pledges}
    given, taken = defaultdict(Decimal), defaultdict(Decimal)
    for match in found.matches:
        wanted, one = by_need[match.need], by_pledge[match.pledge]
        assert misfit(wanted, one, TODAY) is None
        assert match.quantity > 0
        assert match.quantity == match.quantity.to_integral_value(), "whole units stay whole"
        if wanted.kind in WHOLE:
            assert match.quantity == wanted.missing, "a job is served whole by one"
        given[match.need] += match.quantity
        taken[match.pledge] += match.quantity
    assert all(amount <= by_need[id].missing for id, amount in given.items())
    assert all(amount <= by_pledge[id].left for id, amount in taken.items())
    for wanted in needs:
        if wanted.kind not in WHOLE and given[wanted.id] < wanted.missing:
            idle = [one for one in pledges if misfit(wanted, one, TODAY) is None and taken[one.id] < one.left]
            assert not idle, "nothing that fits lies idle beside an open need"
    assert found == best_matches(list(reversed(needs)), list(reversed(pledges)), TODAY), (
        "the order of the lists tells nothing"
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=2, max_size=16), st.integers(1, 8))
def test_no_grid_can_be_helped_up_without_one_that_stands_no_higher_being_pushed_down(wanted, left):
    """Single pieces, one pledge for all: the shares are as even as whole pieces allow."""
    needs = [need(n + 1, GRIDS[grid], is_urgent=urgent) for n, (grid, urgent) in enumerate(wanted)]
    found = best_matches(needs, [pledge(1, left)], TODAY)
    urgent = sum(one.is_urgent for one in needs)
    got = given_to(found)
    assert sum(got.get(one.id.int, 0) for one in needs if one.is_urgent) == min(urgent, left)
    if not urgent:
        counts = defaultdict(int)
        for one in needs:
            counts[one.place_code] += 1
        for low in counts:
            for high in counts:
                share_high_without = found.shares[high] - 1 / counts[high]
                assert found.shares[low] >= share_high_without - 1 / counts[low] - 1e-6 or found.shares[low] == 1
