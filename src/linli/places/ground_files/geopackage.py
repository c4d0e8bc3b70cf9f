"""OGC GeoPackage: SQLite with WKB behind a short header (GeoPackage 1.3, §2.1.3)."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from typing import Any

import shapely
from shapely.errors import GEOSException

from linli.kernel.errors import BadInput

from .things import MOST_FEATURES, RawFeature, RawFile

ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
MOST_STEPS = 40_000_000
"""Of SQLite's machine: a file that makes it work longer is no table of features."""


def read_geopackage(data: bytes) -> RawFile:
    """The features of the one table of features. Views and triggers of the file are not run."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file.gpkg")
        with open(path, "wb") as file:
            file.write(data)
        try:
            connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
            try:
                return _read(connection)
            finally:
                connection.close()
        except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError, OverflowError) as wrong:
            raise BadInput("map_file", "broken") from wrong


def _read(connection: sqlite3.Connection) -> RawFile:
    steps = iter(range(MOST_STEPS // 100_000))
    connection.set_progress_handler(lambda: 0 if next(steps, None) is not None else 1, 100_000)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    tables = connection.execute(
        "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g JOIN sqlite_master m"
        " ON lower(m.name) = lower(g.table_name) AND m.type = 'table'"
    ).fetchall()
    if len(tables) != 1:
        raise BadInput("map_file", "several" if tables else "no_features", len(tables))
    table, column, srs = tables[0]
    quoted = '"' + str(table).replace('"', '""') + '"'
    cursor = connection.execute(f"SELECT * FROM {quoted} LIMIT {MOST_FEATURES + 1}")  # noqa: S608 quoted above
    names = [one[0] for one in cursor.description]
    at = next((n for n, name in enumerate(names) if name.lower() == str(column).lower()), None)
    if at is None:
        raise BadInput("map_file", "broken")
    features = []
    for number, row in enumerate(cursor, 1):
        if number > MOST_FEATURES:
            raise BadInput("map_file", "too_many", number)
        features.append(_feature(number, names, row, at))
    return RawFile("GeoPackage", features, _crs(connection, srs))


def _feature(number: int, names: list[str], row: tuple[Any, ...], at: int) -> RawFeature:
    facts = {name: value for name, value in zip(names, row, strict=True) if not isinstance(value, bytes)}
    id = next((facts[name] for name in names if name.lower() in ("osm_id", "fid", "id") and name in facts), number)
    raw = RawFeature(number, str(id)[:80], facts)
    blob = row[at]
    if blob is None:
        raw.reason = "no_shape"
        return raw
    try:
        if not isinstance(blob, bytes) or blob[:2] != b"GP":
            raise ValueError("no GeoPackage header")
        raw.shape = shapely.force_2d(shapely.from_wkb(blob[8 + ENVELOPES[blob[3] >> 1 & 7] :]))
    except (ValueError, KeyError, IndexError, GEOSException):
        raw.reason = "unreadable"
    return raw


def _crs(connection: sqlite3.Connection, srs: Any) -> str:
    found = connection.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?", [srs]
    ).fetchone()
    if found is None or srs in (0, -1):
        return ""
    organisation, number, definition = found
    return f"{organisation}:{number}" if str(organisation).upper() == "EPSG" else str(definition or "")[:20_000]
