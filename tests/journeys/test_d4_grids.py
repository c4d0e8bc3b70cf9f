"""D4: grids that hold every building exactly once: from a surveyor's file to published borders, and back to any earlier day."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.people.models import Household, Resident
from linli.places.models import Building, Dwelling, Grid, GridDraft, Outline
from linli.places.rules.tiles import house_tile_of
from tests.cases.in_the_loop import make_categories
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=clock.SHANGHAI)


@pytest.fixture
def town():
    make_categories()
    return make_small_community()


@pytest.fixture
def centre(town):
    client = Client()
    client.force_login(town.users["centre"])
    session = client.session
    session["seen"] = int(clock.now().timestamp())
    session.save()
    return client


def key_of(page) -> str:
    return re.search(r'name="key" value="([0-9a-f-]{36})"', page.content.decode()).group(1)


def geojson(*features):
    made = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(shape)), "properties": facts}
        for shape, facts in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": made}).encode()


WHOLE = shapely.box(117.4800, 30.6590, 117.4830, 30.6610)
# 1号楼 of either estate stands at 117.481, 2号楼 at 117.482: the new border runs between them.
WEST = shapely.box(117.4800, 30.6590, 117.4815, 30.6610)
EAST = shapely.box(117.4815, 30.6590, 117.4830, 30.6610)


def hand_in(client, code, data, layer, name="边界.geojson"):
    answer = client.post(
        reverse("staff:hand_in_ground_file", args=[code]),
        {"map_file": SimpleUploadedFile(name, data), "layer": layer, "coordinates": "auto", "key": str(uuid4())},
    )
    return answer


def take_in(client, answer, **more):
    assert answer.status_code == 302, answer.content.decode()
    return client.post(answer.url + "take-in/", {"key": str(uuid4()), **more})


def test_from_a_file_to_published_grids_with_every_building_bound(town, centre):
    with clock.at(MORNING):
        session = centre.session
        session["seen"] = int(clock.now().timestamp())
        session.save()
        with acting_in(Scope.everything()):
            home = Dwelling.objects.get(id=town.dwellings[2].id)
            family = Household(place_code=home.place_code, dwelling=home)
            family.save(force_insert=True)
            someone = Resident(place_code=home.place_code, household=family, name="张三")
            someone.save(force_insert=True)
        take_in(centre, hand_in(centre, town.code, geojson((WHOLE, {"name": "测试社区"})), "community"))

        looked = hand_in(centre, town.code, geojson((WEST, {"name": "第一网格"}), (EAST, {"name": "滨湖网格"})), "grid")
        page = centre.get(looked.url).content.decode()
        assert "网格边界 2" in page
        with acting_in(Scope.everything()):
            assert not GridDraft.objects.exists(), "nothing is taken in before somebody says so"
        draft_page = take_in(centre, looked)
        draft = draft_page.url
        page = centre.get(draft)
        assert "没有重叠、空白和越界" in page.content.decode()

        preview = centre.get(draft + "publish/")
        words = preview.content.decode()
        assert "滨湖网格" in words
        assert "第二网格" in words, "the grid that ends is named"
        assert centre.post(draft + "publish/", {"key": key_of(preview), "seen": 1}).status_code == 302

    with acting_in(Scope.everything()):
        new = Grid.objects.get(name="滨湖网格")
        assert new.place_code == town.code + "1003", "the code of a grid that ended is not given again"
        assert Grid.objects.get(place_code=town.grid_b).ended_at == MORNING
        places = dict(Building.objects.filter(street_code=int(town.street)).values_list("id", "place_code"))
        first, second, third, fourth = (places[one.id] for one in town.buildings)
        assert (first, third) == (town.grid_a, town.grid_a)
        assert (second, fourth) == (new.place_code, new.place_code)
        assert Dwelling.objects.get(id=home.id).place_code == new.place_code
        assert Outline.objects.filter(place_code__startswith=town.code, valid_until=None).count() == 3

    deliver(100)
    with acting_in(Scope.everything()):
        assert Household.objects.get(id=family.id).place_code == new.place_code
        assert Resident.objects.get(id=someone.id).place_code == new.place_code


def test_history_keeps_the_grids_of_its_day(town, centre):
    for day, cells in enumerate([((WEST, "第一网格"), (EAST, "第二网格")), ((WHOLE, "第一网格"),)]):
        with clock.at(MORNING + timedelta(days=10 * day)):
            session = centre.session
            session["seen"] = int(clock.now().timestamp())
            session.save()
            data = geojson(*((shape, {"name": name}) for shape, name in cells))
            draft = take_in(centre, hand_in(centre, town.code, data, "grid")).url
            assert centre.post(draft + "publish/", {"key": str(uuid4()), "seen": 1}).status_code == 302
    with clock.at(MORNING + timedelta(days=20)):
        session = centre.session
        session["seen"] = int(clock.now().timestamp())
        session.save()
        address = reverse("staff:community_grids", args=[town.code])
        today = centre.get(address).content.decode()
        then = centre.get(address + "?on=2026-03-05").content.decode()
        before = centre.get(address + "?on=2026-02-01").content.decode()
        tile = house_tile_of((117.4820, 30.6600))
        tile = reverse("staff:map_tile", args=[13, tile.x // 4, tile.y // 4])
        layer = centre.get(f"{tile}?in={town.code}&on=2026-03-05").json()["places"]
    assert "第二网格" not in today
    assert "第二网格" in then
    assert "那一天还没有发布过网格边界" in before
    assert {grid[1] for grid in layer["grids"]} == {"第一网格", "第二网格"}


def test_a_draft_with_a_gap_is_kept_but_not_published(town, centre):
    take_in(centre, hand_in(centre, town.code, geojson((WHOLE, {"name": "测试社区"})), "community"))
    narrow = shapely.box(117.4820, 30.6590, 117.4830, 30.6610)
    data = geojson((WEST, {"name": "第一网格"}), (narrow, {"name": "第二网格"}))
    draft = take_in(centre, hand_in(centre, town.code, data, "grid")).url
    assert "没有网格管的空白" in centre.get(draft).content.decode()
    refused = centre.post(draft + "publish/", {"key": str(uuid4()), "seen": 1})
    assert refused.status_code == 422
    assert "还不能发布" in refused.content.decode()
    with acting_in(Scope.everything()):
        assert GridDraft.objects.get().state == "draft"


def test_one_bad_row_and_nothing_is_taken_in_unless_one_says_so(town, centre):
    bow = shapely.Polygon([(117.48, 30.66), (117.481, 30.661), (117.481, 30.66), (117.48, 30.661)])
    looked = hand_in(centre, town.code, geojson((WEST, {"name": "第一网格"}), (bow, {"name": "第二网格"})), "grid")
    page = centre.get(looked.url).content.decode()
    assert "边界自己交叉" in page
    assert "第二网格" in page
    assert take_in(centre, looked).status_code == 400
    with acting_in(Scope.everything()):
        assert not GridDraft.objects.exists()
    assert take_in(centre, looked, without_bad="yes").status_code == 302
    with acting_in(Scope.everything()):
        assert len(GridDraft.objects.get().plan["cells"]) == 1
