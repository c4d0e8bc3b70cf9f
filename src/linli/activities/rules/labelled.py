"""A word of the field with the Chinese label people read."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """Members are `NAME = "value", _("label")`; the door translates the label."""

    label: str

    def __new__(cls, value: str, label: str) -> Labelled:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word
