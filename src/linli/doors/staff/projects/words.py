"""Amounts of projects in words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.alliance.rules.project_figures import Sums

EMPTY = gettext_lazy("这一项还空着，请补上。")
TOO_LONG = gettext_lazy("太长了，请精简到 %(limit_value)d 字以内。")


def yuan(amount: Decimal) -> str:
    """An amount in yuan, in ten thousands from 100,000 on: 95.01 万元, 30,100 元."""
    if amount >= 100_000:
        return _("%(n)s 万元") % {"n": plain(amount / 10_000)}
    return _("%(n)s 元") % {"n": plain(amount)}


def plain(number: Decimal) -> str:
    """A number with thousands, at most two decimals and no needless noughts: 1,121.5."""
    text = f"{round(number, 2):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money_words(sums: Sums) -> str:
    """What is spent of what is planned."""
    return _("计划 %(planned)s，已用 %(spent)s") % {"planned": yuan(sums.planned), "spent": yuan(sums.spent)}
