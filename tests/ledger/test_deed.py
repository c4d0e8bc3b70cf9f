"""One write, whatever happens to it: done once, done whole, or not at all."""

from dataclasses import dataclass
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connections, transaction

from linli.kernel import clock
from linli.kernel.actor import Role, reporter
from linli.kernel.errors import KeyReused, NotAllowed, NotFound, UnscopedRead
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.attempts import note_attempt
from linli.ledger.deed import action, deed
from linli.ledger.models import Attempt, AuditLine, IdempotencyKey, OutboxMessage
from linli.ledger.scoped import acting_in, current_scope
from linli.places.models import Estate
from tests.small_community import make_small_community


@dataclass(frozen=True, slots=True)
class EstateNamed:
    estate_id: UUID
    street_code: int


@action
def name_estate(*, actor, key, place, name, fail=False):
    with deed(actor, key, "test.name_estate") as d:
        d.allow({Role.COMMUNITY_STAFF}, "name", on=place)
        estate = Estate.objects.create(place_code=place, name=name, door_token=uuid7().hex[:16])
        d.record(estate)
        d.announce(EstateNamed(estate.id, estate.street_code))
        if fail:
            raise NotAllowed("name", "second_thoughts")
    return estate


@action
def rename_estate(*, actor, key, estate, name):
    with deed(actor, key, "test.rename_estate") as d:
        estate = d.lock(Estate, estate)
        estate.name = name
        estate.save(update_fields=["name"])
        d.record(estate)
    return estate


@action
def act_twice(*, actor, key):
    with deed(actor, key, "test.twice"):
        name_estate(actor=actor, key=uuid7(), place="341702010901", name="内")


@pytest.fixture
def town(db):
    return make_small_community()


def estates(name):
    with acting_in(Scope.everything()):
        return list(Estate.objects.filter(name=name))


def test_a_deed_leaves_its_row_its_audit_line_and_its_event(town):
    staff = town.actor("staff")
    estate = name_estate(actor=staff, key=uuid7(), place=town.code, name="新苑")
    with acting_in(Scope.everything()):
        line = AuditLine.objects.get(subject_id=estate.id)
    assert (line.actor_id, line.deed, line.place_code) == (staff.id, "test.name_estate", town.code)
    assert line.changes["new"]["name"] == "新苑"
    assert OutboxMessage.objects.get(topic="EstateNamed").payload["estate_id"] == str(estate.id)


def test_the_audit_line_of_a_change_says_from_what_to_what(town):
    rename_estate(actor=town.actor("staff"), key=uuid7(), estate=town.estate_a, name="湖西苑")
    with acting_in(Scope.everything()):
        line = AuditLine.objects.get(deed="test.rename_estate")
    assert line.changes == {"name": ["湖东苑", "湖西苑"]}


def test_repeating_a_key_returns_the_first_result_and_does_nothing(town):
    staff, key = town.actor("staff"), uuid7()
    first = name_estate(actor=staff, key=key, place=town.code, name="新苑")
    assert name_estate(actor=staff, key=key, place=town.code, name="新苑") == first
    assert len(estates("新苑")) == 1
    assert OutboxMessage.objects.filter(topic="EstateNamed").count() == 1


def test_a_key_with_other_content_is_refused_and_the_first_stands(town):
    staff, key = town.actor("staff"), uuid7()
    name_estate(actor=staff, key=key, place=town.code, name="新苑")
    with pytest.raises(KeyReused):
        name_estate(actor=staff, key=key, place=town.code, name="旧苑")
    with pytest.raises(KeyReused):
        rename_estate(actor=staff, key=key, estate=town.estate_a, name="旧苑")
    assert not estates("旧苑")


def test_two_people_may_happen_to_use_the_same_key(town):
    key = uuid7()
    name_estate(actor=town.actor("staff"), key=key, place=town.code, name="新苑")
    name_estate(actor=town.actor("staff2"), key=key, place=town.code, name="旧苑")
    assert estates("新苑")
    assert estates("旧苑")


def test_a_refused_deed_leaves_nothing_and_its_key_may_be_used_again(town):
    staff, key = town.actor("staff"), uuid7()
    with pytest.raises(NotAllowed):
        name_estate(actor=staff, key=key, place=town.code, name="新苑", fail=True)
    assert not estates("新苑")
    assert not OutboxMessage.objects.filter(topic="EstateNamed").exists()
    assert not IdempotencyKey.objects.filter(key=key).exists()
    with acting_in(Scope.everything()):
        assert not AuditLine.objects.filter(deed="test.name_estate").exists()
    name_estate(actor=staff, key=key, place=town.code, name="新苑")


def test_what_is_not_within_the_role_or_the_place_is_refused(town):
    for actor, place in (
        (town.actor("officer_a"), town.grid_a),
        (town.actor("staff"), town.neighbour_code),
        (reporter(uuid7(), town.code), town.code),
    ):
        with pytest.raises(NotAllowed):
            name_estate(actor=actor, key=uuid7(), place=place, name="新苑")


def test_the_neighbours_row_cannot_be_locked_it_is_not_even_found(town):
    with pytest.raises(NotFound):
        rename_estate(actor=town.actor("staff"), key=uuid7(), estate=town.neighbour_estate, name="我的")


def test_actions_never_nest(town):
    with pytest.raises(RuntimeError, match="never nest"):
        act_twice(actor=town.actor("staff"), key=uuid7())


def test_a_deed_happens_inside_an_action(town):
    with pytest.raises(RuntimeError, match="inside an @action"), deed(town.actor("staff"), None, "x"):
        pass


def test_a_savepoint_that_failed_leaves_the_scope_as_it_was(town):
    from django.db import connection

    def told():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('linli.scope', true)")
            return cursor.fetchone()[0]

    with acting_in(Scope.of([town.code])):
        with pytest.raises(Exception, match="division by zero"), acting_in(Scope.of([town.street])):
            connection.cursor().execute("SELECT 1/0")
        assert current_scope() == Scope.of([town.code])
        assert told() == town.code
        with acting_in(Scope.of([town.neighbour_code])):
            assert told() == town.neighbour_code
        assert told() == town.code


def test_outside_a_scope_a_domain_row_cannot_be_read(town):
    with pytest.raises(UnscopedRead):
        list(AuditLine.objects.all())


def test_the_tries_of_a_refused_deed_may_be_counted_outside_of_it(town):
    with pytest.raises(NotAllowed):
        name_estate(actor=town.actor("officer_a"), key=uuid7(), place=town.grid_a, name="x")
    note_attempt("x", "officer_a")
    assert Attempt.objects.count() == 1


def test_two_at_once_under_one_key_make_one_row_and_get_the_same_answer(committed_database, django_db_blocker):
    key, ready, answers = uuid7(), Barrier(2), []

    def run(staff, code):
        with django_db_blocker.unblock():
            try:
                ready.wait(10)
                answers.append(name_estate(actor=staff, key=key, place=code, name="新苑").id)
            finally:
                connections.close_all()

    with django_db_blocker.unblock():
        town = make_small_community()
        threads = [Thread(target=run, args=(town.actor("staff"), town.code)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 2
        assert len(set(answers)) == 1
        assert len(estates("新苑")) == 1


def test_a_deed_within_a_longer_transaction_is_undone_with_it(town):
    with transaction.atomic():
        name_estate(actor=town.actor("staff"), key=uuid7(), place=town.code, name="新苑")
        assert estates("新苑")
        transaction.set_rollback(True)
    assert not estates("新苑")


def test_the_day_of_a_deed_is_the_clocks(town):
    with clock.at(clock.now()):
        estate = name_estate(actor=town.actor("staff"), key=uuid7(), place=town.code, name="新苑")
        with acting_in(Scope.everything()):
            assert AuditLine.objects.get(subject_id=estate.id).at == clock.now()
