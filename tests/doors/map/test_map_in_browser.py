"""The map in a real browser: by keys and by the table alone; twenty thousand buildings in view; a tile that does not arrive."""

from __future__ import annotations

import base64
import json
import re

import pytest

from linli.doors.map.base_map import forget_base_maps
from linli.insight.actions.set_base_map import set_base_map
from linli.insight.rules.base_map import BaseMapSaid
from linli.places.rules.tiles import STEPS, Level
from tests.cases.in_the_loop import make_categories
from tests.journeys.test_d3_own_map import painted, sign_in
from tests.small_community import make_small_community

pytestmark = pytest.mark.browser
TILE = re.compile(r"/tiles/(\d+)/(\d+)/(\d+)/")
ACROSS = 34
"""Buildings across one made-up tile: 1,156 on a square kilometre, as in the old quarters of a large city."""


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def town(site):
    make_categories()
    return make_small_community()


def full_tile(route):
    z, x, y = map(int, TILE.search(route.request.url).groups())
    told = {"steps": STEPS[Level(z)]}
    if "places" in route.request.url:
        told["places"] = {"estates": ["甲"], "buildings": _full(x, y)} if z == Level.HOUSES else {"grids": []}
    route.fulfill(body=json.dumps(told), content_type="application/json")


def _full(x, y):
    step = STEPS[Level.HOUSES] // ACROSS
    return [
        [f"{x}-{y}-{i}-{j}", 0, f"{i}号楼", str(i), "1", 1, 6, 1, _ring(i * step, j * step, step)]
        for i in range(ACROSS)
        for j in range(ACROSS)
    ]


def _ring(x, y, step):
    wide, high = step * 2 // 3, step // 3
    return [x, y, x + wide, y + 20, x + wide, y + high, x, y + high - 20]


def painting(page):
    return float(page.locator("[data-map]").get_attribute("data-painted"))


def at_rest(page):
    """Everything asked for has come and the picture is painted exactly."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    painted(page)


def test_twenty_thousand_buildings_are_panned_without_waiting(site, desk, town):
    """What is measured is the browser's own work for one frame: from all in view to some hundreds, and with nothing kept."""
    desk.route("**/staff/map/tiles/**", full_tile)
    sign_in(desk, site, "staff")
    desk.set_viewport_size({"width": 1700, "height": 1300})
    desk.goto(f"{site}/staff/map/")
    painted(desk)
    desk.locator("[data-map] canvas").focus()
    for _ in range(7):
        desk.keyboard.press("-")
    at_rest(desk)
    desk.locator("[data-more]").get_by_text("还有").wait_for()
    more = desk.locator("[data-more]").inner_text()
    in_view = int(re.search(r"\d+", more).group()) + 40
    assert in_view > 18_000, more
    frames = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowRight"):
        desk.keyboard.press(key)
        painted(desk)
        frames.append(painting(desk))
        at_rest(desk)
    zoomed, anew = [], []
    for key in ("+", "-", "+", "-"):
        desk.keyboard.press(key)
        painted(desk)
        zoomed.append(painting(desk))
        at_rest(desk)
        anew.append(painting(desk))
    print(f"{in_view} in view; panning {frames} ms, zooming {zoomed} ms, painted anew {anew} ms")
    assert max(anew) < 1_500, f"milliseconds to paint all of it: {anew}"
    assert sorted(frames)[len(frames) // 2] < 60, f"milliseconds a frame: {frames}"
    assert sorted(zoomed)[len(zoomed) // 2] < 60, f"milliseconds a frame: {zoomed}"


def test_what_was_fetched_is_kept_and_only_what_is_new_is_fetched(site, desk, town):
    asked = []
    desk.on("request", lambda request: asked.append(request.url) if TILE.search(request.url) else None)
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/map/")
    at_rest(desk)
    before = len(asked)
    assert before
    desk.locator("[data-map] canvas").focus()
    for key in ("ArrowRight", "ArrowLeft", "+", "-"):
        desk.keyboard.press(key)
    at_rest(desk)
    assert len(asked) == before
    desk.get_by_label("便民设施", exact=True).check()
    at_rest(desk)
    assert len(asked) > before
    assert all("layers=facilities" in one for one in asked[before:]), "a layer more is fetched alone"


def test_by_keys_alone_one_goes_from_the_map_to_what_is_in_view_and_opens_it(site, desk, town):
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/map/")
    at_rest(desk)
    desk.locator("[data-map] canvas").focus()
    desk.keyboard.press("+")
    at_rest(desk)
    for _ in range(12):
        desk.keyboard.press("Tab")
        name = desk.evaluate("document.activeElement.dataset.thing ? document.activeElement.textContent : ''")
        if name:
            break
    assert "号楼" in name
    assert name in desk.locator("[data-said]").inner_text(), "what has the focus is said and shown on the map"
    desk.keyboard.press("Enter")
    desk.locator("#building-panel").get_by_role("heading", name=name).wait_for()
    address = desk.locator("[data-table-file]").get_attribute("href")
    assert "box=117." in address
    with desk.expect_download() as file:
        desk.locator("[data-table-file]").click()
    assert file.value.suggested_filename.startswith("地图上的楼栋")


def test_from_far_off_a_grid_is_opened_by_enter(site, desk, town):
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/map/")
    at_rest(desk)
    desk.locator("[data-map] canvas").focus()
    for _ in range(9):
        desk.keyboard.press("-")
    at_rest(desk)
    desk.locator("[data-in-view] tbody").get_by_text("2 栋楼").first.wait_for()
    desk.locator("[data-in-view] tbody button").first.focus()
    desk.keyboard.press("Enter")
    at_rest(desk)
    desk.locator("[data-in-view] tbody").get_by_text("湖东苑1号楼").wait_for()


def test_without_network_what_is_there_stays_and_it_is_said(site, desk, town):
    sign_in(desk, site, "staff")
    desk.route("**/staff/map/tiles/**", lambda route: route.abort())
    desk.goto(f"{site}/staff/map/")
    desk.locator("[data-said]").get_by_text("地图没有送达").wait_for()
    assert desk.get_by_role("link", name="第一网格").is_visible(), "the table is there all the same"


def test_on_a_telephone_nothing_runs_out_of_the_side(site, phone, town):
    sign_in(phone, site, "officer_a")
    phone.goto(f"{site}/staff/map/")
    at_rest(phone)
    phone.locator("[data-in-view] summary").tap()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    box = phone.locator("[data-map] canvas").bounding_box()
    assert box["width"] >= 340


def test_its_pictures_lie_at_the_same_squares_and_without_them_the_map_is_as_before(site, desk, town):
    said = BaseMapSaid("https://tiles.example.cn/{z}/{x}/{y}.png", "", "测试底图", "GS（2024）0650号")
    set_base_map(actor=town.actor("centre"), key=None, prefix=town.county, is_on=True, said=said)
    forget_base_maps()
    fetched, refused = [], []
    desk.route(
        "https://tiles.example.cn/**",
        lambda route: (fetched.append(route.request.url), route.fulfill(body=PIXEL, content_type="image/png")),
    )
    desk.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/map/")
    at_rest(desk)
    assert fetched
    assert not refused
    apart = desk.evaluate(
        """async () => {
          const { Plane } = await import([...document.scripts].map((one) => one.src).find((src) => src.includes('/map_page')).replace('map_page', 'plane'));
          const plane = new Plane([117.48, 30.66]);
          const worst = [];
          for (const z of [12, 15, 18]) for (const [, x, y] of plane.tiles(z, [-3000, -3000, 3000, 3000])) {
            const { left, top, side } = plane.tile(z, x, y);
            const west = x / 2 ** z * 360 - 180;
            const north = Math.atan(Math.sinh(Math.PI * (1 - 2 * y / 2 ** z))) * 180 / Math.PI;
            const [px, py] = plane.toPlane([west, north]);
            const [e, n] = plane.toDegrees([left, top]);
            worst.push(Math.hypot(px - left, py - top), Math.abs(e - west) * 1e5, Math.abs(n - north) * 1e5);
          }
          const metres = plane.toPlane([117.49, 30.66])[0];
          return [Math.max(...worst), metres];
        }"""
    )
    assert apart[0] < 0.001, "metres between our corners and the squares'"
    assert apart[1] == pytest.approx(957.5, abs=1.5), "a metre of the plane is a metre on the ground"
    desk.unroute("https://tiles.example.cn/**")
    desk.route("https://tiles.example.cn/**", lambda route: route.abort())
    desk.goto(f"{site}/staff/map/")
    at_rest(desk)
    desk.locator("[data-in-view] tbody").get_by_text("湖东苑1号楼").wait_for()
