"""What a half-month analysis is about: an estate, a community or a street."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import RowKey
from linli.places.queries import buildings_of, communities, division_name, estates_of


class About(StrEnum):
    """The three levels that get their report."""

    ESTATE = "estate"
    COMMUNITY = "community"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class Subject:
    """`place_code` is the estate's own, the community's or the street's."""

    place_code: str
    estate_id: UUID | None
    name: str

    @property
    def about(self) -> About:
        return about_of(self.place_code, self.estate_id)


def about_of(place_code: str, estate_id: UUID | None) -> About:
    """Which of the three a place code and an estate name."""
    if estate_id:
        return About.ESTATE
    return About.STREET if len(place_code) == PlaceLevel.STREET else About.COMMUNITY


def read_subject(place_code: str, estate_id: UUID | None) -> Subject:
    """The place with its name. Raises `NotFound` for a place that is none of the three. One statement."""
    if not (place_code.isascii() and place_code.isdigit() and len(place_code) >= PlaceLevel.STREET):
        raise NotFound("place", place_code)
    if estate_id:
        found = (one for one in estates_of(place_code[: PlaceLevel.COMMUNITY]) if one.id == estate_id)
        estate = next(found, None)
        if estate is None:
            raise NotFound("place", estate_id)
        return Subject(estate.place_code, estate.id, estate.name)
    name = ""
    if len(place_code) == PlaceLevel.STREET:
        name = division_name(place_code)
    elif len(place_code) == PlaceLevel.COMMUNITY:
        name = next((one.name for one in communities(place_code)), "")
    if not name:
        raise NotFound("place", place_code)
    return Subject(place_code, None, name)


def parts_of(place_code: str, estate_id: UUID | None) -> dict[str, str]:
    """The next smaller places by key (see `rules.Row.part`), with their names. One statement."""
    match about_of(place_code, estate_id):
        case About.ESTATE:
            key = RowKey(int(place_code[: PlaceLevel.STREET]), estate_id)
            return {str(one.id): one.name for one in buildings_of(key)}
        case About.COMMUNITY:
            return {str(one.id): one.name for one in estates_of(place_code)}
    return {one.place_code: one.name for one in communities(place_code)}
