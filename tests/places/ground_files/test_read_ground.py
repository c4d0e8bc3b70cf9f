"""Files of the ground: four formats, any coordinates, and a reason for every row that is refused."""

import gzip
import io
import json
import sqlite3
import struct
import zipfile

import pytest
import shapefile
import shapely
from pyproj import CRS, Transformer

from linli.kernel.errors import BadInput
from linli.places.ground_files import AskedOf, Layer, read_ground
from linli.places.rules.coordinates import bd09_from_gcj02, gcj02_from_wgs84

HOUSE = shapely.box(117.4800, 30.6600, 117.4803, 30.6601)
NEAR = (117.47, 30.65, 117.49, 30.67)


def geojson(*features, **more):
    made = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": facts,
            **({"id": id} if id else {}),
        }
        for shape, facts, id in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": made, **more}).encode()


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", ".", 1), data)
    return file.getvalue()


def a_shapefile(shape, facts, crs="EPSG:4490", encoding="utf-8"):
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding=encoding) as writer:
        for name in facts:
            writer.field(name, "C", size=60)
        writer.shape(json.loads(shapely.to_geojson(shape)))
        writer.record(**facts)
    return zipped(a_shp=shp.getvalue(), a_dbf=dbf.getvalue(), a_prj=CRS(crs).to_wkt("WKT1_ESRI"))


def a_geopackage(tmp_path, shape, name, srs=4326):
    path = tmp_path / "a.gpkg"
    db = sqlite3.connect(path)
    db.executescript(
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition, description);"
        "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m);"
        "CREATE TABLE houses (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);"
    )
    db.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('x', ?, 'EPSG', ?, '', '')", [srs, srs])
    db.execute("INSERT INTO gpkg_geometry_columns VALUES ('houses', 'geom', 'POLYGON', ?, 0, 0)", [srs])
    blob = b"GP" + struct.pack("<BBi", 0, 1, srs) + shapely.to_wkb(shape)
    db.execute("INSERT INTO houses VALUES (7, ?, ?)", [blob, name])
    db.commit()
    db.close()
    return path.read_bytes()


OSM = b"""<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="30.6600" lon="117.4800"/><node id="2" lat="30.6600" lon="117.4803"/>
<node id="3" lat="30.6601" lon="117.4803"/><node id="4" lat="30.6601" lon="117.4800"/>
<node id="5" lat="30.6605" lon="117.4805"><tag k="amenity" v="pharmacy"/><tag k="name" v="\xe5\xb9\xb3\xe5\xae\x89\xe8\x8d\xaf\xe6\x88\xbf"/></node>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="yes"/><tag k="building:levels" v="6"/></way>
<way id="11"><nd ref="1"/><nd ref="3"/><tag k="highway" v="primary"/></way>
<way id="12"><nd ref="1"/><nd ref="3"/><tag k="highway" v="footway"/></way>
<relation id="20"><member type="way" ref="10" role="outer"/><tag k="type" v="route"/><tag k="highway" v="x"/></relation>
</osm>"""


def only(read):
    assert (len(read.things), read.bad) == (1, [])
    return read.things[0]


def test_the_four_formats_tell_the_same_house(tmp_path):
    buildings = AskedOf(Layer.BUILDING)
    for data in (
        geojson((HOUSE, {"name": "1号楼"}, "7")),
        a_shapefile(HOUSE, {"NAME": "1号楼"}),
        a_shapefile(HOUSE, {"NAME": "1号楼"}, encoding="gbk"),
        a_geopackage(tmp_path, HOUSE, "1号楼"),
    ):
        thing = only(read_ground(data, buildings))
        assert thing.name == "1号楼"
        assert thing.shape.equals_exact(HOUSE, 1e-7) or thing.shape.normalize().equals_exact(HOUSE.normalize(), 1e-7)


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress, lambda data: zipped(a_osm=data)])
def test_openstreetmap_is_sorted_into_layers(pack):
    read = read_ground(pack(OSM), AskedOf())
    found = {thing.source_id: thing for thing in read.things}
    assert {id: thing.layer for id, thing in found.items()} == {
        "node/5": Layer.PLACE, "way/10": Layer.BUILDING, "way/11": Layer.ROAD, "way/12": Layer.ROAD,
    }  # fmt: skip
    assert found["way/10"].facts["levels"] == 6
    assert [found[id].facts["main"] for id in ("way/11", "way/12")] == [True, False]
    assert found["node/5"].name == "平安药房"


@pytest.mark.parametrize("crs", ["EPSG:4547", "EPSG:32650", "EPSG:3857", "EPSG:4490", "EPSG:4326"])
def test_any_coordinate_system_is_turned_into_ours(tmp_path, crs):
    there = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    moved = shapely.transform(HOUSE, lambda p: __import__("numpy").column_stack(there.transform(p[:, 0], p[:, 1])))
    read = read_ground(a_shapefile(moved, {"NAME": "x"}, crs), AskedOf(Layer.BUILDING, near=NEAR))
    assert shapely.hausdorff_distance(only(read).shape, HOUSE) < 2e-7
    assert read.crs == crs


@pytest.mark.parametrize(
    ("named", "turn"), [("gcj02", gcj02_from_wgs84), ("bd09", lambda x, y: bd09_from_gcj02(*gcj02_from_wgs84(x, y)))]
)
def test_maps_for_the_public_are_unshifted(named, turn):
    moved = shapely.transform(HOUSE, lambda p: __import__("numpy").column_stack(turn(p[:, 0], p[:, 1])))
    read = read_ground(geojson((moved, {}, "")), AskedOf(Layer.BUILDING, named, NEAR))
    assert shapely.hausdorff_distance(only(read).shape, HOUSE) < 3e-7


def test_pieces_cut_at_the_edges_of_tiles_are_one_again():
    west, east = shapely.box(117.48, 30.66, 117.48015, 30.6601), shapely.box(117.48015, 30.66, 117.4803, 30.6601)
    read = read_ground(geojson((west, {}, 9), (east, {"name": "1号楼"}, 9)), AskedOf(Layer.BUILDING))
    thing = only(read)
    assert (thing.shape.geom_type, thing.name, read.joined) == ("Polygon", "1号楼", 1)
    assert thing.shape.area == pytest.approx(HOUSE.area, rel=1e-6)


BOW = shapely.Polygon([(117.48, 30.66), (117.481, 30.661), (117.481, 30.66), (117.48, 30.661)])
MANY = shapely.Point(117.48, 30.66).buffer(0.001, quad_segs=2_600)


@pytest.mark.parametrize(
    ("shape", "facts", "reason"),
    [
        (BOW, {"name": "第一网格"}, "self_crossing"),
        (MANY, {"name": "第一网格"}, "too_many_corners"),
        (HOUSE, {}, "no_name"),
        (shapely.Point(117.48, 30.66), {"name": "第一网格"}, "not_an_area"),
        (shapely.box(30.66, 117.48, 30.661, 117.481), {"name": "第一网格"}, "swapped"),
        (shapely.box(120.48, 30.66, 120.481, 30.661), {"name": "第一网格"}, "far_away"),
        (shapely.box(420_000, 3_390_000, 420_100, 3_390_100), {"name": "第一网格"}, "out_of_range"),
        (shapely.Polygon(), {"name": "第一网格"}, "no_shape"),
        (shapely.box(117.48, 30.66, 117.480001, 30.660001), {"name": "第一网格"}, "no_area"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_reason(shape, facts, reason):
    good = shapely.box(117.47, 30.66, 117.471, 30.661)
    data = geojson((good, {"name": "第二网格"}, ""), (shape, facts, ""), crs={"properties": {"name": "EPSG:4326"}})
    read = read_ground(data, AskedOf(Layer.GRID, near=NEAR))
    assert [(bad.number, bad.reason) for bad in read.bad] == [(2, reason)]


def test_swapped_coordinates_are_known_without_knowing_the_place():
    read = read_ground(geojson((shapely.box(30.66, 117.48, 30.661, 117.481), {}, "")), AskedOf(Layer.BUILDING))
    assert [bad.reason for bad in read.bad] == ["swapped"]


def test_two_grids_of_one_name_are_a_mistake():
    data = geojson((HOUSE, {"name": "甲"}, 1), (shapely.box(117.49, 30.66, 117.491, 30.661), {"name": "甲"}, 2))
    assert [bad.reason for bad in read_ground(data, AskedOf(Layer.GRID)).bad] == ["same_name"]


def bomb():
    return gzip.compress(b"{" + b" " * (250 << 20))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\0\0\0 \n", "empty"),
        (b"%PDF-1.7", "unknown"),
        (b"{", "broken"),
        (b'{"type": "FeatureCollection", "features": []}', "no_features"),
        (b'{"type": "FeatureCollection", "features": 3}', "broken"),
        (b"[1]", "unknown"),
        (b"<html></html>", "unknown"),
        (b"<osm><node", "broken"),
        (b'<!DOCTYPE osm [<!ENTITY a "a">]><osm></osm>', "unknown"),
        (b"SQLite format 3\0" + b"\0" * 100, "broken"),
        (b"\x1f\x8b\x08\x00rubbish", "broken"),
        (b"PK\x03\x04rubbish", "broken"),
        (zipped(a_txt=b"x"), "no_shapefile"),
        (zipped(a_shp=b"rubbish", a_dbf=b""), "broken"),
        (zipped(a_shp=b"", b_shp=b""), "several"),
        (zipped(a_json=b"0" * 10 + b" " * (245 << 20)), "bomb"),
        (geojson((HOUSE, {}, ""), crs={"properties": {"name": "EPSG:999999"}}), "crs"),
        (geojson((shapely.box(5e5, 3e6, 6e5, 4e6), {}, "")), "no_crs"),
        (b"x" * ((60 << 20) + 1), "too_big"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_reason(data, reason):
    with pytest.raises(BadInput) as refused:
        read_ground(data, AskedOf(Layer.BUILDING))
    assert (refused.value.field, refused.value.reason) == ("map_file", reason)


def test_a_bomb_is_stopped_while_unpacking():
    with pytest.raises(BadInput, match="bomb"):
        read_ground(bomb(), AskedOf())


def test_shanghais_tiles_and_bayreuths_extract(shared_data):
    buildings = read_ground((shared_data / "geo" / "shanghai_buildings.geojson").read_bytes(), AskedOf(Layer.BUILDING))
    assert (len(buildings.things), buildings.bad, buildings.left_out) == (1_450, [], 409)
    assert buildings.joined == 122
    assert {thing.shape.geom_type for thing in buildings.things} == {"Polygon"}
    town = read_ground((shared_data / "geo" / "north-bayreuth.osm.gz").read_bytes(), AskedOf())
    assert town.counts()["building"] == 4_267
    assert town.bad == []
