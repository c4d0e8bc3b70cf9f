"""The phases of a vote as one table. They exclude each other; nobody, staff included, goes round them."""

from __future__ import annotations

from linli.kernel.errors import WrongState
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class Phase(Labelled):
    """Where a vote stands. `label` is the word everybody reads."""

    PREPARING = "preparing", _("准备中")
    ROLL_PUBLISHED = "roll_published", _("名册公示")
    VOTING = "voting", _("正在投票")
    COUNTING = "counting", _("计票中")
    DECLARED = "declared", _("结果已公布")
    ANNULLED = "annulled", _("已作废")


class Channel(Labelled):
    """How a ballot came in. All channels share one roll: whoever used one has used her right."""

    WEB = "web", _("手机网页")
    PHONE = "phone", _("电话")
    PAPER = "paper", _("纸质票")
    PROXY = "proxy", _("委托")


class MovesBy(Labelled):
    """What opens and closes the poll: the clock, or two members of the staff together."""

    CLOCK = "clock", _("到点自动开始和截止")
    TWO_STAFF = "two_staff", _("由两位工作人员一起开始和截止")


NEXT: dict[Phase, Phase] = {
    Phase.PREPARING: Phase.ROLL_PUBLISHED,
    Phase.ROLL_PUBLISHED: Phase.VOTING,
    Phase.VOTING: Phase.COUNTING,
    Phase.COUNTING: Phase.DECLARED,
}
"""The one way forward. Every phase but the last may also end annulled."""

BY_THE_CLOCK = frozenset({Phase.VOTING, Phase.COUNTING})
"""The phases that begin by the clock where the vote says so; every other turn takes two members of the staff."""

PUBLIC_PHASES = frozenset(set(Phase) - {Phase.PREPARING})
ROLL_OPEN = frozenset({Phase.PREPARING, Phase.ROLL_PUBLISHED})
"""While the roll may still be corrected."""

CHOICES_READABLE = frozenset({Phase.COUNTING, Phase.DECLARED, Phase.ANNULLED})
"""While any choice may be read by anybody."""


def check_turn(phase: Phase, target: Phase) -> None:
    """Raise `WrongState` unless `target` may follow `phase`."""
    if target is Phase.ANNULLED and phase is not Phase.ANNULLED:
        return
    if NEXT.get(phase) is not target:
        raise WrongState(target, phase, allowed={one for one, after in NEXT.items() if after is target})


def check_phase(deed: str, phase: Phase, allowed: frozenset[Phase] | Phase) -> None:
    """Raise `WrongState` unless the deed belongs to the phase."""
    wanted = frozenset({allowed}) if isinstance(allowed, Phase) else allowed
    if phase not in wanted:
        raise WrongState(deed, phase, allowed=wanted)
