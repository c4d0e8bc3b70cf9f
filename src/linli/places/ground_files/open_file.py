"""Bytes become features: the format is told by the content, never by the name; bombs and giants are stopped while unpacking."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from linli.kernel.errors import BadInput

from .geojson import read_geojson
from .geopackage import read_geopackage
from .osm import read_osm
from .shapefiles import read_shapefile
from .things import MOST_BYTES, MOST_UNPACKED, RawFile

FIELD = "map_file"
SQLITE = b"SQLite format 3\0"


def open_file(data: bytes) -> RawFile:
    """The features of a file. Raises `BadInput("map_file", …)`: `empty`, `too_big`, `bomb`, `encrypted`, `no_shapefile`, `several`, `unknown`
    (no such format), `broken` (begins like one and does not go on), `too_many`, `no_features`."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise BadInput(FIELD, "empty")
    if len(data) > MOST_BYTES:
        raise BadInput(FIELD, "too_big", len(data) >> 20)
    if data[:2] == b"\x1f\x8b":
        data = _gunzipped(data)
    raw = _read(data)
    if not raw.features:
        raise BadInput(FIELD, "no_features")
    return raw


def _read(data: bytes) -> RawFile:
    if data[:4] == b"PK\x03\x04":
        return _zipped(data)
    if data[:16] == SQLITE:
        return read_geopackage(data)
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"{":
        return read_geojson(data)
    if head[:1] == b"<":
        return read_osm(data)
    raise BadInput(FIELD, "unknown")


def _gunzipped(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            whole = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as wrong:
        raise BadInput(FIELD, "broken") from wrong
    if len(whole) > MOST_UNPACKED:
        raise BadInput(FIELD, "bomb")
    return whole


def _zipped(data: bytes) -> RawFile:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
            if len(members) > 200 or sum(one.file_size for one in members) > MOST_UNPACKED:
                raise BadInput(FIELD, "bomb")
            if any(one.flag_bits & 1 for one in members):
                raise BadInput(FIELD, "encrypted")
            return _of_members(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as wrong:
        raise BadInput(FIELD, "broken") from wrong


def _of_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> RawFile:
    by_ending: dict[str, list[zipfile.ZipInfo]] = {}
    for one in members:
        by_ending.setdefault(one.filename.rpartition(".")[2].lower(), []).append(one)
    shapes = by_ending.get("shp", [])
    if len(shapes) > 1:
        raise BadInput(FIELD, "several", len(shapes))
    if shapes:
        stem = shapes[0].filename[:-4].lower()
        parts = {
            ending: _unpacked(archive, one)
            for ending in ("shp", "dbf", "prj", "cpg")
            for one in by_ending.get(ending, ())
            if one.filename[:-4].lower() == stem
        }
        return read_shapefile(parts)
    others = [one for ending in ("geojson", "json", "gpkg", "osm") for one in by_ending.get(ending, ())]
    if len(others) != 1:
        raise BadInput(FIELD, "several" if others else "no_shapefile", len(others))
    inner = _unpacked(archive, others[0])
    if inner[:4] == b"PK\x03\x04":
        raise BadInput(FIELD, "unknown")
    return _read(inner)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member, stopped where it grows beyond what its entry claims: the claim may be a lie."""
    with archive.open(member) as file:
        data = file.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise BadInput(FIELD, "bomb")
    return data
