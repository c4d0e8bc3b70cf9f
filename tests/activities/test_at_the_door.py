"""Check-in offline and on paper, figures, ratings, fairs; names are dropped, figures stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.activities.actions.count_stalls import count_stalls
from linli.activities.actions.enter_slips import enter_slips
from linli.activities.actions.group_wishes import group_wishes
from linli.activities.actions.note_question import note_question
from linli.activities.actions.rate_activity import rate_activity
from linli.activities.actions.record_check_ins import record_check_ins
from linli.activities.jobs import drop_old_names
from linli.activities.models import CheckIn, Need, SignUp
from linli.activities.plan import PartPlan
from linli.activities.queries.activity_figures import activity_figures
from linli.activities.rules import ActivityDeed, AgeGroup, Guest, Outcome, Scan, ScanKind, merge, rhythm_of
from linli.activities.rules.words import Size
from linli.cases.models import Case
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.activities.programme import a_wish, again, comes, do, draft, in_days, parts_of, published
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


def scan(code="", kind=ScanKind.IN, group=None, minutes=0, at=None):
    return Scan(uuid4(), kind, (at or clock.now()) + timedelta(minutes=minutes), code, group)


def note(town, activity, *scans, who="officer_a"):
    return record_check_ins(
        actor=town.actor(who), key=uuid4(), activity=activity.key, community=town.code, scans=tuple(scans)
    )


def test_a_batch_sent_twice_counts_once_and_a_double_scan_is_told(town):
    activity = published(town)
    one, two = comes(town, activity), comes(town, activity, "13900005679")
    with clock.at(in_days(3, 9, 5)):
        batch = [
            scan(one.code),
            scan(one.code, minutes=1),
            scan(two.code),
            scan("0000000000"),
            scan(kind=ScanKind.WALK_IN),
        ]
        first = note(town, activity, *batch)
        assert [first[str(x.id)] for x in batch] == ["counted", "again", "counted", "unknown", "counted"]
        assert note(town, activity, *batch) == first
        assert note(town, activity, *batch[2:], scan(two.code, ScanKind.OUT))
    with acting_in(Scope.everything()):
        assert CheckIn.objects.count() == 6
        assert SignUp.objects.filter(came_at__isnull=False).count() == 2
    assert again(two).left_at


def test_only_those_of_the_community_stand_at_its_door(town):
    activity = published(town)
    with pytest.raises(NotAllowed):
        note(town, activity, scan(), who="neighbour_officer")
    with pytest.raises(BadInput):
        note(town, activity, *[scan(kind=ScanKind.WALK_IN)] * 501)


def test_settling_gives_the_figures_and_they_stay_when_names_are_dropped(town):
    activity = published(town)
    one, two, waits = (comes(town, activity, f"1390000000{n}") for n in range(3))
    with clock.at(in_days(3, 9, 5)):
        note(town, activity, scan(one.code), scan(waits.code), scan(kind=ScanKind.WALK_IN, group=AgeGroup.CHILDREN))
    with clock.at(in_days(3, 12)):
        held = do(town, activity, ActivityDeed.HOLD)
        assert (held.places, held.came, held.walk_ins, held.served) == (2, 2, 1, 3)
        assert held.by_group == {"old": 2, "children": 1}
        rate_activity(
            actor=reporter(one.id, town.code), key=uuid4(), sign_up=one.key, satisfaction="satisfied", words="好"
        )
        with pytest.raises(Conflict):
            rate_activity(actor=reporter(one.id, town.code), key=uuid4(), sign_up=one.key, satisfaction="basically")
        enter_slips(
            actor=town.actor("staff"), key=uuid4(), activity=activity.key, counts={"satisfied": 8, "dissatisfied": 1}
        )
        note(town, activity, scan(two.code))
        assert again(activity).came == 3, "a batch that was late counts until it is settled"
        do(town, activity, ActivityDeed.SETTLE)
        with pytest.raises(WrongState):
            note(town, activity, scan(kind=ScanKind.WALK_IN))
    assert drop_old_names() == 0
    with clock.at(in_days(40)):
        assert drop_old_names() == 1
        assert drop_old_names() == 0
    gone = again(one)
    assert (str(gone.name), str(gone.phone), gone.phone_mark, gone.person_mark, gone.came_at) == ("", "", "", "", None)
    with acting_in(Scope.everything()):
        assert not CheckIn.objects.filter(sign_up_id__isnull=False).exists()
    assert again(activity).served == 4
    with acting_in(town.actor("staff").scope):
        figures = activity_figures(town.code, clock.today(), clock.today() + timedelta(days=9))
    assert (figures.count, figures.served, figures.came, figures.places) == (1, 4, 3, 2)
    assert (figures.satisfied, figures.rated) == (9, 10)


def test_a_fair_counts_at_its_stalls_and_follows_questions_as_cases(town):
    stalls = tuple(PartPlan(name, capacity=None, provider="志愿者") for name in ("义诊", "理发", "政策咨询"))
    fair = published(town, kind="fair", size="big", title="便民大集市", parts=stalls, groups=("all",))
    with clock.at(in_days(3, 10)):
        counts = {part.id: number for part, number in zip(parts_of(fair), (60, 45, 20), strict=True)}
        count_stalls(actor=town.actor("staff"), key=uuid4(), activity=fair.key, counts=counts)
        told = {"actor": town.actor("staff"), "activity": fair.key, "part": parts_of(fair)[2].id}
        note_question(key=uuid4(), words="高龄津贴怎么领？", answer="满 80 岁带身份证到窗口", **told)
        asked = note_question(
            key=uuid4(), words="我家楼道灯坏了一个月没人修", as_case=True, name="老周", phone="13900001111", **told
        )
        with pytest.raises(BadInput):
            note_question(key=uuid4(), words="没有下文的问题", **told)
    with acting_in(Scope.everything()):
        assert Case.objects.get(code=asked.case_code).place_code == town.code
    with clock.at(in_days(3, 12)):
        assert do(town, fair, ActivityDeed.HOLD).served == 125
    with acting_in(town.actor("staff").scope):
        figures = activity_figures(town.code, clock.today(), clock.today() + timedelta(days=9))
    assert (figures.fairs, figures.served_at_fairs) == (1, 125)


def test_wishes_become_a_line_and_the_line_an_activity(town):
    wishes = [a_wish(town, words, f"1390000100{n}") for n, words in enumerate(("可以邀请骨科医生吗？", "想看看膝盖"))]
    staff = town.actor("staff")
    need = group_wishes(actor=staff, key=uuid4(), community=town.code, wishes=[w.id for w in wishes], title="骨科义诊")
    assert again(need).people == 2
    late = a_wish(town, "腰疼", "13900001009")
    group_wishes(actor=staff, key=uuid4(), community=town.code, wishes=[late.id], need=need.key)
    assert again(need).people == 3
    clinic = draft(
        town, kind="clinic", parts=(PartPlan("骨科", capacity=20), PartPlan("眼科", capacity=20)), need_id=need.id
    )
    assert again(need).state == "open"
    do(town, clinic, ActivityDeed.PUBLISH)
    assert again(need).state == "planned"
    do(town, clinic, ActivityDeed.CANCEL, "医生出诊")
    assert (again(need).state, again(need).activity_id) == ("open", None)
    with acting_in(Scope.everything()):
        assert Need.objects.count() == 1


def test_the_rhythm_says_what_a_month_still_misses():
    from datetime import date

    rhythm = rhythm_of(
        2026, 3, [(date(2026, 3, 3), Size.SMALL), (date(2026, 3, 4), Size.SMALL), (date(2026, 3, 20), Size.BIG)]
    )
    assert (rhythm.big_missing, len(rhythm.weeks), rhythm.small_missing) == (0, 4, 6)
    assert rhythm.weeks[0].first == date(2026, 3, 2)
    assert rhythm.weeks[0].missing == 0


MOMENT = datetime(2026, 3, 20, 1, tzinfo=UTC)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from([ScanKind.IN, ScanKind.OUT]), st.integers(0, 5)), max_size=5
    )
)
def test_batches_in_any_order_and_any_number_count_each_person_once(notes):
    scans = [Scan(UUID(int=n), kind, MOMENT + timedelta(minutes=at), code) for n, (code, kind, at) in enumerate(notes)]
    for order in list(permutations(scans))[:24]:
        guests, known = {"a": Guest(), "b": Guest()}, {}
        for one in (*order, *order):
            verdicts, guests = merge([one], guests, known)
            known |= {scan.id: outcome for scan, outcome in verdicts}
        came = {scan.code for scan in scans if scan.kind is ScanKind.IN} & {"a", "b"}
        assert {code for code, guest in guests.items() if guest.came_at} == came
        counted = [s.code for s in scans if s.kind is ScanKind.IN and known[s.id] is Outcome.COUNTED]
        assert sorted(counted) == sorted(came)
