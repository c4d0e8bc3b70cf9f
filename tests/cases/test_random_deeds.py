"""Whatever people try, in whatever order, with real rows under real locks: the matter stays whole and can still be settled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from linli.cases.actions.add_entry import add_entry
from linli.cases.actions.merge_case import merge_case
from linli.cases.actions.move_case import move_case
from linli.cases.jobs import sweep_alarms
from linli.cases.loop import facts_of
from linli.cases.matter import Source
from linli.cases.models import Assignment, Case, Entry, Step
from linli.cases.rules import ENDED, OPEN, PAUSED, UNDER_WAY, Deed, State
from linli.kernel import clock
from linli.kernel.actor import Actor, Grant, Role
from linli.kernel.errors import Refusal
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine, IdempotencyKey
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.places.models import Community
from linli.teams.models import Post
from tests.cases import in_the_loop as loop
from tests.cases.random_deeds import ONLY_WORDS, PEOPLE, History, bring_home, everything_written, one_step_home
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
JUDGING = {Deed.TAKE_INSPECTION, Deed.PASS_INSPECTION, Deed.FAIL_INSPECTION, Deed.CALL_BACK}
OUTSIDER = Actor(uuid4(), "外区", (Grant(Role.COMMUNITY_STAFF, "341703001001"),))
FAR_AWAY = "341702003001"
STARTS = [loop.raised, loop.dispatched, loop.handling, loop.fed_back, loop.calling_back, loop.closed]


@pytest.fixture
def town():
    loop.make_categories()
    town = make_small_community()
    with acting_in(Scope.everything()):
        Community.objects.create(place_code=FAR_AWAY, name="秀山社区")
    for name in PEOPLE[:-1]:
        town.actor(name)
    return town


@st.composite
def tries(draw):
    return {
        "which": draw(st.sampled_from([0, 0, 0, 1])),
        "who": draw(st.sampled_from([None, None, None, *PEOPLE])),
        "pick": draw(st.integers(0, 60)),
        "wild": draw(st.integers(0, 9)) == 0,
        "onward": draw(st.integers(0, 2)) == 0,
        "turn": draw(st.integers(0, 11)),
        "unhappy": draw(st.booleans()),
        "hours": draw(st.sampled_from([0, 0, 0, 0, 1, 3, 30, 200])),
        "also": draw(st.sampled_from([*[""] * 9, "again", "again", "voice", "merge"])),
    }


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(start=st.sampled_from(STARTS), moves=st.lists(tries(), min_size=12, max_size=26))
def test_no_history_of_real_deeds_breaks_a_case(town, start, moves):
    with transaction.atomic():
        history = begin(town, start)
        for move in moves:
            history.now += timedelta(hours=move["hours"])
            with clock.at(history.now):
                sweep_alarms()
                one_try(history, move)
                deliver()
                for which in (0, 1):
                    assert_whole(history, which)
        with clock.at(history.now):
            for which in (0, 1):
                if State(history.read(which).state) in OPEN:
                    assert bring_home(history, which) is State.CLOSED
                    assert_whole(history, which)
        transaction.set_rollback(True)


def begin(town, start) -> History:
    history = History(town, MONDAY, actors={name: town.actor(name) for name in PEOPLE[:-1]})
    with clock.at(MONDAY):
        first = start(town)
        second = loop.raised(town, body="楼道灯坏了，晚上看不见。", source=Source.DOOR_QR)
        history.cases = [first.id, second.id]
    return history


def one_try(history: History, move: dict) -> None:
    case = history.read(move["which"])
    if move["onward"] and State(case.state) in OPEN:
        one_step_home(history, move["which"], State(case.state))
        return
    if move["who"]:
        actor = history.actor(move["who"], case)
        offers = history.offers(actor, case)
        offers = [deed for deed in offers if deed not in ONLY_WORDS or move["turn"] % 4 == 0] or offers
    else:
        who, offers = history.somebody_offered(case, move["turn"] * 5)
        actor = history.actor(who, case)
    with acting_in(Scope.everything()):
        before = facts_of(case)
    deeds = list(Deed) if move["wild"] or not offers else offers
    deed = deeds[move["pick"] % len(deeds)]
    written, key = everything_written(), uuid4()
    try:
        if move["also"] == "voice":
            voice = loop.a_matter(history.town, source=Source.COMMUNITY)
            add_entry(actor=actor, key=key, case=case.key, matter=voice)
            return
        if move["also"] == "merge":
            other = history.read(1 - move["which"])
            merge_case(actor=actor, key=key, case=case.key, into=other.key)
            return
        given = history.form(move["turn"], move["unhappy"])
        if deed in (Deed.FILE, Deed.SELF_CLOSE) and not move["unhappy"]:
            given["place"] = None
        step = move_case(actor=actor, key=key, case=case.key, deed_done=deed, given=given)
    except Refusal:
        assert everything_written() == written, "a refused deed left something behind"
        assert not IdempotencyKey.objects.filter(key=key).exists()
        return
    if deed in JUDGING:
        hands = before.ever_handled | before.handlers | before.assists | before.earlier_reviewers
        assert actor.id not in hands, "whoever handles does not judge"
    if move["also"] == "again":
        written = everything_written()
        again = move_case(actor=actor, key=key, case=case.key, deed_done=deed, given=given)
        assert again.id == step.id
        assert everything_written() == written, "sending it twice changed something"


def assert_whole(history: History, which: int) -> None:
    with acting_in(Scope.everything()):
        case = Case.objects.get(id=history.cases[which])
        state, facts = State(case.state), facts_of(case)
        of_case = {"street_code": case.street_code, "case": case}
        steps = list(Step.objects.filter(**of_case).order_by("at", "id"))
        parts = list(Assignment.objects.filter(**of_case, ended_at__isnull=True))
        entries = list(Entry.objects.filter(**of_case))
        voices = voices_of(case)
        audited = AuditLine.objects.filter(subject_id=case.id).count()
        lead = Post.public.filter(id=case.lead_post_id).first() if case.lead_post_id else None
    assert_history(history, case, steps)
    assert audited >= len(steps)
    assert {(row.street_code, row.place_code) for row in [*steps, *parts, *entries]} == {
        (case.street_code, case.place_code)
    }
    assert voices == facts.reporters
    leads = [part.post_id for part in parts if part.part == Assignment.Part.LEAD]
    assert len(leads) <= 1
    if state in ENDED | {State.REOPENED}:
        assert parts == [], f"open parts in {state}"
    elif facts.lead is not None:
        assert leads == [facts.lead] == [case.lead_post_id]
    if lead and lead.holder_id and state in OPEN:
        holder = next(name for name, user in history.town.users.items() if user.id == lead.holder_id)
        assert history.town.actor(holder).scope.holds(case.place_code), "the lead cannot see what he leads"
    assert_clocks(case, state, facts)
    assert_fences(history, case)


def voices_of(case: Case) -> set:
    """The entries of a case and of all that were merged into it."""
    found, new = {case.id}, {case.id}
    while new:
        new = set(Case.objects.filter(merged_into_id__in=new).values_list("id", flat=True)) - found
        found |= new
    return set(Entry.objects.filter(case_id__in=found).values_list("id", flat=True))


def assert_history(history: History, case: Case, steps: list[Step]) -> None:
    assert case.state == steps[-1].to_state
    for earlier, later in pairwise(steps):
        assert later.from_state == earlier.to_state
    shown = {s.id: (s.case_id, s.at, s.deed, s.from_state, s.to_state, s.actor_id, s.text, str(s.facts)) for s in steps}
    seen = {id: facts for id, facts in history.steps_seen.items() if facts[0] == case.id}
    assert seen.items() <= shown.items(), "a step was changed or removed"
    history.steps_seen |= shown


def assert_clocks(case: Case, state: State, facts) -> None:
    assert (case.paused_at is not None) == (state in PAUSED and case.filed_at is not None)
    assert (case.review_on is not None) == (state is State.SUSPENDED)
    assert (facts.review_on, facts.due_at) == (case.review_on, case.handle_due_at)
    if state not in PAUSED:
        assert (case.response_left, case.handle_left) == (None, None)
    if state in UNDER_WAY and case.filed_at and case.handle_limit:
        assert case.handle_due_at is not None
        assert (facts.original_limit is None) == (not case.handle_limit)
    by_itself = PAUSED | {State.CALLING_BACK, State.SELF_CLOSED} | (ENDED - {State.ARCHIVED})
    if state in by_itself:
        assert case.alarm_at is not None, f"nobody will look at a case that is {state}"
    if state in UNDER_WAY and case.handle_due_at and case.alarm_step < 2:
        assert case.alarm_at is not None
    if state in UNDER_WAY:
        assert (case.solved, case.satisfaction, case.rated_at) == (None, "", None), "a new round starts unrated"


def assert_fences(history: History, case: Case) -> None:
    for actor in (OUTSIDER, history.town.actor("neighbour_staff"), history.town.actor("officer_b")):
        sees = actor.scope.holds(case.place_code)
        with acting_in(actor.scope):
            for model, where in ((Case, {"id": case.id}), (Step, {"case_id": case.id}), (Entry, {"case_id": case.id})):
                assert model._base_manager.filter(**where).exists() == sees, f"{actor.name} {model.__name__}"
