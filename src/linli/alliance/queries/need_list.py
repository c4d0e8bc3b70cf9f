"""The needs list (需求清单): one tab, how many stand in each, how many were met."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from linli.kernel.actor import Actor
from linli.kernel.labelled import Labelled
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.places.queries import place_facts_of

from ..models import Need
from ..needs_left import use_facts, uses_of_needs
from ..rules import ResourceKind
from ..rules.need_loop import NEED_ENDED, NeedOrigin, NeedState
from ..rules.need_uses import missing_of
from .find_need import visible_needs

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class NeedTab(Labelled):
    """A tab of the list and the states it shows."""

    states: frozenset[NeedState]

    ASKED = "asked", _("待落实"), frozenset({NeedState.ASKED})
    PROMISED = "promised", _("已答应"), frozenset({NeedState.COMMITTED})
    UNDER_WAY = "under_way", _("正在办"), frozenset({NeedState.UNDER_WAY})
    TO_CONFIRM = "to_confirm", _("待确认"), frozenset({NeedState.FULFILLED})
    MET = "met", _("已确认"), frozenset({NeedState.CONFIRMED})
    ENDED = "ended", _("未办成"), NEED_ENDED - {NeedState.CONFIRMED}


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One row of the list. `missing` is what no unit has been asked for."""

    id: UUID
    title: str
    kind: str
    origin: str
    place: str
    quantity: Decimal
    missing: Decimal
    unit: str
    people: int
    is_urgent: bool
    state: NeedState
    wanted_by_on: date | None
    due_at: datetime | None
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class NeedFigures:
    """How many stand where; met of all that were neither withdrawn nor are still open."""

    counts: Counter[NeedState]
    urgent_open: int

    @property
    def confirmed(self) -> int:
        return self.counts[NeedState.CONFIRMED]

    @property
    def listed(self) -> int:
        return self.counts.total() - self.counts[NeedState.WITHDRAWN]


@dataclass(frozen=True, slots=True)
class NeedList:
    page: Slice
    figures: NeedFigures


def need_list(actor: Actor, tab: NeedTab, at: Position | None = None, size: int = 30) -> NeedList:
    """The needs of a tab the actor may see, what is due first (of those that ended, the latest turn), with the figures. Five statements."""
    rows = visible_needs(actor).filter(state__in=[state.value for state in tab.states])
    # What waits has a day by which somebody is reminded, the urgent an early one; what has ended has none.
    order = ("-moved_at", "-id") if tab.states <= NEED_ENDED else ("due_at", "id")
    found = keyset_slice(rows, order, at, size)
    return NeedList(Slice(_lines(found.items), found.next, found.previous), need_figures(actor))


def needs_of_source(source_id: UUID) -> list[NeedLine]:
    """The needs that came out of a case, a wish or whatever else has this id. At most three statements."""
    return _lines(list(Need.objects.filter(origin_id=source_id).order_by("-asked_at", "-id")[:10]))


def need_figures(actor: Actor) -> NeedFigures:
    """One statement."""
    counts: Counter[NeedState] = Counter()
    urgent = 0
    for state, is_urgent, count in (
        visible_needs(actor).order_by().values_list("state", "is_urgent").annotate(Count("id"))
    ):
        counts[NeedState(state)] += count
        if is_urgent and NeedState(state) not in NEED_ENDED:
            urgent += count
    return NeedFigures(counts, urgent)


def _lines(rows: list[Need]) -> list[NeedLine]:
    places = place_facts_of({(row.place_code, row.estate_id, None) for row in rows}) if rows else {}
    uses = uses_of_needs(row.id for row in rows) if rows else {}
    return [
        NeedLine(
            id=row.id,
            title=row.title,
            kind=ResourceKind(row.kind).label,
            origin=NeedOrigin(row.origin).label,
            place=places[row.place_code, row.estate_id, None].short,
            quantity=row.quantity.normalize(),
            missing=missing_of(row.quantity, use_facts(uses.get(row.id, ()))).normalize(),
            unit=row.unit,
            people=row.people,
            is_urgent=row.is_urgent,
            state=NeedState(row.state),
            wanted_by_on=row.wanted_by_on,
            due_at=row.due_at,
            moved_at=row.moved_at,
        )
        for row in rows
    ]
