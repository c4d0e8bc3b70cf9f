"""A matter that belongs to another community of the county goes there, with its whole history (首接负责: nobody sends the
person who raised it elsewhere)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linli.kernel.errors import BadInput
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.deed import DeedInHand
from linli.places.queries import place_facts_of

from ..matter import PlaceChosen
from ..models import Case
from ..relocate import move_to_street, place_within_street
from ..rules import CaseFacts

if TYPE_CHECKING:
    from ..carry_out import Work


def prepare(d: DeedInHand, case: Case, facts: CaseFacts, given: dict[str, Any]) -> dict[str, Any]:
    """`place` is a `PlaceChosen` in another community of the same county, or a street whose desk is to find out which.

    Raises `BadInput` on `place`: `other_county`, `here` (the community the case is in), `unknown`.
    """
    place: PlaceChosen | None = given.get("place")
    if not place:
        return given
    code, community = place.place_code, PlaceLevel.COMMUNITY
    if not code.startswith(case.place_code[: PlaceLevel.COUNTY]):
        raise BadInput("place", "other_county", code)
    if code == case.place_code or (len(code) >= community and code[:community] == case.place_code[:community]):
        raise BadInput("place", "here", code)
    here, there = (case.place_code, None, None), (code, None, None)
    names = place_facts_of([here, there])
    known = {PlaceLevel.STREET: len(names[there].divisions) == 4, community: names[there].community}
    known[PlaceLevel.GRID] = names[there].grid
    if not known.get(len(code)):
        raise BadInput("place", "unknown", code)
    return {**given, "from": names[here].short, "to": names[there].short, "reach": (code, str(case.street_code))}


def apply(work: Work) -> None:
    """The rows go to the new place. State, limits and history stay as they are."""
    case, place = work.case, work.given["place"]
    if street_of(place.place_code) == case.street_code:
        place_within_street(case, place.place_code)
    else:
        work.case = case = move_to_street(case, place.place_code)
    case.estate_id, case.building_id = place.estate_id, place.building_id
    case.place_text, case.place_reason = place.text or case.place_text, place.reason
    work.shown |= {"from": work.given["from"], "to": work.given["to"]}
