"""Closed sets of words: each member has a code for the database and a Chinese label for the page."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A `StrEnum` whose members are declared `NAME = "code", _("标签")`; the door translates `label`."""

    label: str

    def __new__(cls, value: str, label: str) -> Labelled:
        one = str.__new__(cls, value)
        one._value_ = value
        one.label = label
        return one

    @classmethod
    def codes(cls) -> frozenset[str]:
        """The codes of all members."""
        return frozenset(one.value for one in cls)
