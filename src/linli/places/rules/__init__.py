"""Addresses to places. Plain Python."""

from .address_parts import AddressParts, format_address
from .match_place import (
    AreaEntry,
    BuildingEntry,
    EstateEntry,
    LandmarkEntry,
    MatchLevel,
    PlaceIndex,
    PlaceMatch,
)
from .parse_address import parse_address

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
    "parse_address",
]
