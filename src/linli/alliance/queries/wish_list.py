"""The desk's list of wishes: one tab, how many stand in each, and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linli.kernel.actor import Actor
from linli.kernel.labelled import Labelled
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.places.queries import place_facts_of

from ..models import Wish
from ..rules import ENDED, WishKind, WishState
from .visible import OWN_ONLY, visible_wishes
from .wish_figures import WishFigures, wish_figures

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class WishTab(Labelled):
    """A tab of the list and the states it shows."""

    states: frozenset[WishState]

    REVIEW = "review", _("待审核"), frozenset({WishState.COLLECTED})
    OPEN = "open", _("待认领"), frozenset({WishState.PUBLISHED})
    COMMITTEE = "committee", _("联席会商议"), frozenset({WishState.COMMITTEE})
    CLAIMED = "claimed", _("已认领"), frozenset({WishState.CLAIMED})
    TO_CONFIRM = "to_confirm", _("待确认"), frozenset({WishState.FULFILLED})
    CAME_TRUE = "came_true", _("已实现"), frozenset({WishState.CONFIRMED})
    ENDED = "ended", _("未办成"), ENDED - {WishState.CONFIRMED}


@dataclass(frozen=True, slots=True)
class WishLine:
    """One row of the list. `subject` is what was published, before that the beginning of what was said."""

    code: str
    subject: str
    kind: str
    state: WishState
    place: str
    due_at: datetime | None
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class WishList:
    page: Slice
    figures: WishFigures | None


def wish_list(actor: Actor, tab: WishTab, at: Position | None = None, size: int = 30) -> WishList:
    """The wishes of a tab the actor may see, latest turn first, and the figures of the jurisdiction (none for those who
    see only what they wrote down). Four statements."""
    columns = (
        "street_code", "place_code", "code", "state", "kind", "public_words", "estate_id", "due_at", "moved_at", "words",
    )  # fmt: skip
    rows = visible_wishes(actor).only(*columns).filter(state__in=[state.value for state in tab.states])
    found = keyset_slice(rows, ("-moved_at", "-id"), at, size)
    places = place_facts_of({(row.place_code, row.estate_id, None) for row in found.items}) if found.items else {}
    lines = [_line(row, places[row.place_code, row.estate_id, None].short) for row in found.items]
    figures = wish_figures() if actor.roles - OWN_ONLY else None
    return WishList(Slice(lines, found.next, found.previous), figures)


def _line(row: Wish, place: str) -> WishLine:
    words = row.public_words or row.words.reveal()
    return WishLine(
        code=row.code,
        subject=words if len(words) <= 40 else words[:39] + "…",
        kind=WishKind(row.kind).label if row.kind else "",
        state=WishState(row.state),
        place=place,
        due_at=row.due_at,
        moved_at=row.moved_at,
    )
