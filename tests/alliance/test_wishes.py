"""Wishes on a real database: who is told, what is sealed, what the time does."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from linli.accounts.models import Notice
from linli.alliance.actions.collect_wish import collect_wish
from linli.alliance.actions.move_wish import move_wish
from linli.alliance.hope import Hope, WishWay
from linli.alliance.jobs import sweep_wishes
from linli.alliance.models import Wish, WishStep
from linli.alliance.rules import WishDeed
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, NotAllowed, WrongState
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.alliance import wishes
from tests.alliance.wishes import WORDS, a_helper, do, read_again, standing, the_wisher
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


def told(town, who) -> list[str]:
    deliver()
    with acting_in(Scope.everything()):
        return list(Notice.objects.filter(user_id=town.users[who].id).order_by("id").values_list("kind", flat=True))


def test_a_wish_goes_its_way_to_a_thank_you(town):
    wish = wishes.confirmed(town)
    assert (wish.state, wish.thanks.reveal(), wish.due_at, wish.alarm_at) == ("confirmed", "谢谢好心人", None, None)
    with acting_in(Scope.everything()):
        steps = list(WishStep.objects.filter(wish_id=wish.id).order_by("at", "id").values_list("deed", "part"))
    assert steps == [
        ("collect", "wisher"), ("approve", "desk"), ("claim", "public"), ("fulfil", "claimer"), ("confirm", "wisher"),
    ]  # fmt: skip
    assert {"wish_collect", "wish_claim", "wish_fulfil", "wish_confirm"} <= set(told(town, "staff"))


def test_a_form_sent_twice_is_one_wish(town):
    someone, key = reporter(uuid4(), town.code), uuid4()
    hope = Hope(WORDS, town.code, WishWay.PAGE)
    first, again = (collect_wish(actor=someone, key=key, hope=hope) for _ in range(2))
    assert first.id == again.id == someone.id


def test_what_the_wisher_said_is_sealed_and_not_in_the_audit_trail(town):
    wish = wishes.confirmed(town, name="王秀英")
    with acting_in(Scope.everything()):
        lines = str(list(AuditLine.objects.values_list("changes", flat=True)))
    for secret in ("王秀英", "3号楼", "谢谢好心人", wishes.PHONE, wishes.HELPER_PHONE, "李热心"):
        assert secret not in lines
    assert str(wish.words) == "****"


def test_an_officer_writes_down_a_wish_at_the_door_and_hears_every_turn_of_it(town):
    hope = Hope(WORDS, town.grid_a, WishWay.VISIT)
    wish = collect_wish(actor=town.actor("officer_a"), key=uuid4(), hope=hope)
    do(wish, town.actor("staff"), WishDeed.REFUSE, {"reason": "已经由残联发放，不用再等"})
    assert told(town, "officer_a") == ["wish_refuse"]
    assert read_again(wish).reason == "已经由残联发放，不用再等"


def test_nobody_collects_a_wish_beyond_the_own_jurisdiction(town):
    with pytest.raises(NotAllowed):
        collect_wish(actor=town.actor("officer_a"), key=uuid4(), hope=Hope(WORDS, town.neighbour_grid, WishWay.VISIT))


def test_who_comes_second_to_a_wish_is_refused_and_nothing_is_written(town):
    wish = wishes.claimed(town)
    helper, given = a_helper(town, "赵晚到")
    with pytest.raises(WrongState):
        do(wish, helper, WishDeed.CLAIM, given)
    assert standing(wish).name.reveal() == "李热心"


def test_a_claim_given_back_is_published_again_and_free_for_another(town):
    wish = wishes.claimed(town)
    first = standing(wish)
    wish = do(wish, reporter(first.id, town.code), WishDeed.RELEASE, {"reason": "家里临时有事"})
    assert (wish.state, standing(wish)) == ("published", None)
    helper, given = a_helper(town, "赵接手")
    wish = do(wish, helper, WishDeed.CLAIM, given)
    assert standing(wish).name.reveal() == "赵接手"
    with pytest.raises((NotAllowed, WrongState)):
        do(wish, reporter(first.id, town.code), WishDeed.FULFIL, {"note": "办好了"})


def test_a_claimer_must_be_reachable(town):
    wish = wishes.published(town)
    helper, given = a_helper(town, phone="")
    with pytest.raises(BadInput, match="claimer_phone"):
        do(wish, helper, WishDeed.CLAIM, given)


def test_not_yet_sends_it_back_to_who_claimed_it(town):
    wish = wishes.fulfilled(town)
    wish = do(wish, the_wisher(wish), WishDeed.NOT_YET, {"reason": "没有声音"})
    assert (wish.state, wish.reported_by) == ("claimed", None)
    assert wish.due_at > clock.now()


def test_what_nobody_claims_for_thirty_days_goes_to_the_joint_committee(town):
    wish = wishes.published(town)
    with clock.at(clock.now() + timedelta(days=29)):
        assert sweep_wishes() == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert sweep_wishes() == 1
        assert read_again(wish).state == "committee"
        assert "wish_to_committee" in told(town, "lead")
        helper, given = a_helper(town)
        assert do(wish, helper, WishDeed.CLAIM, given).state == "claimed", "it can still be claimed"


def test_only_the_lead_says_that_a_wish_cannot_be_met_and_says_why(town):
    wish = do(wishes.published(town), town.actor("staff"), WishDeed.TO_COMMITTEE)
    with pytest.raises(NotAllowed):
        do(wish, town.actor("staff"), WishDeed.CLOSE_UNMET, {"reason": "没有场地"})
    assert do(wish, town.actor("lead"), WishDeed.CLOSE_UNMET, {"reason": "没有场地"}).state == "unmet"


@pytest.mark.parametrize("state", ["collected", "claimed", "fulfilled"])
def test_a_wish_that_waits_too_long_is_remembered_again_and_again(town, state):
    wish = getattr(wishes, state)(town)
    for days, times in ((40, 1), (41, 0), (44, 1)):
        with clock.at(wish.moved_at + timedelta(days=days)):
            assert sweep_wishes() == times
            told_now = told(town, "lead")
    assert told_now.count(f"wish_waits_{state}") == 2


def test_a_story_is_told_without_anybodys_data(town):
    wish = wishes.confirmed(town)
    with pytest.raises(BadInput, match="story"):
        do(wish, town.actor("staff"), WishDeed.TELL_STORY, {"story": "201室的王奶奶听见了"})
    wish = do(wish, town.actor("staff"), WishDeed.TELL_STORY, {"story": "老人又听见了鸟叫"})
    assert (wish.state, wish.story) == ("confirmed", "老人又听见了鸟叫")


def test_a_neighbouring_communitys_staff_reach_no_wish(town):
    wish = wishes.collected(town)
    with pytest.raises(Exception, match="no wish"):
        move_wish(
            actor=town.actor("neighbour_staff"), key=uuid4(), wish=wish.key, deed_done=WishDeed.APPROVE,
            given=wishes.APPROVAL,
        )  # fmt: skip
    with acting_in(town.actor("neighbour_staff").scope):
        assert not Wish.objects.exists()
