"""Where a ledger's matter is, by exact parts: an estate of the community, and its building where the number agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from linli.kernel.place_codes import street_of
from linli.ledger.street_row import scope_condition
from linli.places.models import Building, Estate
from linli.places.rules import (
    AddressParts,
    BuildingEntry,
    EstateEntry,
    MatchLevel,
    PlaceIndex,
    format_address,
    match_place,
    parse_address,
)

from .ledger_files import LedgerRow
from .matter import PlaceChosen

_LOOKED_THROUGH = 500
"""Characters of the words in which a place is looked for."""
_ADDRESS_LENGTH = 40
_NOT_NAMED = "没有写明本社区的小区，归到社区"
_SEVERAL_NAMED = "写到几个小区，归到社区"


def place_finder(community: str) -> Callable[[LedgerRow], PlaceChosen]:
    """What tells the place of each row of a ledger: by its address, else by the words. Two statements now, none a row.

    Where no estate of the community is named, or several are, the place is the community. The room somebody lives in never
    enters the case's place: it stays sealed with the entry.
    """
    estates, names = _register(community)
    index = PlaceIndex(estates)
    known = sorted({name for one in estates for name in (one.name, *one.aliases)}, key=len, reverse=True)
    named = re.compile("|".join(map(re.escape, known)) or r"(?!)")

    def place_of(row: LedgerRow) -> PlaceChosen:
        # Unit, floor and room are a home: they take no part.
        parts = replace(parse_address(row.place_text), unit="", floor="", room="") if row.place_text else None
        found = _match(parts, index, names) if parts else None
        if found is None or not found.building_id:
            in_words = _in_words(f"{row.subject}\n{row.body}", named, index, names)
            # Words may add the building to an estate that the address names, never another estate.
            if in_words and (found is None or (in_words.building_id and in_words.estate_id == found.estate_id)):
                found = in_words
        if found is not None and found.estate_id:
            return found
        text = format_address(replace(parts, remainder="")) if parts else ""
        return PlaceChosen(community, text=text, reason=found.reason if found else _NOT_NAMED)

    return place_of


def _register(community: str) -> tuple[list[EstateEntry], dict[UUID, str]]:
    near = {"street_code": street_of(community)}
    rows = list(Estate.public.filter(scope_condition(community), **near))
    buildings: dict[UUID, list[BuildingEntry]] = {}
    names = {row.id: row.name for row in rows}
    for one in Building.public.filter(scope_condition(community), **near).defer("footprint"):
        entry = BuildingEntry(one.id, one.number, one.cluster, one.place_code, one.units)
        buildings.setdefault(one.estate_id, []).append(entry)
        names[one.id] = one.name
    estates = [
        EstateEntry(row.id, row.name, row.place_code, tuple(row.aliases), tuple(buildings.get(row.id, ())))
        for row in rows
    ]
    return estates, names


def _match(parts: AddressParts, index: PlaceIndex, names: dict[UUID, str]) -> PlaceChosen | None:
    """The estate and building an address names; None where it names no estate of the register."""
    match = match_place(parts, index)
    if match.estate_id is None:
        return None
    # Beyond the building nothing was asked for.
    reasons: Sequence[str] = match.reasons[:-1] if match.level is MatchLevel.BUILDING else match.reasons
    shown = names[match.estate_id] + (names[match.building_id] if match.building_id else "")
    return PlaceChosen(match.place_code, match.estate_id, match.building_id, shown, "，".join(reasons))


def _in_words(words: str, named: re.Pattern[str], index: PlaceIndex, names: dict[UUID, str]) -> PlaceChosen | None:
    """The one estate the words name. Several: the place is left open, with the reason."""
    text = words[:_LOOKED_THROUGH]
    addresses = [text[at.start() : at.start() + _ADDRESS_LENGTH].split("\n")[0] for at in named.finditer(text)]
    parts = [replace(parse_address(one), unit="", floor="", room="") for one in addresses]
    found = [place for one in parts if (place := _match(one, index, names))]
    if len({place.estate_id for place in found}) > 1:
        return PlaceChosen("", reason=_SEVERAL_NAMED)
    return max(found, key=lambda place: place.building_id is not None, default=None)
