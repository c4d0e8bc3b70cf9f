"""The time bank: coins move from one account to another and never come from nowhere (standards.zh.md §2.9: one hour, one coin).

Kept in minutes, shown in hours. A resident's own incentive: it is never used to appraise anybody who works here.
"""

from __future__ import annotations

from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

MINUTES_A_COIN = 60


class AccountKind(Labelled):
    """Whose account. The community's issuing account stands below zero by what all others hold."""

    ISSUE = "issue", _("社区发放")
    HELD = "held", _("求助冻结")
    VOLUNTEER = "volunteer", _("志愿者")


class Why(Labelled):
    """Why coins moved."""

    EARNED = "earned", _("服务所得")
    ASKED = "asked", _("求助冻结")
    HELPED = "helped", _("帮人所得")
    GIVEN_BACK = "given_back", _("求助未用退回")
    GIFT = "gift", _("赠送")
    REVERSED = "reversed", _("更正冲回")
    LEFT = "left", _("退出归还")


def check_spending(balance: int, minutes: int) -> None:
    """Raise `BadInput` on `minutes` unless something is moved and the account has it."""
    if minutes <= 0:
        raise BadInput("minutes", "out_of_range", minutes)
    if minutes > balance:
        raise BadInput("minutes", "more_than_balance", balance)


def coins(minutes: int) -> str:
    """Coins as people say them: 1.5; whole ones without a point."""
    whole, rest = divmod(abs(minutes), MINUTES_A_COIN)
    text = str(whole) if not rest else f"{abs(minutes) / MINUTES_A_COIN:.2f}".rstrip("0").rstrip(".")
    return f"-{text}" if minutes < 0 else text
