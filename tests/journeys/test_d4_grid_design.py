"""D4 in the browser: the whole way of a new division: proposed, held beside today's, edited by hand, published for a day to come."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import shapely

from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.hand_in_ground_file import hand_in_ground_file
from linli.places.actions.take_in_ground import take_in_ground
from linli.places.actions.take_in_places import take_in_places
from linli.places.jobs import design_grids, put_planned_grids_into_effect
from linli.places.models import Grid, GridDesign, GridDraft
from linli.places.rules.grid_plan import read_plan
from linli.places.rules.place_rows import PlaceRow
from tests.cases.in_the_loop import make_categories
from tests.journeys.test_d3_own_map import painted, sign_in
from tests.journeys.test_d4_grid_editor import drag, drawn, plan_on, seen
from tests.journeys.test_d4_grids import geojson
from tests.small_community import make_small_community

pytestmark = pytest.mark.browser

WHOLE = shapely.box(117.4790, 30.6570, 117.4890, 30.6630)


@pytest.fixture
def town(site):
    """Twelve blocks of six houses between a river with one bridge and an avenue."""
    make_categories()
    town = make_small_community()
    centre = town.actor("centre")
    rows = [
        PlaceRow(
            2 + n, f"{'东西'[x > 3]}湖{'甲乙丙丁戊己'[x]}苑", building=f"{y + 1}", units=2, floors=6, households=24,
            longitude=117.4797 + x * 0.0016, latitude=30.6576 + y * 0.0008,
        )
        for n, (x, y) in enumerate((x, y) for x in range(6) for y in range(6))
    ]  # fmt: skip
    take_in_places(actor=centre, key=uuid4(), community=town.code, rows=rows, firms={})
    river = shapely.LineString([(117.4853, 30.6560), (117.4853, 30.6640)])
    bridge = shapely.LineString([(117.4847, 30.6600), (117.4859, 30.6600)])
    for shapes, layer in (
        ([(WHOLE, {"name": "测试社区"})], "community"),
        ([(river, {"name": "秋浦河", "waterway": "river"})], "water"),
        ([(bridge, {"name": "秋浦桥", "highway": "residential", "bridge": "yes"})], "road"),
    ):
        file = hand_in_ground_file(
            actor=centre, key=uuid4(), community=town.code, file_name="地图.geojson", data=geojson(*shapes), layer=layer,
            coordinates="auto",
        )  # fmt: skip
        take_in_ground(actor=centre, key=uuid4(), file=file.key)
    return town


def on_screen(page, point):
    """Where a point of the plan (whole steps) lies in the window: the editor shows the whole plan in the middle."""
    box, plan = page.locator("[data-map] canvas").bounding_box(), plan_on(page)
    xs, ys = [x / 1e7 for x, _y in plan.points], [y / 1e7 for _x, y in plan.points]
    per_x, per_y = 111_320 * 0.860_1, 111_320
    wide, high = (max(xs) - min(xs)) * per_x, (max(ys) - min(ys)) * per_y
    scale = min((box["width"] - 72) / wide, (box["height"] - 72) / high, 3)
    x, y = point[0] / 1e7, point[1] / 1e7
    return (
        box["x"] + box["width"] / 2 + (x - (min(xs) + max(xs)) / 2) * per_x * scale,
        box["y"] + box["height"] / 2 - (y - (min(ys) + max(ys)) / 2) * per_y * scale,
    )


def shared_border(plan):
    """The middle of the longest border two grids share, and the numbers of these grids."""
    best = None
    edges = {}
    for number, cell in enumerate(plan.cells):
        for part in cell.parts:
            for ring in part:
                for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
                    edges.setdefault((min(a, b), max(a, b)), []).append(number)
    for (a, b), cells in edges.items():
        if len(cells) == 2:
            (ax, ay), (bx, by) = plan.points[a], plan.points[b]
            long = (ax - bx) ** 2 + (ay - by) ** 2
            if best is None or long > best[0]:
                best = (long, ((ax + bx) // 2, (ay + by) // 2), cells)
    return best[1], best[2]


def test_the_whole_way_from_a_proposal_to_grids_that_take_effect_on_a_day_to_come(site, desk, town):
    page = desk
    sign_in(page, site, "centre")
    page.goto(f"{site}/staff/grids/{town.code}/rule/")
    seen(page, "rule")
    page.get_by_label("每格最少多少户").fill("150")
    page.get_by_label("每格最多多少户").fill("260")
    page.get_by_role("button", name="全街道用这套").click()
    page.get_by_text("已经改好").wait_for()

    page.goto(f"{site}/staff/grids/{town.code}/designs/new/")
    assert page.get_by_label("每格最少多少户").input_value() == "150", "the street's own sizes are what one begins from"
    seen(page, "new-design")
    page.get_by_role("button", name="开始算").click()
    page.get_by_text("正在算方案").first.wait_for()
    with acting_in(Scope.everything()):
        row = GridDesign.objects.get()
    design_grids(row.street_code, str(row.id))
    page.reload()
    page.get_by_role("heading", name="和现在比").wait_for()
    painted(page)
    page.locator("[data-show=today]").click()
    words = page.locator("main").inner_text()
    assert "秋浦河" in words
    assert "为什么这样划" in words
    seen(page, "design")

    page.get_by_role("link", name="打开草稿，看图、修改").click()
    painted(page)
    seen(page, "draft")
    before = plan_on(page)
    middle, pair = shared_border(before)
    spot = on_screen(page, middle)
    page.locator("[data-tool-choice=border]").click()
    drag(page, spot, (spot[0] + 14, spot[1] + 9))
    after = plan_on(page)
    names = [before.cells[n].name for n in pair]
    assert all(not drawn(after)[name].equals(drawn(before)[name]) for name in names), "both grids follow"
    total = shapely.union_all(list(drawn(before).values())).area
    assert shapely.union_all(list(drawn(after).values())).area == pytest.approx(total, rel=1e-4)

    page.locator("[data-tool-choice=cut]").click()
    west, south, east, north = drawn(after)[names[0]].bounds
    high = (south + north) / 2 * 1e7
    for x in (west - 0.0006, east + 0.0006):
        page.mouse.click(*on_screen(page, (x * 1e7, high)))
    page.get_by_role("button", name=f"选 {names[0]}", exact=True).click()
    page.locator("[data-cut-now]").click()
    cut = plan_on(page)
    if len(cut.cells) == len(after.cells) + 1:
        fresh = cut.cells[-1].name
        page.get_by_role("button", name=f"选 {names[0]}", exact=True).click()
        page.get_by_role("button", name=f"选 {fresh}", exact=True).click()
        page.locator("[data-merge]").click()
        assert len(plan_on(page).cells) == len(after.cells)
        page.locator("[data-undo]").click()
        assert len(plan_on(page).cells) == len(cut.cells)
        page.locator("[data-undo]").click()
    assert drawn(plan_on(page))[names[0]].equals(drawn(after)[names[0]])
    assert len(cut.cells) == len(after.cells) + 1
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_text("已保存").first.wait_for()
    assert "可以发布" in page.locator("[data-faults]").inner_text()

    page.get_by_role("link", name="看看发布会改什么").click()
    seen(page, "publish")
    day = clock.today() + timedelta(days=20)
    page.get_by_label("从哪天起用").fill(day.isoformat())
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_text("已定好").wait_for()
    assert page.get_by_text(f"{day:%Y-%m-%d} 起用新的网格").is_visible()
    painted(page)
    seen(page, "community-planned")
    page.get_by_role("link", name="看那天的网格").click()
    assert "按已经定好的划分" in page.locator("main").inner_text()
    with acting_in(Scope.everything()):
        assert GridDraft.objects.get().state == "planned"
        wanted = {cell.name for cell in read_plan(GridDraft.objects.get().plan).cells}

    page.goto(f"{site}/staff/grids/{town.code}/")
    page.get_by_role("link", name="查看或撤回").click()
    seen(page, "planned-draft")
    assert page.locator("[data-tool-choice=border]").is_hidden()
    with clock.at(clock.morning_of(day)):
        put_planned_grids_into_effect()
    with acting_in(Scope.everything()):
        live = Grid.objects.filter(place_code__startswith=town.code, ended_at=None)
        assert set(live.values_list("name", flat=True)) == wanted
    page.reload()
    assert re.search("发布", page.locator("h1").inner_text())
    page.goto(f"{site}/staff/grids/{town.code}/")
    painted(page)
    seen(page, "community-after")
