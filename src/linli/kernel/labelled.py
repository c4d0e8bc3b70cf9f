"""Closed sets of words: each member has a code for the database and a Chinese label for the page."""

from __future__ import annotations

from enum import StrEnum
from inspect import get_annotations
from typing import Any, Self


class Labelled(StrEnum):
    """A `StrEnum` whose members are declared `NAME = "code", _("标签")`; the door translates `label`.

    A set with more to say annotates it (`told: str`); its members then give these too, in the order of the annotations.
    """

    label: str

    def __new__(cls, value: str, *given: Any) -> Self:
        one = str.__new__(cls, value)
        one._value_ = value
        bases = [base for base in reversed(cls.__mro__) if issubclass(base, Labelled)]
        names = [name for base in bases for name in get_annotations(base)]
        for name, said in zip(names, given, strict=True):
            setattr(one, name, said)
        return one

    @classmethod
    def codes(cls) -> frozenset[str]:
        """The codes of all members."""
        return frozenset(one.value for one in cls)
