"""Where a ledger's matter is, an estate of the community, and its building where the number agrees."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from linli.places.queries import FoundPlace, address_book, find_place
from linli.places.rules import MatchLevel
from linli.places.rules.address_parts import without_home
from linli.places.rules.resolve_address import AddressBook

from .ledger_files import LedgerRow
from .matter import PlaceChosen

_LOOKED_THROUGH = 500
"""Characters of the words in which a place is looked for."""
_ADDRESS_LENGTH = 40
_NOT_NAMED = "没有写明本社区的小区，归到社区"
_SEVERAL_NAMED = "写到几个小区，归到社区"


def place_finder(community: str) -> Callable[[LedgerRow], PlaceChosen]:
    """What tells the place of each row of a ledger: by its address, else by the words. At most six statements now, none a row.

    Where no estate of the community is named, or several are, the place is the community. The room somebody lives in never
    enters the case's place: it stays sealed with the entry.
    """
    book = address_book(community)
    named = re.compile("|".join(map(re.escape, book.index.estate_names)) or r"(?!)")

    def place_of(row: LedgerRow) -> PlaceChosen:
        by_address = find_place(row.place_text, community, book) if row.place_text else None
        found, why = by_address, _NOT_NAMED
        if found is None or not found.building_id:
            in_words = _in_words(f"{row.subject}\n{row.body}", community, named, book)
            # Words may add the building to the estate of the address, never name another estate.
            if found is None or not found.estate_id:
                found = in_words[0] if len(in_words) == 1 else found
                why = _SEVERAL_NAMED if len(in_words) > 1 else why
            elif len(in_words) == 1 and in_words[0].building_id and in_words[0].estate_id == found.estate_id:
                found = in_words[0]
        if found is not None and found.level >= MatchLevel.GRID:
            return PlaceChosen(found.place_code, found.estate_id, found.building_id, _without_home(found), found.words)
        return PlaceChosen(community, text=_without_home(by_address) if by_address else "", reason=why)

    return place_of


def _in_words(words: str, community: str, named: re.Pattern[str], book: AddressBook) -> list[FoundPlace]:
    """The estates that the words name, each as deep as it is told."""
    text = words[:_LOOKED_THROUGH]
    deepest: dict[object, FoundPlace] = {}
    starts = [at.start() for at in named.finditer(text)]
    for start, following in pairwise([*starts, len(text)]):
        place = find_place(text[start : min(following, start + _ADDRESS_LENGTH)].split("\n")[0], community, book)
        known = deepest.get(place.estate_id)
        if place.estate_id and (known is None or place.level > known.level):
            deepest[place.estate_id] = place
    return list(deepest.values())


def _without_home(found: FoundPlace) -> str:
    """The address as it was said, without the home and words left over."""
    return without_home(replace(found.said, remainder=""))
