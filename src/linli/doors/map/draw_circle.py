"""The map of services for the wall (15分钟便民服务地图), laid out in millimetres. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linli.insight.base_maps import BaseMapInUse
from linli.places.queries.facilities import FacilityLine
from linli.places.queries.map_layers import BuildingOnMap

from .ground import Ground
from .paper import MAP, Picture, Text, fitting, ground_paths, path_of, pictures_of, qr_of, round_length

ROWS = 21
"""Services listed in the margin; what does not fit is on the page the QR opens."""
TOP, STEP = 23.0, 6.6
MOST_NAME = 14
MOST_HOURS = 26


@dataclass(frozen=True, slots=True)
class ListedService:
    """A line of the margin: its number, as the map has it."""

    number: int
    glyph: str
    name: str
    said: str
    y: float


@dataclass(frozen=True, slots=True)
class ServiceMark:
    x: float
    y: float
    glyph: str
    number: int


@dataclass(frozen=True, slots=True)
class CircleSheet:
    """Everything the sheet's template draws; paths are SVG path data, lengths millimetres."""

    buildings: str
    pictures: list[Picture]
    roads: str
    main_roads: str
    water: str
    estates: list[Text]
    marks: list[ServiceMark]
    listed: list[ListedService]
    left_out: int
    bar: float
    bar_ground: float
    bar_metres: int
    qr: str
    qr_size: int


def draw_circle(
    buildings: Sequence[BuildingOnMap],
    services: Sequence[FacilityLine],
    ground: Sequence[Ground],
    address: str,
    base: BaseMapInUse | None = None,
) -> CircleSheet:
    """Fit the buildings, their roads and the services into the frame, north up. Services that stand nowhere are listed without a mark."""
    placed = [one for one in buildings if one.ring]
    corners = [point for one in placed for point in one.ring]
    spots = [one.said.at for one in services if one.said.at is not None]
    to_paper, scale = fitting(corners + spots)
    metres = round_length(42 / scale)
    marks, listed = [], []
    for number, one in enumerate(services, 1):
        if one.said.at is not None:
            x, y = to_paper(one.said.at)
            marks.append(ServiceMark(x, y, one.kind.glyph, number))
        if number <= ROWS:
            said = " ".join(part for part in (one.said.phone, one.said.opening_hours[:MOST_HOURS]) if part)
            listed.append(ListedService(number, one.kind.glyph, one.said.name[:MOST_NAME], said, TOP + STEP * number))
    names: dict[str, list[tuple[float, float]]] = {}
    for one in placed:
        names.setdefault(one.estate, []).extend(map(to_paper, one.ring))
    estates = [
        Text(
            (min(x for x, _y in some) + max(x for x, _y in some)) / 2,
            max(min(y for _x, y in some) - 2.5, MAP[1] + 6),
            name,
            4.0,
        )
        for name, some in names.items()
    ]
    qr, size = qr_of(address)
    return CircleSheet(
        buildings="".join(path_of(map(to_paper, one.ring), closed=True) for one in placed),
        estates=estates,
        marks=marks,
        listed=listed,
        left_out=max(0, len(services) - ROWS),
        bar=round(metres * scale, 2),
        bar_ground=round(metres * scale, 2) + 6,
        bar_metres=metres,
        qr=qr,
        qr_size=size,
        pictures=pictures_of(base, to_paper, scale),
        **ground_paths(ground, to_paper),
    )
