"""`./linli places`: files of the ground, faults and assignment in the terminal."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from uuid import uuid4

import pytest
import shapely

from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.hand_in_ground_file import hand_in_ground_file
from linli.places.actions.publish_grid_draft import publish_grid_draft
from linli.places.jobs import sweep_ground_files
from linli.places.models import GridDraft, GroundFile
from linli.project.command_line import places
from linli.project.plain_words import CannotGoOn
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

WEST, EAST = shapely.box(117.4800, 30.6590, 117.4815, 30.6610), shapely.box(117.4815, 30.6590, 117.4830, 30.6610)


@pytest.fixture
def town(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_small_community()


def given(*words: object) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    places.add(parser.add_subparsers())
    return parser.parse_args(["places", *map(str, words)])


def grids_file(tmp_path):
    features = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(shape)), "properties": {"name": name}}
        for shape, name in ((WEST, "第一网格"), (EAST, "第二网格"))
    ]
    path = tmp_path / "网格.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def published(town, tmp_path):
    assert places._import(given("import", grids_file(tmp_path), "--layer", "grid", "--yes"), town.code) == 0
    with acting_in(Scope.everything()):
        draft = GridDraft.objects.get()
    publish_grid_draft(actor=town.actor("centre"), key=uuid4(), draft=draft.key, seen=1)


def test_without_yes_it_is_only_looked_at(town, tmp_path, capsys):
    assert places._import(given("import", grids_file(tmp_path), "--layer", "grid"), town.code) == 0
    assert "网格边界 2" in capsys.readouterr().out
    with acting_in(Scope.everything()):
        assert not GridDraft.objects.exists()


def test_points_of_a_table_are_given_their_grids(town, tmp_path, capsys):
    published(town, tmp_path)
    table = tmp_path / "点.csv"
    table.write_text(
        "名称,经度,纬度\n甲,117.4805,30.66\n边上,117.4815,30.66\n乙,117.4825,30.66\n外,117.5,30.66\n坏,x,\n",
        encoding="utf-8",
    )
    assert places._assign(given("assign", table), places._index("")) == 0
    lines = (tmp_path / "点-网格.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.rpartition(",")[2] for line in lines] == ["网格编码", town.grid_a, town.grid_a, town.grid_b, "", ""]
    assert "5 行，3 行分到网格" in capsys.readouterr().out


def test_what_is_wrong_with_the_grids_is_said_place_by_place(town, tmp_path, capsys):
    published(town, tmp_path)
    assert places._check(given("check", "--community", town.code)) == 0
    assert "2 个网格有边界，0 处要改" in capsys.readouterr().out


def test_without_borders_there_is_nothing_to_assign_to(town):
    with pytest.raises(CannotGoOn, match="还没有发布过网格边界"):
        places._index("")
    with pytest.raises(CannotGoOn, match="不是区划代码"):
        places._index("x")


def test_a_file_nobody_took_in_is_dropped_after_a_week(town, tmp_path):
    data = grids_file(tmp_path).read_bytes()
    row = hand_in_ground_file(
        actor=town.actor("centre"),
        key=uuid4(),
        community=town.code,
        file_name="a",
        data=data,
        layer="grid",
        coordinates="auto",
    )
    assert sweep_ground_files() == 0
    with clock.at(clock.now() + timedelta(days=8)):
        assert sweep_ground_files() == 1
    with acting_in(Scope.everything()):
        assert GroundFile.objects.get(id=row.id).state == "dropped"
