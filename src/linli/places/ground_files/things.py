"""What all readers share: the raw feature, limits, and the layers things are sorted into."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from shapely.geometry.base import BaseGeometry

MOST_BYTES = 60 << 20
"""Of an uploaded file; what it unpacks to may be four times as large."""

MOST_UNPACKED = 4 * MOST_BYTES
MOST_FEATURES = 300_000
MOST_CORNERS = 9_999
"""Of one shape. A grid or a house with more is a mistake of the export, and no editor could hold it."""


class Layer(StrEnum):
    """What a thing on the ground is."""

    GRID = "grid"
    COMMUNITY = "community"
    ESTATE = "estate"
    BUILDING = "building"
    ROAD = "road"
    WATER = "water"
    PLACE = "place"

    @property
    def is_area(self) -> bool:
        return self in (Layer.GRID, Layer.COMMUNITY, Layer.ESTATE)


@dataclass(slots=True)
class RawFeature:
    """A feature as it stands in the file: `number` counts from 1 as a person would; `shape` None with a `reason` when it cannot be read."""

    number: int
    id: str
    facts: dict[str, Any] = field(default_factory=dict)
    shape: BaseGeometry | None = None
    reason: str = ""


@dataclass(slots=True)
class RawFile:
    """All features of a file. `crs` is what it says of its coordinates: WKT, "EPSG:…", or empty when it says nothing."""

    format: str
    features: list[RawFeature]
    crs: str = ""
