"""Whether a pledge can serve a need, and if not, why: kind, thing, unit, area, hours, lead time, validity, what is left.

The published rule: the kinds and the units are the same; goods and skills also share a word of two characters in their names (a
wheelchair is no pair of glasses); the pledge is meant for the need's place; some hour of some weekday suits both; it can be
there by the day it is wanted, while the pledge holds; and something is left of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from linli.kernel.labelled import Labelled

from .matching import PledgeFacts, ResourceKind
from .window import ANY_TIME, Window

_ = str  # marks a Chinese source string for the catalogue; the door translates it

NAMED = frozenset({ResourceKind.GOODS, ResourceKind.SKILL})
"""Kinds in which one thing does not stand for another."""

WHOLE = frozenset({ResourceKind.VENUE, ResourceKind.SKILL, ResourceKind.WORKS})
"""Kinds of which one unit serves a need whole: two firms do not each repair half a roof."""

_COUNTED = re.compile(r"[0-9０-９一二两三四五六七八九十百千万个只件台]+|[^\w]+")


class Misfit(Labelled):
    """Why a pledge cannot serve a need, in the order in which it is looked for. `label` is told on the page."""

    KIND = "kind", _("类别不同")
    THING = "thing", _("不是同一样东西")
    UNIT = "unit", _("计量单位不同")
    AREA = "area", _("只供别的地方")
    OVER = "over", _("有效期已过或还没有开始")
    WINDOW = "window", _("时段对不上")
    LATE = "late", _("赶不上要的日子")
    USED_UP = "used_up", _("已经用完")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFacts:
    """One open need: `missing` is what nothing has been asked for yet."""

    id: UUID
    kind: ResourceKind
    title: str
    unit: str
    missing: Decimal
    place_code: str
    is_urgent: bool
    wanted_by_on: date | None
    asked_at: datetime
    window: Window = ANY_TIME


def misfit(need: NeedFacts, pledge: PledgeFacts, today: date) -> Misfit | None:
    """The first reason for which the pledge cannot serve the need today; None where it can."""
    if need.kind is not pledge.kind:
        return Misfit.KIND
    if need.kind in NAMED and not share_a_word(need.title, pledge.title):
        return Misfit.THING
    if need.unit != pledge.unit:
        return Misfit.UNIT
    if not need.place_code.startswith(pledge.area) and not pledge.area.startswith(need.place_code):
        return Misfit.AREA
    ready = ready_on(pledge, today)
    if pledge.last_on < today or ready > pledge.last_on:
        return Misfit.OVER
    if not need.window.meets(pledge.window):
        return Misfit.WINDOW
    if need.wanted_by_on is not None and ready > need.wanted_by_on:
        return Misfit.LATE
    if pledge.left <= 0 or (need.kind in WHOLE and pledge.left < need.missing):
        return Misfit.USED_UP
    return None


def ready_on(pledge: PledgeFacts, today: date) -> date:
    """The first day on which it can be there."""
    return max(today + timedelta(days=pledge.lead_days), pledge.first_on)


def nearness(need: NeedFacts, pledge: PledgeFacts) -> int:
    """0 for the need's own grid (or narrower), 1 for its community, 2 for its street, 3 for a wider area."""
    return next((far for far, digits in enumerate((16, 12, 9)) if len(pledge.area) >= digits), 3)


def words_of(title: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a name, without what it is counted by."""
    return frozenset(part[at : at + 2] for part in _COUNTED.split(title) for at in range(len(part) - 1))


def share_a_word(one: str, other: str) -> bool:
    """Whether two names have two neighbouring characters in common."""
    return bool(words_of(one) & words_of(other)) or one.strip() == other.strip()
