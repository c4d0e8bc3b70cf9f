"""The one shape of a write (architecture.md §3): key, lock, permission, rows, audit, event, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import KeyReused, NotAllowed, NotFound
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope

from . import audit, outbox
from .models import IdempotencyKey
from .scoped import acting_in, current_scope
from .street_row import RowKey, StreetRow

Row = TypeVar("Row", bound=models.Model)
F = TypeVar("F", bound=Callable[..., Any])

_digest: ContextVar[str | None] = ContextVar("linli_action", default=None)


class Repeated(Exception):
    """The key was used before for the same thing: the first result is in `entry`."""

    def __init__(self, entry: IdempotencyKey) -> None:
        super().__init__(entry.deed)
        self.entry = entry


class DeedInHand:
    """What an action works with inside `deed(...)`."""

    def __init__(self, actor: Actor, name: str) -> None:
        self.actor = actor
        self.name = name
        self.now: datetime = clock.now()
        self._before: dict[UUID, dict[str, Any]] = {}

    def lock(self, model: type[Row], key: RowKey | Row | UUID) -> Row:
        """The row, locked until the end of the deed; a row of a reference table (a user) is named by its id.

        Raises `NotFound` when there is none in the actor's scope.
        """
        if isinstance(key, StreetRow):
            key = key.key
        unread = [f.name for f in model._meta.concrete_fields if not getattr(f, "audited", True)]
        where = {"street_code": key.street_code, "id": key.id} if isinstance(key, RowKey) else {"pk": key}
        row = model.objects.select_for_update().filter(**where).defer(*unread).order_by().first()
        if row is None:
            raise NotFound(model._meta.model_name or "", key)
        self._before[row.pk] = audit.snapshot(row)
        return row

    def allow(self, roles: Iterable[Role], deed: object, *, on: StreetRow | str) -> None:
        """Raise `NotAllowed` unless the actor holds one of `roles` for the row's place (or the place code)."""
        place_code = on if isinstance(on, str) else on.place_code
        if not self.actor.may(roles, place_code):
            raise NotAllowed(deed, "role")

    def record(self, *rows: models.Model, purpose: str = "", place_code: str = "") -> None:
        """Append an audit line for each row: what a locked row changed, or that a row is new. One statement."""
        audit.record(
            self.actor, self.name, rows, before=self._before, at=self.now, purpose=purpose, place_code=place_code
        )

    def announce(self, *events: Any) -> None:
        """Put events into the outbox, to be delivered after this transaction is committed. One statement."""
        outbox.add(events, at=self.now)

    @contextmanager
    def widened(self, *place_codes: str) -> Iterator[None]:
        """Within this block rows of these places are reached too: for handing something to a neighbour or upwards."""
        scope = current_scope() or Scope.nothing()
        with acting_in(Scope.of([*scope.prefixes, *place_codes])):
            yield


@contextmanager
def deed(actor: Actor, key: UUID | None, name: str, *, scope: Scope | None = None) -> Iterator[DeedInHand]:
    """Open the transaction of one write, in the actor's scope unless a narrower or stated one is given.

    Under a `key` (a UUID the client made) the write happens once: see `action`. Raises `KeyReused` when the key came
    before with other content.
    """
    digest = _digest.get()
    if digest is None:
        raise RuntimeError(f"{name}: a deed happens inside an @action")
    with acting_in(scope or actor.scope):
        if key is not None:
            _claim(actor, key, name, digest)
        yield DeedInHand(actor, name)


def action(function: F) -> F:
    """Mark the function that performs one deed.

    It takes keyword arguments only, among them `actor` and `key`. Repeating a key with the same content returns the first
    result; a result is None, a model's row or a plain value. Actions never nest.
    """

    @wraps(function)
    def run(*, actor: Actor, key: UUID | None, **given: Any) -> Any:
        if _digest.get() is not None:
            raise RuntimeError("actions never nest")
        token = _digest.set(_digest_of(function.__qualname__, given))
        try:
            with transaction.atomic(), acting_in(current_scope() or actor.scope):
                result = function(actor=actor, key=key, **given)
                if key is not None:
                    IdempotencyKey.objects.filter(actor_id=actor.id, key=key).update(result=_to_reference(result))
                return result
        except Repeated as again:
            return _from_reference(again.entry.result, actor)
        finally:
            _digest.reset(token)

    return run  # type: ignore[return-value]


def _claim(actor: Actor, key: UUID, name: str, digest: str) -> None:
    entry = IdempotencyKey(id=uuid7(), actor_id=actor.id, key=key, deed=name, digest=digest, at=clock.now())
    IdempotencyKey.objects.bulk_create([entry], ignore_conflicts=True)
    first = IdempotencyKey.objects.get(actor_id=actor.id, key=key)
    if first.id != entry.id:
        if first.deed != name or first.digest != digest:
            raise KeyReused(key)
        raise Repeated(first)


def _digest_of(name: str, given: dict[str, Any]) -> str:
    return hashlib.sha256(repr((name, _canonical(given))).encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, models.Model):
        return (value._meta.label, str(value.pk))
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, [(f.name, _canonical(getattr(value, f.name))) for f in fields(value)])
    if isinstance(value, dict):
        return sorted((str(name), _canonical(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return [_canonical(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_canonical(one)) for one in value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return str(value)


def _to_reference(result: Any) -> Any:
    if isinstance(result, StreetRow):
        return {"model": result._meta.label, "id": str(result.id), "street_code": result.street_code}
    if isinstance(result, models.Model):
        return {"model": result._meta.label, "id": str(result.pk)}
    if isinstance(result, UUID):
        return {"uuid": str(result)}
    return {"value": result}


def _from_reference(reference: Any, actor: Actor) -> Any:
    if reference is None:
        return None
    if "uuid" in reference:
        return UUID(reference["uuid"])
    if "model" not in reference:
        return reference["value"]
    # The first result is the actor's own; it is found again even where the row has since moved out of the scope or into
    # another street.
    with acting_in(Scope.everything()):
        rows = apps.get_model(reference["model"])._base_manager.filter(pk=reference["id"])
        there = rows.filter(street_code=reference["street_code"]).first() if "street_code" in reference else None
        return there or rows.get()
