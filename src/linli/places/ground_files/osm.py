"""OpenStreetMap XML (.osm): buildings, ways one walks, water, and the places people go to."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from linli.kernel.errors import BadInput

from .things import MOST_FEATURES, RawFeature, RawFile

WANTED = ("building", "highway", "waterway", "natural", "amenity", "shop", "healthcare", "leisure", "office", "railway")
MOST_NODES = 3_000_000


def read_osm(data: bytes) -> RawFile:
    """The tagged ways, nodes and multipolygons of an extract. A document type or an entity of its own is refused: it has no
    business in such a file."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as wrong:
        raise BadInput("map_file", "broken" if reader.is_osm else "unknown") from wrong
    return RawFile("OpenStreetMap", reader.features(), "EPSG:4326")


class _Reader:
    """Gathers nodes, ways and relations as the parser meets them."""

    def __init__(self) -> None:
        self.is_osm = False
        self.nodes: dict[str, tuple[float, float]] = {}
        self.ways: dict[str, list[str]] = {}
        self.tagged: list[tuple[str, str, dict[str, str], list[tuple[str, str]]]] = []
        self.now: tuple[str, str] | None = None
        self.tags: dict[str, str] = {}
        self.refs: list[str] = []
        self.members: list[tuple[str, str]] = []

    def refuse(self, *_given: Any) -> None:
        raise BadInput("map_file", "unknown")

    def start(self, name: str, given: dict[str, str]) -> None:
        if not self.is_osm:
            if name != "osm":
                raise BadInput("map_file", "unknown")
            self.is_osm = True
        elif name == "node":
            self.now, self.tags = ("node", given.get("id", "")), {}
            if len(self.nodes) >= MOST_NODES:
                raise BadInput("map_file", "too_many", MOST_NODES)
            try:
                self.nodes[given["id"]] = (float(given["lon"]), float(given["lat"]))
            except (KeyError, ValueError):
                self.now = None
        elif name in ("way", "relation"):
            self.now, self.tags, self.refs, self.members = (name, given.get("id", "")), {}, [], []
        elif name == "nd":
            self.refs.append(given.get("ref", ""))
        elif name == "member" and given.get("type") == "way":
            self.members.append((given.get("ref", ""), given.get("role", "")))
        elif name == "tag":
            self.tags[given.get("k", "")[:60]] = given.get("v", "")[:250]

    def end(self, name: str) -> None:
        if name not in ("node", "way", "relation") or self.now is None:
            return
        kind, id = self.now
        if kind == "way":
            self.ways[id] = self.refs
        # Relations that are no areas (bus routes, roads by number) are made of ways that are there by themselves.
        is_thing = kind != "relation" or self.tags.get("type") == "multipolygon"
        if is_thing and any(key in self.tags for key in WANTED):
            self.tagged.append((kind, id, self.tags, self.members))
            if len(self.tagged) > MOST_FEATURES:
                raise BadInput("map_file", "too_many", MOST_FEATURES)
        self.now = None

    def features(self) -> list[RawFeature]:
        return [self._feature(n, *one) for n, one in enumerate(self.tagged, 1)]

    def _feature(
        self, number: int, kind: str, id: str, tags: dict[str, str], members: list[tuple[str, str]]
    ) -> RawFeature:
        raw = RawFeature(number, f"{kind}/{id}"[:80], tags)
        try:
            if kind == "node":
                raw.shape = shapely.Point(self.nodes[id])
            elif kind == "way":
                raw.shape = self._way(self.ways[id], tags)
            else:
                raw.shape = self._area(members)
        except (ValueError, KeyError, GEOSException):
            raw.reason = "unreadable"
        if raw.shape is None and not raw.reason:
            raw.reason = "no_shape"
        return raw

    def _points(self, refs: list[str]) -> list[tuple[float, float]]:
        # An extract cut at its edge names nodes it does not hold.
        return [self.nodes[ref] for ref in refs if ref in self.nodes]

    def _way(self, refs: list[str], tags: dict[str, str]) -> BaseGeometry | None:
        points = self._points(refs)
        is_line = ("highway" in tags and tags.get("area") != "yes") or ("waterway" in tags and tags["waterway"] != "riverbank") or "railway" in tags  # fmt: skip
        if len(points) >= 4 and refs[0] == refs[-1] and not is_line:
            return shapely.Polygon(points)
        return shapely.LineString(points) if len(points) >= 2 else None

    def _area(self, members: list[tuple[str, str]]) -> BaseGeometry | None:
        lines = {"outer": [], "inner": []}
        for ref, role in members:
            points = self._points(self.ways.get(ref, []))
            if len(points) >= 2:
                lines["inner" if role == "inner" else "outer"].append(shapely.LineString(points))
        outer = shapely.union_all(shapely.polygonize(lines["outer"]))
        inner = shapely.union_all(shapely.polygonize(lines["inner"])) if lines["inner"] else None
        area = outer.difference(inner) if inner is not None else outer
        return None if area.is_empty else area
