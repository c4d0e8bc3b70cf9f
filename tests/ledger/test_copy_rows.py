from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from linli.accounts.models import Grant, User
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.scoped import acting_in
from linli.people.models import Resident
from linli.places.models import Community, Division, Estate

pytestmark = pytest.mark.django_db

PLACE = "341702010901"


def test_a_fenced_table_takes_rows_by_copy():
    rows = [
        Estate(place_code=PLACE, name=f"小区\t{n}\\N\n", aliases=["又名", '"引号"'], door_token=str(n))
        for n in range(50)
    ]
    with acting_in(Scope.of([PLACE])):
        assert copy_rows(Estate, rows) == 50
        stored = Estate.objects.get(street_code=341702010, door_token="7")
    assert stored.name == "小区\t7\\N\n"
    assert stored.aliases == ["又名", '"引号"']
    assert stored.id == rows[7].id


def test_personal_data_is_sealed_on_its_way():
    with acting_in(Scope.of([PLACE])):
        copy_rows(Resident, [Resident(place_code=PLACE, name="王桂兰", phone="19900001234")])
        person = Resident.objects.get(street_code=341702010)
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, phone_mark FROM people_resident")
            sealed, mark = cursor.fetchone()
    assert person.name.reveal() == "王桂兰"
    assert "王".encode() not in bytes(sealed)
    assert mark == person.phone_mark != ""


def test_tuples_name_their_columns_and_the_rest_takes_its_default():
    now = datetime(2026, 1, 5, 9, tzinfo=UTC)
    user = User.objects.create(username="u", name="某", created_at=now)
    columns = ("user_id", "role", "prefix", "granted_at", "granted_by")
    assert copy_rows(Grant, [(user.id, "auditor", "3417", now, uuid7())], columns) == 1
    grant = Grant.objects.get()
    assert (grant.granted_at, grant.revoked_at, grant.user) == (now, None, user)


def test_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="colour"):
        copy_rows(Division, [("34", "red")], ("code", "colour"))


def test_loading_twice_writes_nothing_the_second_time():
    rows = [Division(code="34", name="安徽省"), Division(code="3417", name="池州市", parent_code="34")]
    assert copy_rows(Division, rows, on_conflict_do_nothing=True) == 2
    assert copy_rows(Division, rows, on_conflict_do_nothing=True) == 0


def test_a_broken_constraint_leaves_nothing_behind():
    rows = [Community(place_code=PLACE, name="甲"), Community(place_code=PLACE, name="乙")]
    with acting_in(Scope.of([PLACE])):
        with pytest.raises(IntegrityError), transaction.atomic():
            copy_rows(Community, rows)
        assert not Community.objects.exists()


def test_several_loads_fit_in_one_transaction():
    with acting_in(Scope.everything()):
        assert copy_rows(Community, [Community(place_code=PLACE, name="甲")]) == 1
        assert copy_rows(Community, [Community(place_code="341702010902", name="乙")]) == 1
        assert copy_rows(Community, []) == 0
