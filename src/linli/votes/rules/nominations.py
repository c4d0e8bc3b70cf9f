"""Whether an officer who was put forward stands."""

from __future__ import annotations

from enum import StrEnum

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class NominationState(StrEnum):
    """What the officer said. Only who stands becomes a choice."""

    label: str

    def __new__(cls, value: str, label: str) -> NominationState:
        state = str.__new__(cls, value)
        state._value_ = value
        state.label = label
        return state

    ASKED = "asked", _("等本人答复")
    STANDS = "stands", _("本人同意")
    DECLINED = "declined", _("本人不参加")
