"""Events arrive at least once, and one that fails holds nobody up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from linli.kernel import clock
from linli.kernel.ids import uuid7
from linli.ledger import outbox
from linli.ledger.models import Attempt, OutboxMessage

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LampBroken:
    lamp_id: UUID
    street_code: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LampMended:
    lamp_id: UUID
    street_code: int


@pytest.fixture
def heard(db, monkeypatch):
    """What was heard, through a table of subscribers of this test's own."""
    monkeypatch.setattr(outbox, "_subscribers", {})
    monkeypatch.setattr(outbox, "_events", {})
    return []


def broken():
    return LampBroken(uuid7(), 341702010, NOON)


def test_an_event_arrives_as_it_was_announced_and_once_when_all_goes_well(heard):
    outbox.wire({LampBroken: (heard.append,)})
    event = broken()
    with clock.at(NOON):
        outbox.add([event], at=NOON)
        assert (outbox.deliver(), outbox.deliver()) == (1, 0)
    assert heard == [event]


def test_an_event_nobody_hears_is_simply_done(heard):
    outbox.wire({LampBroken: ()})
    with clock.at(NOON):
        outbox.add([broken()], at=NOON)
        assert outbox.deliver() == 1


def test_one_that_fails_is_tried_again_later_and_holds_nobody_up(heard):
    def failing(event):
        heard.append("tried")
        raise OSError("the lamp is far away")

    outbox.wire({LampBroken: (failing,), LampMended: (heard.append,)})
    mended = LampMended(uuid7(), 341702010)
    with clock.at(NOON):
        outbox.add([broken(), mended], at=NOON)
        assert outbox.deliver() == 1
    assert heard == ["tried", mended]
    message = OutboxMessage.objects.get(topic="LampBroken")
    assert (message.tries, message.delivered_at) == (1, None)
    assert "far away" in message.error
    with clock.at(NOON + timedelta(seconds=59)):
        assert outbox.deliver() == 0
    with clock.at(NOON + timedelta(seconds=61)):
        outbox.deliver()
    message.refresh_from_db()
    assert message.tries == 2
    assert message.next_try_at == NOON + timedelta(seconds=61, minutes=2)


def test_the_wait_never_grows_beyond_an_hour(heard):
    def failing(event):
        raise OSError

    outbox.wire({LampBroken: (failing,)})
    with clock.at(NOON):
        outbox.add([broken()], at=NOON)
    OutboxMessage.objects.update(tries=30)
    with clock.at(NOON):
        outbox.deliver()
    assert OutboxMessage.objects.get().next_try_at == NOON + timedelta(hours=1)


def test_what_a_failing_subscriber_wrote_is_undone(heard):
    def half_done(event):
        Attempt.objects.create(what="half", who="x", at=NOON)
        raise OSError

    outbox.wire({LampBroken: (half_done,)})
    with clock.at(NOON):
        outbox.add([broken()], at=NOON)
        outbox.deliver()
    assert not Attempt.objects.exists()


def test_after_a_failure_every_subscriber_hears_it_again(heard):
    calls = iter([True, False])

    def failing_once(event):
        if next(calls):
            raise OSError

    outbox.wire({LampBroken: (heard.append, failing_once)})
    event = broken()
    with clock.at(NOON):
        outbox.add([event], at=NOON)
        outbox.deliver()
    with clock.at(NOON + timedelta(minutes=2)):
        assert outbox.deliver() == 1
    assert heard == [event, event]
