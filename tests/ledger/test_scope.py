"""Two fences around every row: the query layer and the database, each good enough alone."""

import pytest
from django.db import connection

from linli.kernel.errors import UnscopedRead
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import within
from linli.people.models import Resident
from tests.small_community import make_small_community

TABLE = AuditLine._meta.db_table


@pytest.fixture
def town(db):
    """The community, with one audit line in each of six places, named after it."""
    town = make_small_community()
    places = (town.county, town.street, town.code, town.grid_a, town.grid_b, town.neighbour_code)
    with acting_in(Scope.everything()):
        for place in places:
            AuditLine(
                place_code=place, at=town.users["staff"].created_at, actor_id=uuid7(), actor_name=place, deed="x",
                subject="x",
            ).save(force_insert=True)  # fmt: skip
    return town


def through_the_database(scope: str) -> set[str]:
    """What raw SQL sees under a scope: the database's fence alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('linli.scope', %s, true)", [scope])
        cursor.execute(f"SELECT actor_name FROM {TABLE}")
        return {name for (name,) in cursor.fetchall()}


def through_the_query_layer(*prefixes: str) -> set[str]:
    """What the query layer keeps while the database lets everything through: its fence alone."""
    with acting_in(Scope.everything()):
        rows = within(AuditLine._base_manager.all(), Scope.of(prefixes))
        return set(rows.values_list("actor_name", flat=True))


def test_each_fence_alone_shows_the_same_and_nothing_of_the_neighbour(town):
    for prefix, seen in (
        (town.grid_a, {town.grid_a}),
        (town.code, {town.code, town.grid_a, town.grid_b}),
        (town.neighbour_code, {town.neighbour_code}),
        (town.street, {town.street, town.code, town.grid_a, town.grid_b, town.neighbour_code}),
        ("110101", set()),
    ):
        assert through_the_database(prefix) == seen
        assert through_the_query_layer(prefix) == seen


def test_a_county_sees_its_streets_through_both_fences(town):
    everything = {town.county, town.street, town.code, town.grid_a, town.grid_b, town.neighbour_code}
    assert through_the_database(town.county) == everything
    assert through_the_query_layer(town.county) == everything
    assert through_the_database("*") == through_the_query_layer("*") == everything


def test_two_jurisdictions_are_seen_together(town):
    seen = {town.grid_a, town.neighbour_code}
    assert through_the_database(f"{town.grid_a},{town.neighbour_code}") == seen
    assert through_the_query_layer(town.grid_a, town.neighbour_code) == seen


@pytest.mark.parametrize("scope", ["", "x", "%", "341702010901' OR true --"])
def test_no_scope_or_nonsense_shows_nothing(town, scope):
    assert through_the_database(scope) == set()


def test_nothing_of_the_neighbour_is_changed_or_removed_by_raw_sql(town):
    with acting_in(Scope.of([town.code])), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET deed = 'mine' WHERE actor_name = %s", [town.neighbour_code])
        assert cursor.rowcount == 0
        cursor.execute(f"DELETE FROM {TABLE} WHERE actor_name = %s", [town.neighbour_code])
        assert cursor.rowcount == 0
        cursor.execute(f"DELETE FROM {TABLE}")
        assert cursor.rowcount == 3


def test_an_unscoped_read_of_personal_data_raises_and_is_empty_even_behind_it(town):
    with pytest.raises(UnscopedRead):
        Resident.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('linli.scope', '', true)")
        cursor.execute(f"SELECT count(*) FROM {Resident._meta.db_table}")
        assert cursor.fetchone() == (0,)


def test_the_role_the_platform_uses_cannot_step_over_the_fence(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
