"""Choices that carry the Chinese word they are shown by."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """Members are written `NAME = "value", _("label")`; the door translates the label."""

    label: str

    def __new__(cls, value: str, label: str) -> Labelled:
        one = str.__new__(cls, value)
        one._value_ = value
        one.label = label
        return one
