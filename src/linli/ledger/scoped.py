"""The scope of a transaction: said once, held by the query layer and again by PostgreSQL's row-level security."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from linli.kernel.scope import Scope

_scope: ContextVar[Scope | None] = ContextVar("linli_scope", default=None)


def current_scope() -> Scope | None:
    """The scope of the running transaction, None outside `acting_in`."""
    return _scope.get()


@contextmanager
def acting_in(scope: Scope) -> Iterator[None]:
    """A transaction (a savepoint within another) whose reads and writes stay in `scope`.

    Costs one statement; where the surrounding scope is the same, nothing.
    """
    before = _scope.get()
    if scope == before:
        yield
        return
    with transaction.atomic():
        _tell_database(scope)
        token = _scope.set(scope)
        try:
            yield
        finally:
            _scope.reset(token)
        # After a failure the rollback to the savepoint restores the setting by itself.
        if before is not None and not connection.needs_rollback:
            _tell_database(before)


def _tell_database(scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('linli.scope', %s, true)", [scope.as_setting()])
