"""GeoJSON (RFC 7946, and the older `crs` member)."""

from __future__ import annotations

import json
from typing import Any

import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape as shape_of

from linli.kernel.errors import BadInput

from .things import MOST_FEATURES, RawFeature, RawFile

KINDS = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}


def read_geojson(data: bytes) -> RawFile:
    """The features of a FeatureCollection, a single Feature, or a bare geometry."""
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        try:
            whole = json.loads(data.decode("gb18030"))
        except ValueError as wrong:
            raise BadInput("map_file", "broken") from wrong
    except (ValueError, RecursionError) as wrong:
        raise BadInput("map_file", "broken") from wrong
    if not isinstance(whole, dict):
        raise BadInput("map_file", "unknown")
    features = whole.get("features") if whole.get("type") == "FeatureCollection" else [whole]
    if not isinstance(features, list):
        raise BadInput("map_file", "broken")
    if len(features) > MOST_FEATURES:
        raise BadInput("map_file", "too_many", len(features))
    return RawFile("GeoJSON", [_feature(n, one) for n, one in enumerate(features, 1)], _crs(whole))


def _feature(number: int, one: Any) -> RawFeature:
    if not isinstance(one, dict):
        return RawFeature(number, "", reason="unreadable")
    facts = one.get("properties") if one.get("type") == "Feature" else {}
    facts = facts if isinstance(facts, dict) else {}
    id = one.get("id", facts.get("@id", facts.get("id")))
    raw = RawFeature(number, "" if id is None or isinstance(id, dict | list) else str(id)[:80], facts)
    geometry = one.get("geometry") if one.get("type") == "Feature" else one
    if not isinstance(geometry, dict):
        raw.reason = "no_shape"
        return raw
    try:
        if geometry.get("type") not in KINDS:
            raise ValueError(geometry.get("type"))
        raw.shape = shapely.force_2d(shape_of(geometry))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, GEOSException, RecursionError):
        raw.reason = "unreadable"
    return raw


def _crs(whole: dict[str, Any]) -> str:
    named = whole.get("crs")
    try:
        return str(named["properties"]["name"])[:2000] if isinstance(named, dict) else ""
    except (KeyError, TypeError):
        return ""
