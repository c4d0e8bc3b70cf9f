"""Signing in: the right person gets in, everybody else is answered alike, counted and recorded."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connections

from linli.accounts.actions.sign_in import sign_in, visitor
from linli.accounts.actions.unlock_account import unlock_account
from linli.accounts.secret import Secret
from linli.kernel import clock
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import Attempt, AuditLine
from linli.ledger.scoped import acting_in
from tests.small_community import PASSWORD, make_small_community

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def attempt(username="staff", password=PASSWORD, ip="10.0.0.8"):
    return sign_in(actor=visitor(ip), key=None, username=username, password=Secret(password))


def lines(deed):
    with acting_in(Scope.everything()):
        return list(AuditLine.objects.filter(deed=deed).order_by("at", "id"))


@pytest.fixture
def town(db):
    return make_small_community()


def test_the_right_password_lets_in_and_is_recorded_in_the_persons_jurisdiction(town):
    answer = attempt(" STAFF ")
    assert answer.user == town.users["staff"]
    (line,) = lines("account.sign_in")
    assert (line.actor_id, line.ip, line.place_code) == (town.users["staff"].id, "10.0.0.8", town.code)


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(town):
    wrong, unknown = attempt(password="no"), attempt("nobody")
    assert wrong == unknown
    assert wrong.user is None
    assert wrong.reason == "wrong"


def test_a_failure_is_recorded_although_it_is_refused(town):
    attempt(password="no")
    (line,) = lines("account.sign_in_refused")
    assert (line.actor_id, line.changes) == (town.users["staff"].id, {"reason": "wrong"})


def test_what_was_typed_as_an_unknown_name_is_not_written_down(town):
    attempt("My-Password-1", "x")
    (line,) = lines("account.sign_in_refused")
    assert "my-password" not in repr(vars(line)).lower()


@pytest.mark.parametrize("username", ["staff", "nobody"])
def test_five_failures_lock_a_name_for_fifteen_minutes_whether_somebody_has_it_or_not(town, username):
    with clock.at(NOON):
        reasons = [attempt(username, "no", ip=f"10.0.0.{n}").reason for n in range(5)]
    assert reasons == ["wrong"] * 4 + ["locked"]
    with clock.at(NOON + timedelta(minutes=14)):
        answer = attempt(username)
        assert answer.reason == "locked"
        assert 0 < answer.retry_after <= 61
    with clock.at(NOON + timedelta(minutes=15, seconds=1)):
        assert attempt(username).reason == ("" if username == "staff" else "wrong")


def test_four_failures_and_a_success_start_counting_afresh(town):
    for _ in range(2):
        for _ in range(4):
            attempt(password="no")
        assert attempt().user


def test_an_office_behind_one_address_is_held_up_only_after_thirty_failures(town):
    for n in range(30):
        assert attempt(f"name{n}", "no").reason == "wrong"
    assert attempt().reason == "too_many"
    assert attempt(ip="10.0.0.9").user


def test_an_administrator_lifts_the_lock(town):
    for _ in range(5):
        attempt(password="no")
    unlock_account(actor=town.actor("admin"), key=uuid7(), user_id=town.users["staff"].id)
    assert attempt().user


def test_that_an_account_is_closed_is_told_only_to_who_knows_its_password(town):
    town.users["staff"].is_active = False
    town.users["staff"].save()
    assert attempt(password="no").reason == "wrong"
    assert attempt().reason == "closed"


def test_a_password_of_any_length_or_script_is_only_wrong(town):
    for password in ("", "中" * 5000, "\x00", "😀\ud800"[:1]):
        assert attempt(password=password, username=f"u{len(password)}").reason == "wrong"


def test_many_guesses_at_once_are_still_counted_one_by_one(committed_database, django_db_blocker):
    answers = []

    def guess():
        with django_db_blocker.unblock():
            try:
                answers.append(attempt(password="no").reason)
            finally:
                connections.close_all()

    with django_db_blocker.unblock():
        make_small_community()
        threads = [Thread(target=guess) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == ["locked"] * 4 + ["wrong"] * 4
        assert Attempt.objects.filter(what="sign_in_lock").count() == 1
