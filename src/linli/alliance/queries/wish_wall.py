"""What everybody reads of a community's wishes: what waits for somebody, what came true; nobody's name, words or home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.places.queries import place_facts_of
from linli.teams.models import Organisation

from ..models import Wish, WishClaim
from ..rules import OPEN_TO_CLAIM, ClaimerKind, WishKind, WishState
from .wish_figures import WishFigures, wish_figures

COLUMNS = (
    "street_code", "place_code", "state", "kind", "public_words", "story", "estate_id", "published_at", "confirmed_at",
    "moved_at",
)  # fmt: skip
"""All that is read: the wisher's own words, name and number stay in the database."""

SHOWN = {
    "open": frozenset(OPEN_TO_CLAIM),
    "claimed": frozenset({WishState.CLAIMED, WishState.FULFILLED}),
    "came_true": frozenset({WishState.CONFIRMED}),
}


@dataclass(frozen=True, slots=True)
class WallWish:
    """A wish as everybody reads it. `estate` only for a shared place; `helper` a member unit's name or a word for who helped."""

    id: UUID
    kind: WishKind
    words: str
    estate: str
    story: str
    state: WishState
    published_at: datetime
    confirmed_at: datetime | None
    helper: ClaimerKind | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class WishWall:
    page: Slice
    figures: WishFigures


def wish_wall(community: str, group: str, at: Position | None = None, size: int = 20) -> WishWall:
    """One group (`open`, `claimed`, `came_true`) of a community's published wishes, latest turn first. Five statements and
    the scope."""
    with acting_in(Scope.of([community])):
        rows = Wish.objects.only(*COLUMNS).filter(state__in=[state.value for state in SHOWN[group]])
        found = keyset_slice(rows, ("-moved_at", "-id"), at, size)
        claims = WishClaim.objects.only("street_code", "wish_id", "kind", "organisation_id").filter(
            wish_id__in=[row.id for row in found.items], released_at__isnull=True
        )
        helpers = {claim.wish_id: claim for claim in claims} if group != "open" else {}
        figures = wish_figures()
    return WishWall(Slice(_lines(community, found.items, helpers), found.next, found.previous), figures)


def open_wish(community: str, id: UUID) -> tuple[WallWish, RowKey]:
    """One published wish, whoever may have claimed it meanwhile. Raises `NotFound` for one that is not public. Two
    statements and the scope."""
    with acting_in(Scope.of([community])):
        public = [state.value for group in SHOWN.values() for state in group]
        row = Wish.objects.only(*COLUMNS).filter(id=id, state__in=public).first()
    if row is None:
        raise NotFound("wish")
    return _lines(community, [row], {})[0], row.key


def _lines(community: str, rows: list[Wish], helpers: dict[UUID, WishClaim]) -> list[WallWish]:
    shared = {row.estate_id for row in rows if row.kind == WishKind.PLACE.value and row.estate_id}
    # Estates are named as the community's own: no grid is needed to say where.
    places = place_facts_of({(community, one, None) for one in shared}) if shared else {}
    units = {claim.organisation_id for claim in helpers.values() if claim.organisation_id}
    names = dict(Organisation.objects.filter(id__in=units).values_list("id", "name")) if units else {}
    lines = []
    for row in rows:
        claim = helpers.get(row.id)
        lines.append(
            WallWish(
                id=row.id,
                kind=WishKind(row.kind),
                words=row.public_words,
                estate=places[community, row.estate_id, None].estate
                if row.estate_id in shared and row.kind == "place"
                else "",
                story=row.story,
                state=WishState(row.state),
                published_at=row.published_at,
                confirmed_at=row.confirmed_at,
                helper=ClaimerKind(claim.kind) if claim else None,
                unit=names.get(claim.organisation_id, "") if claim else "",
            )
        )
    return lines
