"""Refusals: what an action says no with. They carry data; each door makes the sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Refusal(Exception):
    """An action declined to act; nothing was written."""

    def __init__(self, message: str = "", **facts: Any) -> None:
        super().__init__(message or ", ".join(f"{name}={value}" for name, value in facts.items()))
        self.facts = facts


class NotAllowed(Refusal):
    """The actor's roles, scope or part in the case do not permit the deed. `reason` is a short code such as `handler`."""

    def __init__(self, deed: object, reason: str = "role") -> None:
        super().__init__(f"{deed}: {reason}", deed=deed, reason=reason)
        self.deed, self.reason = deed, reason


class WrongState(Refusal):
    """The deed does not exist in the state the thing is in (any more)."""

    def __init__(self, deed: object, state: object, allowed: Iterable[object] = ()) -> None:
        self.deed, self.state, self.allowed = deed, state, frozenset(allowed)
        super().__init__(f"{deed} in {state}", deed=deed, state=state, allowed=self.allowed)


class MissingField(Refusal):
    """Fields the deed requires were left empty."""

    def __init__(self, deed: object, fields: Iterable[str]) -> None:
        self.deed, self.fields = deed, tuple(fields)
        super().__init__(f"{deed} needs {', '.join(self.fields)}", deed=deed, fields=self.fields)


class BadInput(Refusal):
    """A value cannot be what it claims to be. `field` names it, `reason` is a short code."""

    def __init__(self, field: str, reason: str, value: object = None) -> None:
        self.field, self.reason, self.value = field, reason, value
        super().__init__(f"{field}: {reason}", field=field, reason=reason, value=value)


class TooLate(Refusal):
    """The time for the deed has passed."""

    def __init__(self, deed: object, since: object = None, limit: object = None) -> None:
        self.deed, self.since, self.limit = deed, since, limit
        super().__init__(f"{deed}: too late", deed=deed, since=since, limit=limit)


class TooMany(Refusal):
    """Too many tries in a short time; `retry_after` seconds."""

    def __init__(self, what: str, retry_after: int) -> None:
        self.what, self.retry_after = what, retry_after
        super().__init__(f"{what}: wait {retry_after} s", what=what, retry_after=retry_after)


class NotFound(Refusal):
    """No such thing, or none within the actor's scope: the two are not told apart."""

    def __init__(self, what: str, key: object = None) -> None:
        self.what, self.key = what, key
        super().__init__(f"no {what}", what=what)


class Conflict(Refusal):
    """Somebody else was first, or the thing has changed since it was read. `by` may say who."""

    def __init__(self, what: str, by: object = None) -> None:
        self.what, self.by = what, by
        super().__init__(f"conflict: {what}", what=what, by=by)


class KeyReused(Refusal):
    """An idempotency key came again with other content: the first write stands, this one is refused."""

    def __init__(self, key: object) -> None:
        self.key = key
        super().__init__(f"key {key} was used for something else", key=key)


class UnscopedRead(RuntimeError):
    """A domain row was read without saying for whom: a mistake in the program, never of a person."""
