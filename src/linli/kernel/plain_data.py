"""Frozen dataclasses as plain JSON values and back, by their type hints: for events in the outbox and facts kept with a row."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Hashable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from .limits import Limit

T = TypeVar("T")


def to_plain(value: Any) -> dict[str, Any]:
    """The fields of a dataclass as JSON values; fields that hold their default are left out."""
    return {
        field.name: _plain(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.default is dataclasses.MISSING or getattr(value, field.name) != field.default
    }


def from_plain(cls: type[T], plain: dict[str, Any]) -> T:
    """The dataclass written by `to_plain`. Names it no longer has are passed over."""
    hints = _hints(typing.cast(Hashable, cls))
    return cls(**{name: _typed(hints[name], value) for name, value in plain.items() if name in hints})


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    hints = typing.get_type_hints(typing.cast(type, cls))
    return {field.name: hints[field.name] for field in dataclasses.fields(typing.cast(Any, cls))}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Limit | Decimal | Fraction):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(one) for one in value)
    return value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (tuple, list, frozenset, set):
        return origin(_typed(parts[0], one) for one in value)
    if origin in (typing.Union, types.UnionType):
        return _typed(next(part for part in parts if part is not type(None)), value)
    if hint is Hashable:
        return _as_id(value)
    if hint in (datetime, date):
        return hint.fromisoformat(value)
    if hint is Limit:
        return Limit.parse(value)
    if isinstance(hint, type) and (hint in (UUID, Decimal, Fraction) or issubclass(hint, Enum)):
        return hint(value)
    return value


def _as_id(value: Any) -> Any:
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError):
        return value
