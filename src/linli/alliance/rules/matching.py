"""Which pledged resources could serve a wish: by kind, by area, by what is left, each with its reason. A person confirms.

Only a list in order; what is best for many needs at once is sought by `optimise_matches`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from linli.kernel.labelled import Labelled

from .decide_wish import WishKind
from .window import ANY_TIME, Window

_ = str  # marks a Chinese source string for the catalogue; the door translates it

WARN_DAYS = 30
"""How long before its end a pledge is pointed at."""


class ResourceKind(Labelled):
    """What a unit pledges."""

    GOODS = "goods", _("物资")
    FUNDS = "funds", _("资金")
    VENUE = "venue", _("场地")
    LABOUR = "labour", _("人力")
    SKILL = "skill", _("专业服务")
    WORKS = "works", _("维修施工")


SERVES: dict[WishKind, tuple[ResourceKind, ...]] = {
    WishKind.GOODS: (ResourceKind.GOODS, ResourceKind.FUNDS),
    WishKind.SERVICE: (ResourceKind.SKILL, ResourceKind.LABOUR, ResourceKind.VENUE),
    WishKind.PLACE: (
        ResourceKind.WORKS,
        ResourceKind.VENUE,
        ResourceKind.FUNDS,
        ResourceKind.LABOUR,
        ResourceKind.GOODS,
    ),
}
"""Which kinds of pledge can serve which kind of wish, the most fitting first."""


class UseState(Labelled):
    """Where one use of a pledge stands: asked, committed, under way, fulfilled, confirmed by the person who asked."""

    ASKED = "asked", _("已联系")
    DECLINED = "declined", _("这次不行")
    COMMITTED = "committed", _("已答应")
    UNDER_WAY = "under_way", _("正在办")
    FULFILLED = "fulfilled", _("已兑现")
    CONFIRMED = "confirmed", _("已确认")


@dataclass(frozen=True, slots=True)
class PledgeFacts:
    """One pledge: `area` is a place prefix, `left` what no use has taken, `lead_days` how long after being asked for."""

    id: UUID
    kind: ResourceKind
    area: str
    left: Decimal
    first_on: date
    last_on: date
    title: str = ""
    unit: str = ""
    window: Window = ANY_TIME
    lead_days: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pledge that could serve, and the reasons: its rank among the fitting kinds (0 best) and how near it is meant
    (16 the wish's own grid, 12 its community)."""

    pledge: PledgeFacts
    rank: int
    nearness: int


def candidates(kind: WishKind, place_code: str, pledges: Iterable[PledgeFacts], today: date) -> list[Candidate]:
    """The pledges that could serve a wish of this kind at this place today: the best fitting kind first, the nearest area
    before a wider one, the one that ends soonest before others."""
    fitting = SERVES[kind]
    found = [
        Candidate(one, fitting.index(one.kind), len(one.area))
        for one in pledges
        if one.kind in fitting
        and one.left > 0
        and one.first_on <= today <= one.last_on
        and (place_code.startswith(one.area) or one.area.startswith(place_code))
    ]
    return sorted(found, key=lambda one: (one.rank, -one.nearness, one.pledge.last_on, one.pledge.id))


def ends_soon(last_on: date, today: date) -> bool:
    """Whether a pledge still holds and ends within the warning time."""
    return today <= last_on <= today + timedelta(days=WARN_DAYS)
