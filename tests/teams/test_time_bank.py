"""The time bank stays zero-sum, whatever happens (E1)."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.kernel import clock
from linli.kernel.errors import BadInput, Refusal
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.actions.answer_call import answer_call
from linli.teams.actions.answer_hours import answer_hours
from linli.teams.actions.erase_volunteer import erase_volunteer
from linli.teams.actions.give_coins import give_coins
from linli.teams.actions.open_call import open_call
from linli.teams.actions.reverse_hours import reverse_hours
from linli.teams.models import CoinAccount, CoinMove, HelpCall, HoursEntry
from linli.teams.queries.time_bank import bank_figures, statement
from linli.teams.rules.time_bank import coins
from tests.small_community import make_small_community
from tests.teams import volunteers as v

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


def asked(town, asker, **more):
    said = v.call_said(town, **{"places": 1, **more})
    return open_call(actor=v.herself(asker), key=uuid4(), said=said)


def publish(town, call):
    return answer_call(actor=town.actor("staff"), key=uuid4(), call=call.key, opened=True)


def check_books() -> None:
    """All balances are zero together, and each is what the moves say."""
    with acting_in(Scope.everything()):
        for account in CoinAccount.objects.all():
            out = CoinMove.objects.filter(taken_from=account).aggregate(n=Sum("minutes"))["n"] or 0
            into = CoinMove.objects.filter(given_to=account).aggregate(n=Sum("minutes"))["n"] or 0
            assert account.balance == into - out
        assert bank_figures().total == 0


def test_an_hour_earned_is_spent_by_asking_for_help_and_goes_to_the_helper(town):
    asker, helper = v.active(town, 1), v.active(town, 2)
    v.confirmed(town, [asker], minutes=200)
    call = publish(town, asked(town, asker))
    assert v.balance(asker) == 20, "three hours are held"
    v.take(call, helper)
    v.done(town, call, [helper], minutes=120)
    assert v.balance(asker) == 80, "what was not needed comes back"
    with acting_in(Scope.everything()):
        entry = HoursEntry.objects.get(source_kind="call")
    with clock.at(call.ends_at + timedelta(hours=2)):
        answer_hours(actor=town.actor("staff2"), key=uuid4(), entry=entry.key, confirmed=True)
    assert (v.balance(asker), v.balance(helper)) == (80, 120)
    with acting_in(Scope.everything()):
        held, moves = statement(asker.street_code, asker.id)
    assert (held, [move.signed for move in moves]) == (80, [60, -180, 200])
    check_books()


def test_nobody_spends_more_than_there_is(town):
    asker = v.active(town)
    with pytest.raises(BadInput, match="minutes"):
        asked(town, asker)
    v.confirmed(town, [asker], minutes=60)
    other = v.active(town, 2)
    with pytest.raises(BadInput, match="minutes"):
        give_coins(actor=v.herself(asker), key=uuid4(), volunteer=asker.key, to_code=other.code, minutes=61)
    give_coins(actor=v.herself(asker), key=uuid4(), volunteer=asker.key, to_code=other.code, minutes=60, words="谢谢")
    assert (v.balance(asker), v.balance(other)) == (0, 60)
    with pytest.raises(BadInput, match="to_code"):
        give_coins(actor=v.herself(other), key=uuid4(), volunteer=other.key, to_code=other.code, minutes=1)


def test_a_call_refused_or_called_off_gives_all_back(town):
    asker = v.active(town)
    v.confirmed(town, [asker], minutes=200)
    for publish_first in (False, True):
        call = asked(town, asker)
        if publish_first:
            publish(town, call)
        answer_call(actor=town.actor("staff"), key=uuid4(), call=call.key, opened=False, reason="改期")
        assert v.balance(asker) == 200
    check_books()


def test_a_correction_may_leave_somebody_owing(town):
    one, other = v.active(town, 1), v.active(town, 2)
    entry = v.confirmed(town, [one], minutes=60)
    give_coins(actor=v.herself(one), key=uuid4(), volunteer=one.key, to_code=other.code, minutes=60)
    back = reverse_hours(actor=town.actor("staff"), key=uuid4(), entry=entry.key, reason="记错")
    answer_hours(actor=town.actor("staff2"), key=uuid4(), entry=back.key, confirmed=True)
    assert (v.balance(one), v.balance(other)) == (-60, 60)
    check_books()


def test_coins_are_said_as_people_say_them():
    assert [coins(n) for n in (0, 60, 90, -45, 100)] == ["0", "1", "1.5", "-0.75", "1.67"]


DEEDS = st.sampled_from(["earn", "gift", "ask", "open", "cancel", "finish", "confirm", "refuse", "reverse", "leave"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.tuples(DEEDS, st.integers(0, 2), st.integers(1, 240)), min_size=5, max_size=18))
def test_the_books_balance_under_any_history(town, history):
    point = transaction.savepoint()
    people = [v.active(town, n) for n in range(3)]
    moment = clock.now()
    for deed, who, minutes in history:
        moment += timedelta(days=3)
        with clock.at(moment):
            with contextlib.suppress(Refusal):
                _do(town, people, deed, people[who], people[(who + 1) % 3], minutes)
            check_books()
    transaction.savepoint_rollback(point)


def _do(town, people, deed, one, other, minutes) -> None:
    with acting_in(Scope.everything()):
        calls = list(HelpCall.objects.filter(state__in=["asked", "open"]).order_by("-id"))
        waiting = HoursEntry.objects.filter(state="waiting").order_by("-id").first()
        standing = HoursEntry.objects.filter(state="confirmed", reverses__isnull=True).order_by("id").first()
    key = uuid4()
    match deed:
        case "earn":
            v.confirmed(town, [one, other], minutes=minutes)
        case "gift":
            give_coins(actor=v.herself(one), key=key, volunteer=one.key, to_code=other.code, minutes=minutes)
        case "ask":
            start = clock.now() + timedelta(hours=1)
            asked(town, one, starts_at=start, ends_at=start + timedelta(minutes=minutes))
        case "open" if calls:
            v.take(publish(town, calls[0]), other)
        case "cancel" if calls:
            answer_call(actor=town.actor("staff"), key=key, call=calls[0].key, opened=False, reason="不办了")
        case "finish" if calls:
            v.done(town, calls[0], [other], minutes=min(minutes, 30))
        case "confirm" | "refuse" if waiting:
            with clock.at(clock.now() + timedelta(days=5)):
                answer_hours(
                    actor=town.actor("staff2"), key=key, entry=waiting.key, confirmed=deed == "confirm", reason="看过"
                )
        case "reverse" if standing:
            reverse_hours(actor=town.actor("staff"), key=key, entry=standing.key, reason="记错")
        case "leave" if minutes > 200:
            erase_volunteer(actor=v.herself(one), key=key, volunteer=one.key)
