"""From an address in somebody's words to a place of the register: what is sure is taken, the rest is offered as choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from linli.ledger.street_row import RowKey

from ..models import Dwelling
from ..rules import AddressParts, MatchLevel, PlaceMatch
from ..rules.how_sure import Candidate
from ..rules.resolve_address import AddressBook
from .address_books import address_book


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where an address leads. `place_code` is never empty: what is not found stays with the jurisdiction searched in.

    `words` say in Chinese what agreed and why it went no further; `said` are the address's parts, unit and room among them. `choices`
    are all places that may be meant, the likeliest first. `new_name` is what the estate was called, where somebody chose it and it has no such name. `sure` (0 to 1) and `name` are of the place taken.
    """

    place_code: str
    level: MatchLevel
    estate_id: UUID | None
    building_id: UUID | None
    words: str
    said: AddressParts
    choices: tuple[Candidate, ...] = ()
    sure: float = 0.0
    name: str = ""
    new_name: str = ""


def find_place(text: str, prefix: str, book: AddressBook | None = None, near: str = "", chosen: str = "") -> FoundPlace:
    """Look an address up in a jurisdiction of a county or less, down to the building. One statement while the register stands still
    (`address_book`), none with a `book`. `near` is the place code of who says it, `chosen` the key of the candidate somebody chose. Never raises for any text."""
    book = book or address_book(prefix)
    found = book.resolve(text, near, without_home=True)
    said, best = found.said, found.best
    picked = next((one for one in found.candidates if one.key == chosen), None) if chosen else None
    if picked is not None:
        best = replace(picked, sure=1.0, match=replace(picked.match, reasons=(*picked.match.reasons, "已选定这里")))
    if best is None:
        words = found.why_not
        return FoundPlace(prefix, MatchLevel.NONE, None, None, words[:200], said, found.candidates)
    match: PlaceMatch = best.match
    # Where a building is found the last reason is about unit and room, which were not asked for.
    reasons = [*match.reasons[:-2], match.reasons[-1]] if picked else match.reasons[:-1]
    reasons = reasons if match.building_id else match.reasons
    return FoundPlace(
        place_code=match.place_code if match.place_code.startswith(prefix) else prefix,
        level=match.level,
        estate_id=match.estate_id,
        building_id=match.building_id,
        words="；".join(reasons)[:200],
        said=said,
        sure=best.sure,
        name=best.name,
        choices=found.candidates,
        new_name=best.new_name if picked else "",
    )


def find_dwelling(building: RowKey, unit: str, room: str) -> RowKey | None:
    """The home behind a door, within the reader's scope; None when it is not in the register. One statement."""
    row = Dwelling.objects.filter(
        street_code=building.street_code, building_id=building.id, unit=unit, room=room
    ).first()
    return row.key if row else None
