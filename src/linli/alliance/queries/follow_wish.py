"""The page of a wish for the person who wished, or for the one who claimed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.places.queries import PlaceFacts, place_facts

from ..models import Wish, WishClaim
from ..parts_in_wish import facts_of
from ..rules import ClaimerKind, NextWishDeed, Part, WishDeed, WishState, available
from .find_wish import is_claimer
from .turns import WishTurn, photograph_of_wish, turns_of
from .wish_page import together_with

SEEN_BY_CLAIMER = frozenset(
    {WishDeed.CLAIM, WishDeed.FULFIL, WishDeed.NOT_YET, WishDeed.CONFIRM, WishDeed.RELEASE, WishDeed.TELL_STORY}
)
HIDDEN_FROM_WISHER = frozenset({WishDeed.CLAIM, WishDeed.RELEASE})
"""Turns whose words are between the claimer and the community."""


@dataclass(frozen=True, slots=True)
class FollowWishPage:
    """What she who wished reads, or he who claimed. A claimer is shown the published words, never who wished; who wished is
    told what kind of helper claimed, never a name or number. `gone`: the claim stands no more."""

    code: str
    is_claimer: bool
    state: WishState
    subject: str
    words: str
    place: PlaceFacts
    due_at: datetime | None
    promised_on: date | None
    claimer: ClaimerKind | None
    reason: str
    thanks: str
    own_name: str
    own_phone: str
    gone: bool
    together: tuple[tuple[str, str, str], ...]
    turns: tuple[WishTurn, ...]
    deeds: tuple[NextWishDeed, ...]


def follow_wish_page(followed: Followed) -> FollowWishPage:
    """Everything the page shows. At most eight statements."""
    with acting_in(Scope.of([followed.place_code])):
        wish = Wish.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
        if wish is None:
            raise NotFound("followed_wish")
        claims = list(WishClaim.objects.filter(street_code=wish.street_code, wish=wish).order_by("claimed_at"))
        standing = next((claim for claim in claims if claim.released_at is None), None)
        together = together_with(standing) if standing else ()
        turns = turns_of(followed.row)
    own = next((claim for claim in claims if claim.id == followed.as_id), None) if is_claimer(followed) else wish
    if own is None:
        raise NotFound("followed_wish")
    gone = is_claimer(followed) and own.released_at is not None
    part = Part.CLAIMER if is_claimer(followed) else Part.WISHER
    deeds = [] if gone else available(facts_of(wish), by=followed.as_id, parts={part})
    if is_claimer(followed):
        ended = own.released_at
        turns = [one for one in turns if one.deed in SEEN_BY_CLAIMER and one.at >= own.claimed_at]
        turns = [one for one in turns if ended is None or one.at <= ended]
    state = WishState(wish.state)
    return FollowWishPage(
        code=followed.code,
        is_claimer=is_claimer(followed),
        state=state,
        subject=wish.public_words,
        words="" if is_claimer(followed) else wish.words.reveal(),
        place=place_facts(wish.place_code, wish.estate_id),
        due_at=wish.due_at,
        promised_on=standing.promised_on if standing else None,
        claimer=ClaimerKind(standing.kind) if standing else None,
        reason="" if is_claimer(followed) else wish.reason,
        thanks=wish.thanks.reveal(),
        own_name=str(own.name),
        own_phone=str(own.phone),
        gone=gone,
        together=together if is_claimer(followed) else tuple(("", "", brings) for _name, _phone, brings in together),
        turns=tuple(turns),
        deeds=tuple(deeds),
    )


def followed_wish_photograph(followed: Followed, id: UUID) -> Path:
    """A photograph of the followed wish. Raises `NotFound`. At most four statements."""
    with acting_in(Scope.of([followed.place_code])):
        return photograph_of_wish(followed.row, id)
