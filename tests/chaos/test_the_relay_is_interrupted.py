"""The relay is killed, loses its database, meets a message it cannot read: everybody is told, once, and nobody waits for it."""

from __future__ import annotations

import threading
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections

from linli.accounts.models import Notice
from linli.accounts.tell import tell
from linli.cases import subscribers
from linli.cases.events import CaseRaised
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger import outbox
from linli.ledger.models import OutboxMessage
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.project import relay
from tests.cases import in_the_loop as loop
from tests.small_community import make_small_community

PATIENCE = 20
"""Seconds until a test gives up on what should take a fraction of one."""


@pytest.fixture
def town(committed_database):
    loop.make_categories()
    return make_small_community()


@pytest.fixture
def impatient(monkeypatch):
    """The relay looks again at once."""
    monkeypatch.setattr(relay, "PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(relay, "AFTER_FAILURE_SECONDS", 0.05)


def told(user) -> int:
    with acting_in(Scope.everything()):
        return Notice.objects.filter(user_id=user.id, kind="case_raised").count()


def waiting() -> int:
    return OutboxMessage.objects.filter(delivered_at__isnull=True).count()


class Killed(BaseException):
    """The process ends here."""


def test_a_relay_killed_after_telling_and_before_marking_tells_once_all_the_same(town, monkeypatch):
    loop.raised(town)
    save = OutboxMessage.save

    def killed(self, **options):
        raise Killed

    monkeypatch.setattr(OutboxMessage, "save", killed)
    with pytest.raises(Killed):
        deliver()
    connections["default"].close()
    assert (told(town.users["staff"]), waiting()) == (0, 1)
    monkeypatch.setattr(OutboxMessage, "save", save)
    assert deliver() == 1
    assert deliver() == 0
    assert (told(town.users["staff"]), waiting()) == (1, 0)


def test_a_relay_killed_after_its_commit_and_before_the_next_look_does_not_tell_again(town):
    """The marking and the telling are one transaction: there is nothing between them to be lost."""
    loop.raised(town)
    assert deliver(limit=1) == 1
    connections["default"].close()
    assert deliver() == 0
    assert told(town.users["staff"]) == 1


def test_the_same_event_told_twice_by_two_messages_is_one_notice(town):
    loop.raised(town)
    message = OutboxMessage.objects.get()
    outbox.add([outbox.read(message)], at=clock.now())
    assert deliver() == 2
    assert told(town.users["staff"]) == 1


def test_a_connection_cut_while_telling_is_made_again_and_everybody_is_told_once(town, impatient, monkeypatch):
    loop.raised(town)
    cut = []

    def cut_off_once(event):
        subscribers.tell_the_desk(event)
        if not cut:
            cut.append(event)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setitem(outbox._subscribers, "CaseRaised", (cut_off_once,))
    run_relay_until(lambda: waiting() == 0)
    assert cut
    assert told(town.users["staff"]) == 1


def test_a_database_that_stops_and_comes_back_under_the_relay_loses_nothing(town, impatient, monkeypatch):
    """What a restart is to a client: every connection dies, none is made for a while, then all is as before."""
    loop.raised(town)
    refused = threading.Event()
    warned = relay.log.warning
    monkeypatch.setattr(relay.log, "warning", lambda *said: (refused.set(), warned(*said)))
    name = connection.settings_dict["NAME"]
    with outside() as other:
        other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        connections["default"].close()
        with running_relay():
            assert refused.wait(PATIENCE), "the relay did not notice that the database is gone"
            other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
            wait_for(lambda: waiting() == 0)
    assert told(town.users["staff"]) == 1


@pytest.mark.django_db
def test_a_message_nobody_can_read_waits_by_itself_and_the_others_are_delivered(monkeypatch):
    street, now = 341702010, clock.now()
    heard = []
    monkeypatch.setitem(outbox._subscribers, "CaseRaised", (heard.append,))
    poisons = [
        {"topic": "CaseRaised", "payload": {"case_id": "not an id"}},
        {"topic": "CaseRaised", "payload": []},
        {"topic": "CaseRaised", "payload": {"of": "another version"}},
    ]
    for poison in poisons:
        OutboxMessage.objects.create(street_code=street, announced_at=now, next_try_at=now, **poison)
    good = CaseRaised(uuid4(), street, uuid4())
    outbox.add([good], at=now)
    assert deliver() == 1
    assert heard == [good]
    assert deliver() == 0, "those that failed wait their time"
    assert OutboxMessage.objects.filter(delivered_at__isnull=True, tries=1).count() == 3
    assert not OutboxMessage.objects.filter(delivered_at__isnull=True, error="").exists()


@pytest.mark.django_db
def test_one_person_told_the_same_thing_twice_has_one_notice():
    loop.make_categories()
    town = make_small_community()
    case = loop.raised(town)
    Notice._base_manager.all().delete()
    with acting_in(Scope.everything()):
        for _ in range(2):
            tell({town.users["staff"].id}, "case_raised", case, {"code": case.code}, f"raised {case.id}")
    assert told(town.users["staff"]) == 1


def outside():
    """A connection that does not depend on the test's database."""
    given = connection.settings_dict
    return psycopg.connect(
        dbname="postgres",
        user=given["USER"],
        password=given["PASSWORD"],
        host=given["HOST"],
        port=given["PORT"] or None,
        autocommit=True,
    )


class running_relay:
    """The relay in a thread of its own, stopped at the end."""

    def __enter__(self):
        self.stop = threading.Event()
        self.thread = threading.Thread(target=relay.relay_until, args=(self.stop,))
        self.thread.start()

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


def wait_for(condition) -> None:
    tick, tries = threading.Event(), 0
    while not condition():
        tries += 1
        assert tries < PATIENCE * 20, "it did not come"
        tick.wait(0.05)


def run_relay_until(condition) -> None:
    with running_relay():
        wait_for(condition)
