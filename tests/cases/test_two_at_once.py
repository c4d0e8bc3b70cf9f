"""Two people, one matter, the same moment: one does it, the other learns how it stands now. Nobody waits for ever."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from linli.accounts.models import Notice
from linli.cases.actions.add_entry import add_entry
from linli.cases.actions.merge_case import merge_case
from linli.cases.actions.move_case import move_case
from linli.cases.actions.raise_case import raise_case
from linli.cases.jobs import sweep_alarms
from linli.cases.matter import PlaceChosen, Source
from linli.cases.models import Assignment, Case, Entry, Step
from linli.cases.rules import Deed, State
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import NotAllowed, NotFound, Refusal, WrongState
from linli.kernel.limits import Limit
from linli.kernel.scope import Scope
from linli.ledger.models import IdempotencyKey, OutboxMessage
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.at_once import at_once, winner_and_loser
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do, read_again, the_reporter
from tests.small_community import make_small_community

ROUNDS = 20


@pytest.fixture
def town(committed_database):
    loop.make_categories()
    return make_small_community()


def deed_of(town, who, case, deed, given=None, key=None):
    """A deed ready to be done, by somebody whose grants are read already."""
    actor = town.actor(who) if isinstance(who, str) else who
    return partial(move_case, actor=actor, key=key or uuid4(), case=case.key, deed_done=deed, given=given or {})


def steps_of(case, deed):
    with acting_in(Scope.everything()):
        return Step.objects.filter(case_id=case.id, deed=deed.value).count()


def test_of_two_officers_who_accept_one_wins_and_the_other_is_told_how_it_stands(town):
    for _ in range(ROUNDS):
        case = loop.dispatched(town)
        _, refusal = winner_and_loser(
            at_once(*(deed_of(town, who, case, Deed.ACCEPT) for who in ("officer_a", "officer_b")))
        )
        assert isinstance(refusal, WrongState)
        assert refusal.state is State.ACCEPTED
        assert steps_of(case, Deed.ACCEPT) == 1


def test_two_merges_in_opposite_directions_leave_one_case_open(town):
    for _ in range(ROUNDS // 2):
        one, other = loop.raised(town), loop.raised(town)
        staff, staff2 = town.actor("staff"), town.actor("staff2")
        _, refusal = winner_and_loser(
            at_once(
                partial(merge_case, actor=staff, key=uuid4(), case=one.key, into=other.key),
                partial(merge_case, actor=staff2, key=uuid4(), case=other.key, into=one.key),
            )
        )
        assert isinstance(refusal, NotAllowed | WrongState)
        assert sorted(read_again(case).state for case in (one, other)) == ["merged", "reported"]


def test_an_extension_is_granted_once_however_many_grant_it(town):
    case = do(
        town,
        "officer_a",
        loop.handling(town),
        Deed.ASK_EXTENSION,
        {"reason": "等配件", "extension": Limit.parse("2wh")},
    )
    due = case.handle_due_at
    _, refusal = winner_and_loser(
        at_once(*(deed_of(town, who, case, Deed.GRANT_EXTENSION) for who in ("staff", "staff2")))
    )
    assert isinstance(refusal, NotAllowed)
    assert steps_of(case, Deed.GRANT_EXTENSION) == 1
    assert read_again(case).handle_due_at > due


def test_a_form_sent_twice_at_the_same_moment_is_one_matter(town):
    matter, key = loop.a_matter(town), uuid4()
    someone = reporter(uuid4(), matter.place.place_code)
    first, second = at_once(*[partial(raise_case, actor=someone, key=key, matter=matter)] * 2)
    assert first.id == second.id
    with acting_in(Scope.everything()):
        assert (Case.objects.count(), Entry.objects.count(), Step.objects.count()) == (1, 1, 1)
    assert OutboxMessage.objects.count() == 1
    assert IdempotencyKey.objects.count() == 1


def test_a_deed_sent_twice_at_the_same_moment_is_done_once(town):
    case = loop.dispatched(town)
    first, second = at_once(*[deed_of(town, "officer_a", case, Deed.ACCEPT, key=uuid4())] * 2)
    assert first.id == second.id
    assert steps_of(case, Deed.ACCEPT) == 1


def test_a_rating_and_a_call_back_at_once_are_both_kept_in_order(town):
    """Whichever is first closes the case; a rating may follow a call-back within its days, a call-back nothing."""
    answer = {"resolved": True, "satisfaction": "satisfied"}
    for _ in range(5):
        case = loop.calling_back(town)
        outcomes = at_once(
            deed_of(town, "staff", case, Deed.CALL_BACK, {"reached": True, **answer}),
            deed_of(town, the_reporter(case), case, Deed.RATE, answer),
        )
        refused = [one for one in outcomes if isinstance(one, Exception)]
        assert all(isinstance(one, WrongState) for one in refused)
        case = read_again(case)
        assert (case.state, case.solved, case.satisfaction) == ("closed", True, "satisfied")
        assert steps_of(case, Deed.CALL_BACK) + steps_of(case, Deed.RATE) == 2 - len(refused)


def test_a_withdrawal_and_a_dispatch_at_once_leave_nobody_with_a_withdrawn_matter(town):
    for _ in range(5):
        case = loop.filed(town)
        at_once(
            deed_of(town, the_reporter(case), case, Deed.WITHDRAW),
            deed_of(town, "staff", case, Deed.DISPATCH, {"lead": town.posts["officer_a"].id}),
        )
        assert read_again(case).state == "withdrawn"
        with acting_in(Scope.everything()):
            assert not Assignment.objects.filter(case_id=case.id, ended_at__isnull=True).exists()


def test_a_matter_handed_over_while_it_is_dispatched_has_a_lead_who_sees_it(town):
    for _ in range(5):
        case = loop.filed(town)
        _, refusal = winner_and_loser(
            at_once(
                deed_of(
                    town, "staff", case, Deed.HAND_OVER, {"place": PlaceChosen(town.neighbour_code), "reason": "在邻近"}
                ),
                deed_of(town, "staff2", case, Deed.DISPATCH, {"lead": town.posts["officer_a"].id}),
            )
        )
        assert isinstance(refusal, NotFound | WrongState)
        case = read_again(case)
        assert (case.state, case.place_code) in (("filed", town.neighbour_code), ("dispatched", town.grid_a))


def test_voices_added_at_once_are_all_kept(town):
    case = loop.raised(town)
    voices = [
        partial(
            add_entry,
            actor=town.actor(who),
            key=uuid4(),
            case=case.key,
            matter=loop.a_matter(town, source=Source.COMMUNITY),
        )
        for who in ("staff", "staff2", "lead")
    ]
    assert not [one for one in at_once(*voices) if isinstance(one, Exception)]
    case = read_again(case)
    with acting_in(Scope.everything()):
        assert {str(entry.id) for entry in Entry.objects.filter(case_id=case.id)} == set(case.loop["reporters"])


def test_two_sweeps_at_once_ring_each_alarm_once(town):
    cases = [loop.dispatched(town) for _ in range(3)]
    late = max(case.handle_due_at for case in cases) + timedelta(minutes=1)
    OutboxMessage.objects.all().delete()

    def sweep():
        with clock.at(late):
            return sweep_alarms()

    assert not [one for one in at_once(sweep, sweep) if isinstance(one, Exception)]
    with clock.at(late):
        sweep_alarms()
    announced = OutboxMessage.objects.filter(topic="AlarmRaised").values_list("payload", flat=True)
    told = [(one["case_id"], one["step"]) for one in announced]
    assert sorted(told) == sorted((str(case.id), step) for case in cases for step in (0, 2))


def test_two_relays_at_once_tell_everybody_once(town):
    case = loop.dispatched(town)
    waiting = OutboxMessage.objects.filter(delivered_at__isnull=True).count()
    delivered = at_once(deliver, deliver, deliver)
    assert sum(delivered) == waiting
    with acting_in(Scope.everything()):
        kinds = list(Notice.objects.filter(user_id=town.users["officer_a"].id).values_list("kind", flat=True))
    assert kinds.count("case_dispatch") == 1
    assert read_again(case).state == "dispatched"


def test_a_crowd_on_one_case_leaves_one_history(town):
    """Ten deeds of six people at once: every one is done or refused for a reason, and the steps follow each other."""
    case = loop.handling(town)
    note = {"text": "记一笔", "reason": "要紧"}
    deeds = [
        *(deed_of(town, who, case, Deed.ADD_NOTE, note) for who in ("staff", "staff2", "officer_a", "leader")),
        deed_of(town, "officer_a", case, Deed.FEED_BACK, {"result": "已修好"}),
        deed_of(town, "officer_b", case, Deed.FEED_BACK, {"result": "也说修好"}),
        deed_of(town, "lead", case, Deed.SUSPEND, {"reason": "等雨停", "review_on": clock.today() + timedelta(days=3)}),
        deed_of(town, "staff", case, Deed.ASK_REPORTER, {"question": "几楼？"}),
        deed_of(town, "staff2", case, Deed.RAISE_LEVEL, note),
        deed_of(town, the_reporter(case), case, Deed.URGE),
    ]
    outcomes = at_once(*deeds)
    assert all(isinstance(one, Step | Refusal) for one in outcomes), outcomes
    with acting_in(Scope.everything()):
        steps = list(Step.objects.filter(case_id=case.id).order_by("id"))
    chain = {(step.from_state, step.to_state) for step in steps if step.from_state != step.to_state}
    assert len([step for step in steps if step.from_state == "handling" and step.to_state != "handling"]) <= 2
    assert read_again(case).state in {to for _, to in chain}
