"""ESRI Shapefile: .shp with .dbf, .prj and .cpg beside it, out of a zip."""

from __future__ import annotations

import io
import struct

import shapefile
import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape as shape_of

from linli.kernel.errors import BadInput

from .things import MOST_FEATURES, RawFeature, RawFile

ENCODINGS = ("utf-8", "gb18030")
BROKEN = (shapefile.ShapefileException, struct.error, ValueError, IndexError, KeyError, TypeError, EOFError, OSError)


def read_shapefile(parts: dict[str, bytes]) -> RawFile:
    """The features of the parts, by ending; without a .dbf they have no names. The .cpg says the characters' encoding, else UTF-8 and then
    GB18030 are tried, as Chinese surveyors write it."""
    named = parts.get("cpg", b"").decode("ascii", "ignore").strip().lower()
    tried = [{"936": "gb18030", "gbk": "gb18030", "65001": "utf-8", "utf8": "utf-8"}.get(named, named)] if named else []
    for encoding in [*tried, *ENCODINGS]:
        try:
            return RawFile(
                "Shapefile", _features(parts, encoding), parts.get("prj", b"").decode("utf-8", "replace").strip()
            )
        except (UnicodeDecodeError, LookupError, shapefile.dbfFileException):
            continue
        except BROKEN as wrong:
            raise BadInput("map_file", "broken") from wrong
    raise BadInput("map_file", "broken")


def _features(parts: dict[str, bytes], encoding: str) -> list[RawFeature]:
    dbf = io.BytesIO(parts["dbf"]) if parts.get("dbf") else None
    with shapefile.Reader(shp=io.BytesIO(parts["shp"]), dbf=dbf, encoding=encoding) as reader:
        rows: list[dict] = [record.as_dict() for record in reader.iterRecords()] if dbf else []
        features = []
        for number, one in enumerate(reader.iterShapes(), 1):
            if number > MOST_FEATURES:
                raise BadInput("map_file", "too_many", number)
            facts = rows[number - 1] if number <= len(rows) else {}
            found = next(
                (facts[name] for name in facts if name.lower() in ("id", "osm_id", "fid", "gid", "objectid")), None
            )
            raw = RawFeature(number, "" if found is None else str(found)[:80], facts)
            features.append(raw)
            if one.shapeType == shapefile.NULL or not one.points:
                raw.reason = "no_shape"
                continue
            try:
                raw.shape = shapely.force_2d(shape_of(one.__geo_interface__))
            except (*BROKEN, GEOSException, AttributeError):
                raw.reason = "unreadable"
    return features
