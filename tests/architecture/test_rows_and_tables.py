"""Every table has the shape that runs unchanged on a laptop and on a cluster (foundations.md, points 1-8)."""

import pytest
from django.apps import apps
from django.db import connection, models

from linli.ledger.street_row import ScopedManager, StreetKey, StreetRow

ROOMS = (
    "kernel",
    "ledger",
    "accounts",
    "places",
    "people",
    "teams",
    "forms",
    "cases",
    "votes",
    "alliance",
    "activities",
    "halls",
    "insight",
    "look",
    "staff",
    "doors",
    "project",
)
"""The floors, lowest first; a model may point only to its own room or to one below."""

REFERENCE_TABLES = {
    "accounts.User", "accounts.Grant", "accounts.Session",
    "ledger.Attempt", "ledger.FollowCode", "ledger.IdempotencyKey", "ledger.OutboxMessage",
    "places.Division",
    "teams.Organisation", "teams.OfficeHours", "teams.Workday",
    "forms.Question",
    "cases.CategorySet", "cases.Category", "cases.TriageWords",
    "insight.BaseMap", "insight.KeptSpread", "insight.WritingAid",
}  # fmt: skip
"""Tables without a street, small or not of a place, copied whole to every node of a cluster. Every other model is a street row."""

OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("linli.")]
STREET_ROWS = [model for model in OURS if issubclass(model, StreetRow)]

each_street_row = pytest.mark.parametrize("model", STREET_ROWS, ids=lambda model: model._meta.label)


def rows(sql: str, *given) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def constraints(table: str) -> list[tuple[str, str, list[str]]]:
    """Name, kind (p, u, x, f) and columns of every constraint of a table."""
    return rows(
        """SELECT con.conname, con.contype::text, array_agg(att.attname::text ORDER BY at.ord)
             FROM pg_constraint con, unnest(con.conkey) WITH ORDINALITY at(num, ord), pg_attribute att
            WHERE con.conrelid = %s::regclass AND att.attrelid = con.conrelid AND att.attnum = at.num
            GROUP BY con.conname, con.contype""",
        table,
    )


def test_every_table_is_a_street_row_or_a_listed_reference_table():
    assert {model._meta.label for model in OURS} - {model._meta.label for model in STREET_ROWS} == REFERENCE_TABLES


@each_street_row
def test_a_street_row_says_its_street_and_its_place(model):
    assert model._meta.get_field("street_code").is_street_code
    assert not model._meta.get_field("street_code").null
    assert model._meta.get_field("place_code").max_length == 18
    assert isinstance(model._meta.pk, models.UUIDField)
    assert isinstance(model._default_manager, ScopedManager)


@each_street_row
def test_a_street_rows_key_in_the_database_begins_with_the_street(model, db):
    keys = [columns for _name, kind, columns in constraints(model._meta.db_table) if kind == "p"]
    assert keys == [["street_code", "id"]]


@each_street_row
def test_every_unique_or_exclusion_constraint_holds_the_street(model, db):
    table = model._meta.db_table
    without = [name for name, kind, columns in constraints(table) if kind in "ux" and "street_code" not in columns]
    without += [
        name
        for name, definition in rows("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s", table)
        if "UNIQUE" in definition and "street_code" not in definition
    ]
    assert not without


@each_street_row
def test_the_second_fence_stands_around_every_street_row(model, db):
    table = model._meta.db_table
    assert rows("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", table) == [
        (True, True)
    ]
    policies = rows("SELECT policyname, cmd FROM pg_policies WHERE tablename = %s ORDER BY policyname", table)
    assert policies == [
        ("linli_add", "INSERT"),
        ("linli_change", "UPDATE"),
        ("linli_read", "SELECT"),
        ("linli_remove", "DELETE"),
    ]


@each_street_row
def test_a_key_to_a_street_row_goes_with_the_street_and_leaves_no_way_back(model, db):
    table = model._meta.db_table
    foreign = {tuple(columns) for _name, kind, columns in constraints(table) if kind == "f"}
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and issubclass(field.remote_field.model, StreetRow):
            assert isinstance(field, StreetKey), field
            assert field.remote_field.hidden, f"{field} has an accessor on the other side"
            assert ("street_code", field.column) in foreign


def test_no_reference_table_points_at_a_street_row():
    wrong = [
        str(field)
        for model in OURS
        if not issubclass(model, StreetRow)
        for field in model._meta.local_fields
        if field.is_relation and issubclass(field.remote_field.model, StreetRow)
    ]
    assert not wrong


def test_tables_point_only_down_the_floors():
    wrong = [
        f"{field} → {field.remote_field.model._meta.label}"
        for model in OURS
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation
        and field.remote_field.model._meta.app_label in ROOMS
        and ROOMS.index(field.remote_field.model._meta.app_label) > ROOMS.index(model._meta.app_label)
    ]
    assert not wrong


def test_no_table_lets_the_database_make_its_ids(db):
    made = rows(
        """SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND (is_identity = 'YES' OR column_default LIKE 'nextval%%')"""
    )
    tables = {model._meta.db_table for model in OURS}
    assert [pair for pair in made if pair[0] in tables] == []


def test_every_name_in_the_database_is_short_enough_to_be_kept_whole(db):
    """PostgreSQL cuts names at 63 bytes without a word."""
    names = {model._meta.db_table for model in OURS}
    names |= {field.column for model in OURS for field in model._meta.local_fields}
    names |= {one.name for model in OURS for one in [*model._meta.constraints, *model._meta.indexes]}
    assert [name for name in names if len(name.encode()) > 63] == []
    tables = [model._meta.db_table for model in OURS]
    kept = {name for table in tables for name, _kind, _columns in constraints(table)}
    kept |= {name for (name,) in rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")}
    assert [name for name in kept if len(name.encode()) >= 63] == []


def test_everything_under_a_case_moves_with_it_into_another_street():
    """A table that hangs on a case must be named in `relocate.CHILDREN`, or its rows stay behind."""
    from linli.cases.models import Case
    from linli.cases.relocate import CHILDREN

    hanging = {
        model
        for model in STREET_ROWS
        for field in model._meta.local_fields
        if isinstance(field, StreetKey) and field.remote_field.model is Case
    }
    assert hanging - {Case} == set(CHILDREN)
    below = {
        model._meta.label
        for model in STREET_ROWS
        for field in model._meta.local_fields
        if isinstance(field, StreetKey) and field.remote_field.model in CHILDREN
    }
    assert below == set(), "what hangs on a voice, a step or a part must move with it too"
