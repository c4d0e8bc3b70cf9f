"""Files of the ground that cannot be taken: each is refused through the page with its reason, and nothing of it is taken in."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from uuid import uuid4

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.models import Building, GridDraft, GroundFeature, GroundFile, Outline
from tests.places.ground_files.test_read_ground import BOW, HOUSE, MANY, a_geopackage, a_shapefile, geojson, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(signed_in):
    return signed_in("centre")


def hand_in(client, town, data, layer="grid", name="地图.geojson", coordinates="auto"):
    return client.post(
        reverse("staff:hand_in_ground_file", args=[town.code]),
        {"map_file": SimpleUploadedFile(name, data), "layer": layer, "coordinates": coordinates, "key": str(uuid4())},
    )


def nothing_came_of_it():
    with acting_in(Scope.everything()):
        return not any(model.objects.exists() for model in (GroundFeature, GridDraft, Outline))


def without_prj(data):
    """The shapefile without the part that says its coordinate system."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(kept, "w") as part:
        for name in whole.namelist():
            if not name.endswith(".prj"):
                part.writestr(name, whole.read(name))
    return kept.getvalue()


def locked():
    """A zip whose member says that it is encrypted."""
    data = bytearray(zipped(a_json=b"{}"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


IN_METRES = shapely.box(500_000, 3_390_000, 500_100, 3_390_100)
WHOLE_FILES = {
    "an empty file": (b"", "文件是空的"),
    "only blanks": (b" \n\0\n", "文件是空的"),
    "no map at all": (b"%PDF-1.7 no map", "这不是 GeoJSON"),
    "GeoJSON that breaks off": (b'{"type": "FeatureCollection", "features": [', "文件不完整或已损坏"),
    "GeoJSON without a feature": (b'{"type": "FeatureCollection", "features": []}', "没有任何图形"),
    "a broken zip": (zipped(a_shp=b"x")[:40], "文件不完整或已损坏"),
    "a zip within which nothing is of use": (zipped(a_txt=b"hello"), "没有 .shp 等地图文件"),
    "a zip with two layers": (zipped(a_shp=b"", b_shp=b""), "不止一个图层"),
    "a zip behind a password": (locked(), "有密码"),
    "a zip bomb": (zipped(a_json=b"0" * 10 + b" " * (245 << 20)), "解开后太大"),
    "a gzip bomb": (gzip.compress(b"{" + b" " * (250 << 20)), "解开后太大"),
    "a shapefile that is none": (zipped(a_shp=b"rubbish", a_dbf=b""), "文件不完整或已损坏"),
    "a shapefile in metres without its .prj": (without_prj(a_shapefile(IN_METRES, {"NAME": "甲"})), "Shapefile 要带 .prj"),
    "a GeoPackage that is no database": (b"SQLite format 3\0" + b"\0" * 200, "文件不完整或已损坏"),
    "a coordinate system that does not exist": (
        geojson((HOUSE, {"name": "甲"}, ""), crs={"properties": {"name": "EPSG:999999"}}),
        "坐标系不认识",
    ),
    "metres that pass for degrees": (geojson((IN_METRES, {"name": "甲"}, "")), "坐标不是经纬度"),
}  # fmt: skip


@pytest.mark.parametrize("what", WHOLE_FILES)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(town, centre, what):
    data, said = WHOLE_FILES[what]
    answer = hand_in(centre, town, data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with acting_in(Scope.everything()):
        assert not GroundFile.objects.exists()
    assert nothing_came_of_it()


GOOD = (shapely.box(117.4800, 30.6590, 117.4815, 30.6610), {"name": "第一网格"}, "")
ROWS = {
    "a border that crosses itself": ((BOW, {"name": "乱网格"}, ""), "边界自己交叉"),
    "ten thousand corners": ((MANY, {"name": "乱网格"}, ""), "超过 9999 个"),
    "coordinates the wrong way round": (
        (shapely.box(30.6590, 117.4815, 30.6610, 117.4830), {"name": "乱网格"}, ""),
        "经度和纬度写反了",
    ),
    "a place in another province": (
        (shapely.box(120.48, 30.659, 120.483, 30.661), {"name": "乱网格"}, ""),
        "离本社区太远",
    ),
    "coordinates off the earth": ((shapely.box(300, 120, 301, 121), {"name": "乱网格"}, ""), "不在地球"),
    "a point where an area should be": ((shapely.Point(117.482, 30.66), {"name": "乱网格"}, ""), "应当是一块面"),
    "no shape at all": ((shapely.Polygon(), {"name": "乱网格"}, ""), "没有图形"),
    "less than a square metre": (
        (shapely.box(117.482, 30.66, 117.482001, 30.660001), {"name": "乱网格"}, ""),
        "不到 1 平方米",
    ),
    "no name": ((shapely.box(117.4815, 30.6590, 117.4830, 30.6610), {}, ""), "没有名称"),
    "a name twice": ((shapely.box(117.4815, 30.6590, 117.4830, 30.6610), {"name": "第一网格"}, "2"), "和前面一行同名"),
}


@pytest.mark.parametrize("what", ROWS)
def test_a_row_that_cannot_be_taken_is_named_and_holds_up_the_whole_file(town, centre, what):
    row, said = ROWS[what]
    looked = hand_in(centre, town, geojson(GOOD, row, crs={"properties": {"name": "EPSG:4326"}}))
    assert looked.status_code == 302
    page = centre.get(looked.url).content.decode()
    assert said in page
    assert "有 1 行有问题，还没有导入任何内容" in page
    assert centre.post(looked.url + "take-in/", {"key": str(uuid4())}).status_code == 400
    assert nothing_came_of_it()
    assert centre.post(looked.url + "take-in/", {"key": str(uuid4()), "without_bad": "yes"}).status_code == 302
    with acting_in(Scope.everything()):
        assert len(GridDraft.objects.get().plan["cells"]) == 1


def test_a_shapefile_in_degrees_without_its_prj_is_read_as_wgs84(town, centre):
    looked = hand_in(centre, town, without_prj(a_shapefile(HOUSE, {"NAME": "1号楼"})), layer="building", name="楼.zip")
    assert "EPSG:4326" in centre.get(looked.url).content.decode()


def test_a_file_in_another_system_than_it_says_is_caught_by_where_it_lies(town, centre):
    # GCJ-02 numbers are near enough to pass; metres of a zone told as another zone's are not.
    data = a_shapefile(shapely.box(545_000, 3_392_000, 545_100, 3_392_100), {"NAME": "甲"}, crs="EPSG:4549")
    looked = hand_in(centre, town, data, name="甲.zip")
    assert "请核对坐标系" in centre.get(looked.url).content.decode()


def test_a_file_that_breaks_while_it_is_taken_in_leaves_nothing(town, centre, tmp_path):
    looked = hand_in(centre, town, a_geopackage(tmp_path, HOUSE, "1号楼"), layer="building", name="楼.gpkg")
    with acting_in(Scope.everything()):
        row = GroundFile.objects.get()
    from linli.places.ground_files_kept import keep

    two = geojson((HOUSE, {"name": "甲"}, ""), (shapely.box(117.49, 30.66, 117.491, 30.661), {"name": "乙"}, ""))
    with acting_in(Scope.everything()):
        GroundFile.objects.update(layer="community")
    keep(row.id, two)
    assert centre.post(looked.url + "take-in/", {"key": str(uuid4())}).status_code == 400
    assert nothing_came_of_it()
    with acting_in(Scope.everything()):
        assert GroundFile.objects.get().state == "read"
        assert not Building.objects.exclude(footprint=[]).exists()


def test_buildings_cut_at_the_edges_of_tiles_are_taken_in_as_one_each(town, centre, shared_data):
    data = (shared_data / "geo" / "shanghai_buildings.geojson").read_bytes()
    with acting_in(Scope.everything()):
        Building.objects.update(longitude=121.49, latitude=31.24)
    looked = hand_in(centre, town, data, layer="building", name="上海.geojson")
    assert "122 块被切开的已按编号拼回" in centre.get(looked.url).content.decode()
    assert centre.post(looked.url + "take-in/", {"key": str(uuid4())}).status_code == 302
    ids = {str(one["properties"]["id"]) for one in json.loads(data)["features"]}
    with acting_in(Scope.everything()):
        kept = list(GroundFeature.objects.values_list("source_id", flat=True))
    assert len(kept) == len(set(kept)) == 1_450
    assert set(kept) <= ids
