"""Reading a long list a page at a time by where one stands in it, never by counting (no OFFSET, no COUNT)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.db import models


@dataclass(frozen=True, slots=True)
class Position:
    """A place in an ordered list: just `after` or just `before` the row with these values of the order's columns."""

    side: Literal["after", "before"]
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of rows, with the positions of its neighbours (None at the ends)."""

    items: list[Any]
    next: Position | None
    previous: Position | None


def keyset_slice(rows: models.QuerySet, order: tuple[str, ...], at: Position | None = None, size: int = 30) -> Slice:
    """Up to `size` rows from the position on, in `order`. One statement.

    `order` names columns that are never NULL, all ascending or all descending (`-at`, `-id`), and ends with one that is
    unique within the list. A position whose values do not fit the columns raises ValueError or ValidationError.
    """
    columns = tuple(name.lstrip("-") for name in order)
    descending = order[0].startswith("-")
    backwards = at is not None and at.side == "before"
    if at is not None:
        if len(at.values) != len(columns):
            raise ValueError("a position needs a value for each column of the order")
        rows = rows.filter(_beyond(columns, at.values, "lt" if descending != backwards else "gt"))
    sign = "-" if descending != backwards else ""
    found = list(rows.order_by(*(sign + column for column in columns))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Slice([], None, None)
    has_next = more if not backwards else True
    has_previous = more if backwards else at is not None
    return Slice(
        found,
        Position("after", _values(found[-1], columns)) if has_next else None,
        Position("before", _values(found[0], columns)) if has_previous else None,
    )


def _beyond(columns: tuple[str, ...], values: tuple[Any, ...], side: str) -> models.Q:
    """(a, b) < (x, y), written so that an index on (a, b) gives the range: a ≤ x and (a < x or b < y)."""
    name, value = columns[0], values[0]
    if len(columns) == 1:
        return models.Q(**{f"{name}__{side}": value})
    strictly = models.Q(**{f"{name}__{side}": value})
    return models.Q(**{f"{name}__{side}e": value}) & (strictly | _beyond(columns[1:], values[1:], side))


def _values(row: Any, columns: tuple[str, ...]) -> tuple[Any, ...]:
    if isinstance(row, dict):
        return tuple(row[column] for column in columns)
    return tuple(getattr(row, column) for column in columns)
