"""Several small reads in one statement, for pages that show a thing with many kinds of lines under it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BinaryField, Field, JSONField, Model, QuerySet, Value


def summed_up(rows: QuerySet, *aggregates: Any) -> QuerySet:
    """The aggregates over all of `rows`, as a queryset for `read_together`: one tuple; none where nothing can meet the condition."""
    named = {f"sum_{number}": one for number, one in enumerate(aggregates)}
    return rows.order_by().annotate(all=Value(1)).values_list("all").annotate(**named).values_list(*named)


_ONE_ROW = "SELECT jsonb_agg(jsonb_build_array({values})) FROM ({rows}) AS t ({names})"


def read_together(*asked: QuerySet) -> list[list[Any]]:
    """What each queryset would give, in its own order: instances, or tuples where it says `values_list` (never `flat`). One
    statement however many; one that names another's rows (`id__in=`) waits for nothing.

    For lines under one thing, or under one page of a list: every row travels as JSON, at most fifty columns of it. Related
    rows are not followed (`select_related`), and a queryset whose condition nothing can meet gives nothing.
    """
    compiled = [_compiled(rows) for rows in asked]
    parts = [(sql, given) for sql, given, _make in compiled if sql]
    if not parts:
        return [[] for _rows in asked]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"({sql})::text" for sql, _given in parts),
            [value for _sql, given in parts for value in given],
        )
        found = iter(cursor.fetchone())
    return [
        [make(row) for row in json.loads(next(found) or "[]", parse_float=Decimal)] if sql else []
        for sql, _given, make in compiled
    ]


def _compiled(rows: QuerySet) -> tuple[str, tuple, Callable[[list], Any]]:
    compiler = rows.query.get_compiler(connection=connection)
    try:
        sql, given = compiler.as_sql()
    except EmptyResultSet:
        return "", (), list
    columns = [column for column, _sql, _alias in compiler.select]
    names = [f"c{number}" for number in range(len(columns))]
    values = [
        f"{name}::text" if isinstance(column.output_field, JSONField) else name
        for name, column in zip(names, columns, strict=True)
    ]
    reads = [_reading(column.output_field) for column in columns]
    converters = compiler.get_converters(columns)

    def typed(row: list) -> list:
        read = [value if value is None else to(value) for to, value in zip(reads, row, strict=True)]
        return next(iter(compiler.apply_converters([read], converters))) if converters else read

    def instance(row: list) -> Model:
        read = typed(row)
        fields = compiler.klass_info["select_fields"]
        made = rows.model.from_db(rows.db, [columns[at].target.attname for at in fields], [read[at] for at in fields])
        for name, at in compiler.annotation_col_map.items():
            setattr(made, name, read[at])
        return made

    sql = _ONE_ROW.format(values=", ".join(values), rows=sql, names=", ".join(names))
    return sql, tuple(given), instance if rows.query.default_cols else lambda row: tuple(typed(row))


def _reading(field: Field) -> Callable[[Any], Any]:
    """How a value of the field is read from JSON."""
    if isinstance(field, JSONField):
        return str
    if isinstance(field, BinaryField):
        return lambda value: bytes.fromhex(value.removeprefix("\\x"))
    return field.to_python
