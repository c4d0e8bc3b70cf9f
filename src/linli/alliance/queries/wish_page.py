"""Everything the staff's page of one wish shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.audit import looked_at
from linli.ledger.street_row import RowKey
from linli.people.follow_word import follow_word
from linli.places.queries import PlaceFacts, place_facts
from linli.teams.models import Organisation

from ..hope import WishWay
from ..models import CoClaimer, Wish, WishClaim
from ..parts_in_wish import facts_of, parts_in_wish
from ..rules import ClaimerKind, NextWishDeed, WishDeed, WishFacts, WishKind, WishState, available
from .turns import WishTurn, turns_of
from .visible import wish_by_code


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """The claim that stands, masked; `together` are those who joined it: name, number, what they bring."""

    kind: ClaimerKind
    name: str
    phone: str
    unit: str
    promised_on: date
    code: str
    together: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class WishPage:
    """One wish. Names and numbers are masked; `words` are the wisher's own, for those who review and fulfil it. `word` is
    what whoever wrote the wish down hands to a wisher without a telephone."""

    id: UUID
    key: RowKey
    code: str
    state: WishState
    words: str
    public_words: str
    kind: WishKind | None
    name: str
    phone: str
    source: str
    place: PlaceFacts
    place_code: str
    due_at: datetime | None
    collected_at: datetime
    published_at: datetime | None
    reason: str
    thanks: str
    story: str
    claim: ClaimShown | None
    word: str
    facts: WishFacts
    turns: tuple[WishTurn, ...]
    deeds: tuple[NextWishDeed, ...]

    def next_deed(self, deed: WishDeed) -> NextWishDeed | None:
        return next((one for one in self.deeds if one.deed is deed), None)


def wish_page(actor: Actor, code: str) -> WishPage:
    """The page of a wish the actor may see; looking at it is recorded. Raises `NotFound`. Six statements."""
    wish = wish_by_code(actor, code)
    looked_at(actor, "wish.look", wish)
    unit = Organisation.objects.filter(id=OuterRef("organisation_id")).values("name")[:1]
    claims = WishClaim.objects.filter(street_code=wish.street_code, wish=wish, released_at__isnull=True)
    claim = claims.annotate(unit_name=Subquery(unit)).first()
    return WishPage(
        id=wish.id,
        key=wish.key,
        code=wish.code,
        state=WishState(wish.state),
        words=wish.words.reveal(),
        public_words=wish.public_words,
        kind=WishKind(wish.kind) if wish.kind else None,
        name=str(wish.name),
        phone=str(wish.phone),
        source=WishWay(wish.source).label,
        place=place_facts(wish.place_code, wish.estate_id),
        place_code=wish.place_code,
        due_at=wish.due_at,
        collected_at=wish.collected_at,
        published_at=wish.published_at,
        reason=wish.reason,
        thanks=wish.thanks.reveal(),
        story=wish.story,
        claim=_shown(claim) if claim else None,
        word="" if wish.phone or wish.registered_by != actor.id else follow_word(wish.id),
        facts=facts_of(wish),
        turns=tuple(turns_of(wish.key)),
        deeds=tuple(available(facts_of(wish), by=actor.id, parts=parts_in_wish(actor, wish))),
    )


def phone_of_wish(actor: Actor, code: str, whose: str) -> str:
    """The whole number of the wisher or (`claimer`) of who claimed, to call and arrange the matter: recorded with that
    purpose. Raises `NotFound` where there is none or the actor has no deed to call for. At most five statements."""
    wish = wish_by_code(actor, code)
    row: Wish | WishClaim | None = wish
    if whose == "claimer":
        row = WishClaim.objects.filter(street_code=wish.street_code, wish=wish, released_at__isnull=True).first()
    if row is None or not row.phone or not available(facts_of(wish), by=actor.id, parts=parts_in_wish(actor, wish)):
        raise NotFound("phone")
    looked_at(actor, "wish.reveal_phone", row, "contact")
    return row.phone.reveal()


def _shown(claim: WishClaim) -> ClaimShown:
    return ClaimShown(
        ClaimerKind(claim.kind),
        str(claim.name),
        str(claim.phone),
        claim.unit_name or "",
        claim.promised_on,
        claim.code,
        together_with(claim),
    )


def together_with(claim: WishClaim) -> tuple[tuple[str, str, str], ...]:
    """Who joined the claim, masked: name, number, what they bring. One statement."""
    rows = CoClaimer.objects.filter(street_code=claim.street_code, claim=claim).order_by("joined_at", "id")
    return tuple((str(one.name), str(one.phone), one.brings) for one in rows)
