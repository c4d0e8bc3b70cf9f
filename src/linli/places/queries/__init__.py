"""Reads about places. Names of places are public: they are read from any scope and without one."""

from .address_books import address_book, place_index
from .choosing import (
    BuildingChoice,
    CommunityChoice,
    DoorPlace,
    EstateChoice,
    buildings_of,
    communities,
    counting_order,
    estates_of,
    grid_names,
    grids_of,
    place_by_door_token,
)
from .finding import FoundPlace, find_dwelling, find_place
from .naming import PlaceFacts, division_name, full_name, is_demo, parts_of, place_facts, place_facts_of

__all__ = [
    "BuildingChoice",
    "CommunityChoice",
    "DoorPlace",
    "EstateChoice",
    "FoundPlace",
    "PlaceFacts",
    "address_book",
    "buildings_of",
    "communities",
    "counting_order",
    "division_name",
    "estates_of",
    "find_dwelling",
    "find_place",
    "full_name",
    "grid_names",
    "grids_of",
    "is_demo",
    "parts_of",
    "place_by_door_token",
    "place_facts",
    "place_facts_of",
    "place_index",
]
