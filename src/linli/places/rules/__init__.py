"""Addresses to places. Plain Python."""

from .match_place import (
    AreaEntry,
    BuildingEntry,
    EstateEntry,
    LandmarkEntry,
    MatchLevel,
    PlaceIndex,
    PlaceMatch,
    match_place,
)
from .parse_address import AddressParts, format_address, parse_address

__all__ = [
    "AddressParts",
    "AreaEntry",
    "BuildingEntry",
    "EstateEntry",
    "LandmarkEntry",
    "MatchLevel",
    "PlaceIndex",
    "PlaceMatch",
    "format_address",
    "match_place",
    "parse_address",
]
