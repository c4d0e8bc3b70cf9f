"""The pages of the division into grids: what they cost, what they refuse, and what stays typed."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.begin_grid_draft import begin_grid_draft
from linli.places.jobs import design_grids
from linli.places.models import Community, GridDesign, GridDraft, GroundFile, Outline
from linli.places.outlines import box_of
from linli.places.rules.ground import stored
from tests.doors.map import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(signed_in):
    return signed_in("centre")


def draft_of(town):
    return begin_grid_draft(actor=town.actor("centre"), key=uuid4(), community=town.code)


def test_a_page_costs_the_same_whatever_there_is(town, centre):
    page = reverse("staff:community_grids", args=[town.code])
    centre.get(page)
    before = statements(lambda: centre.get(page))
    for _ in range(3):
        draft_of(town)
    after = statements(lambda: centre.get(page))
    assert after == before
    assert after <= 16
    address = reverse("staff:grid_draft", args=[town.code, draft_of(town).id])
    assert statements(lambda: centre.get(address)) <= 7
    assert statements(lambda: centre.get(address + "publish/")) <= 14


def send(client, address, plan, began_from=1, **more):
    return client.post(
        address, {"key": str(uuid4()), "plan": json.dumps(plan, ensure_ascii=False), "began_from": began_from, **more}
    )


def test_somebody_else_kept_the_draft_meanwhile(town, centre):
    draft = draft_of(town)
    address = reverse("staff:grid_draft", args=[town.code, draft.id])
    plan = draft.plan
    assert send(centre, address, plan).status_code == 302
    plan["cells"][0]["name"] = "我的网格"
    refused = send(centre, address, plan)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "我的网格" in page
    assert 'name="over" value="2"' in page
    assert send(centre, address, plan, over=2).status_code == 302
    with acting_in(Scope.everything()):
        assert GridDraft.objects.get().plan["cells"][0]["name"] == "我的网格"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda plan: plan["cells"][0].update(name=""), "没有名称"),
        (lambda plan: plan["cells"].append({**plan["cells"][0], "code": ""}), "同名"),
        (lambda plan: plan["cells"][0].update(code="3417020109021001"), "没有传完整"),
        (lambda plan: plan["cells"].clear(), "没有传完整"),
        (lambda plan: plan["cells"].append({**plan["cells"][0], "code": "", "name": "又一个"}), "交叉、重叠"),
    ],
)
def test_a_plan_that_is_no_division_is_refused_and_stays_as_drawn(town, centre, change, said):
    draft = draft_of(town)
    plan = draft.plan
    change(plan)
    refused = send(centre, reverse("staff:grid_draft", args=[town.code, draft.id]), plan)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    with acting_in(Scope.everything()):
        assert GridDraft.objects.get().version == 1


def test_a_draft_that_others_overtook_is_not_published(town, centre):
    first, second = draft_of(town), draft_of(town)
    for draft, status in ((second, 302), (first, 422)):
        address = reverse("staff:publish_grid_draft", args=[town.code, draft.id])
        answer = centre.post(address, {"key": str(uuid4()), "seen": 1})
        assert answer.status_code == status
    assert "已经由别的草稿发布过" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"hello", "这不是 GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "没有任何图形"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(town, centre, data, said):
    answer = centre.post(
        reverse("staff:hand_in_ground_file", args=[town.code]),
        {"map_file": SimpleUploadedFile("a.geojson", data), "layer": "", "coordinates": "auto", "key": str(uuid4())},
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with acting_in(Scope.everything()):
        assert not GroundFile.objects.exists()


def test_a_fault_of_todays_grids_is_a_line_beside_the_map(town, centre):
    with acting_in(Scope.everything()):
        for code, shape in (
            (town.code, shapely.box(117.48, 30.65, 117.49, 30.67)),
            (town.grid_a, shapely.box(117.48, 30.65, 117.485, 30.67)),
        ):
            now = Community.objects.first() and town.users["staff"].created_at
            Outline(
                place_code=code,
                name="测试社区" if code == town.code else "第一网格",
                shape=stored(shape),
                valid_from=now,
                **box_of(shape),
            ).save(force_insert=True)
    page = centre.get(reverse("staff:community_grids", args=[town.code])).content.decode()
    assert "没有网格管的空白" in page
    assert 'data-fault="0"' in page


def test_a_proposal_is_asked_for_watched_and_held_beside_today(town, centre):
    asked = centre.get(reverse("staff:new_grid_design", args=[town.code]))
    assert "估算" in asked.content.decode()
    sizes = {"least": 20, "most": 40, "seed": 1}
    weights = dict.fromkeys(("balance", "elders", "cases", "compact", "estates", "barriers", "stay"), 3)
    wrong = centre.post(
        reverse("staff:new_grid_design", args=[town.code]), {**sizes, **weights, "most": 21, "key": str(uuid4())}
    )
    assert wrong.status_code == 422
    assert "多两成" in wrong.content.decode()
    answer = centre.post(reverse("staff:new_grid_design", args=[town.code]), {**sizes, **weights, "key": str(uuid4())})
    assert "正在算方案" in centre.get(answer.url).content.decode()
    with acting_in(Scope.everything()):
        row = GridDesign.objects.get()
    design_grids(row.street_code, str(row.id))
    page = centre.get(answer.url).content.decode()
    assert "和现在比" in page
    assert "打开草稿，看图、修改" in page
    with acting_in(Scope.everything()):
        draft = GridDesign.objects.get().draft_id
    assert centre.get(reverse("staff:grid_draft", args=[town.code, draft])).status_code == 200
