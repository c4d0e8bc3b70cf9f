"""What a story of a live case is made of: its deeds, who does them, and how they follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from linli.cases.matter import Source
from linli.cases.rules import Deed, Satisfaction, WhistleKind
from linli.kernel.limits import Clock, Limit


@dataclass(frozen=True, slots=True)
class Turn:
    """A deed: `who` is an account, or `officer`, `firm`, `reporter`; `deed` a deed of the loop, or `add_entry` (the same
    matter from another side), or `another` (raised once more and merged). `$kind`, `$answer`, `$summary` are the matter's."""

    who: str
    deed: Any
    after: float
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """A live case. `matter` picks the words; without an estate any building will do."""

    name: str
    matter: int
    hours_ago: float
    turns: tuple[Turn, ...] = ()
    source: Source = Source.RESIDENT
    estate: str = ""
    settled_by: str = ""


FILED = (Turn("shequ", Deed.FILE, 1, {"category": "$kind"}),)
TO_OFFICER = (*FILED, Turn("shequ", Deed.DISPATCH, 0.5, {"lead": "officer"}))
TO_FIRM = (*FILED, Turn("shequ", Deed.DISPATCH, 0.5, {"lead": "firm", "assists": ("officer",)}))
_CONTACT = {"contacted": "电话联系反映人，约好上门时间", "contacted_at": timedelta(0)}


def taken(turns: tuple[Turn, ...], who: str = "officer") -> tuple[Turn, ...]:
    """… and signed for."""
    return (*turns, Turn(who, Deed.ACCEPT, 1))


def in_hand(turns: tuple[Turn, ...], who: str = "officer") -> tuple[Turn, ...]:
    """… and the reporter called: work is under way."""
    return (*taken(turns, who), Turn(who, Deed.RECORD_CONTACT, 1, _CONTACT))


def answered(turns: tuple[Turn, ...], who: str = "officer") -> tuple[Turn, ...]:
    """… and the result told."""
    return (*in_hand(turns, who), Turn(who, Deed.FEED_BACK, 5, {"result": "$answer", "public_summary": "$summary"}))


def inspected(turns: tuple[Turn, ...], who: str = "officer") -> tuple[Turn, ...]:
    """… and looked at by somebody who had no hand in it."""
    return (*answered(turns, who), Turn("shequ2", Deed.PASS_INSPECTION, 2))


def rated(satisfaction: Satisfaction, resolved: bool = True, reason: str = "") -> Turn:
    """The reporter's word."""
    return Turn("reporter", Deed.RATE, 3, {"resolved": resolved, "satisfaction": satisfaction, "reason": reason})


OK, SO_SO, NO = Satisfaction.SATISFIED, Satisfaction.BASICALLY, Satisfaction.DISSATISFIED
HOUSING = {
    "kind": WhistleKind.BEYOND_US,
    "departments": ("zhujian", "chengguan"),
    "reason": "需要住建认定责任、城管到场",
}
WHISTLED = (*in_hand(TO_OFFICER), Turn("officer", Deed.WHISTLE, 3, HOUSING))
THREE_DAYS = Limit(Decimal(3), Clock.WORKING_DAYS)
