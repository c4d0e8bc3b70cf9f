"""Whether an officer who was put forward stands."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class NominationState(Labelled):
    """What the officer said. Only who stands becomes a choice."""

    ASKED = "asked", _("等本人答复")
    STANDS = "stands", _("本人同意")
    DECLINED = "declined", _("本人不参加")
