"""What the map shows of a circle: the services as marks, and how far each building is from the nearest one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linli.places.queries.circle import CircleRead
from linli.places.queries.facilities import FacilityLine
from linli.places.rules.circle.standard import FacilityKind


def facilities_on_map(facilities: Iterable[FacilityLine]) -> list[list[Any]]:
    """[id, glyph, name, longitude, latitude] of those that stand somewhere."""
    return [
        [str(one.id), one.kind.glyph, one.said.name, round(one.said.at[0], 6), round(one.said.at[1], 6)]
        for one in facilities
        if one.said.at is not None
    ]


def reach_of(read: CircleRead, kind: FacilityKind) -> dict[str, int]:
    """By building: 0 within reach for everybody, 1 for adults but not at an elder's pace, 2 out of reach."""
    adult = read.standard.limit(kind, read.standard.adult)
    elder = read.standard.limit(kind, read.standard.elder)
    return {
        building: 2 if metres is None or metres > adult else 1 if metres > elder else 0
        for building, metres, _facility in read.ways(kind.code)
    }
