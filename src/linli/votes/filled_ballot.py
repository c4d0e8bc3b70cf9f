"""A ballot on its way into the urn."""

from __future__ import annotations

import json


class FilledBallot:
    """What somebody chose, and the receipt she keeps. Its text says nothing: idempotency keys and audit lines are made of texts,
    and must not tell whose ballot this is."""

    __slots__ = ("marks", "receipt")

    def __init__(self, marks: list[str], receipt: str) -> None:
        self.marks = marks
        self.receipt = receipt

    def __str__(self) -> str:
        return "ballot"

    __repr__ = __str__

    def as_text(self) -> str:
        """What is sealed into the urn."""
        return json.dumps({"marks": self.marks, "receipt": self.receipt}, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> FilledBallot:
        """A ballot as it was sealed."""
        told = json.loads(text)
        return cls(list(told["marks"]), told["receipt"])
