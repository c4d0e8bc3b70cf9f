"""A value that is passed on but never shown or kept: not in a log, not in a digest, not in the audit trail."""

from __future__ import annotations


class Secret:
    """Wraps a password on its way into an action. Its text is the same for every secret."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __str__(self) -> str:
        return "••••"

    __repr__ = __str__
