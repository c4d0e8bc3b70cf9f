"""D3: each officer has a map of the grid that she drew herself, kept and printed on one sheet; by keyboard as well as by finger."""

from __future__ import annotations

import re

import pytest

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.models import OwnMap
from tests.cases.in_the_loop import make_categories
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.browser


def sign_in(page, site, name):
    page.goto(f"{site}/staff/sign-in/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def painted(page):
    page.locator("[data-map][data-ready][data-painted]").wait_for(state="attached")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def kept():
    with acting_in(Scope.everything()):
        return OwnMap.objects.get()


@pytest.fixture
def town(site):
    make_categories()
    return make_small_community()


def test_an_officer_draws_by_keys_alone_keeps_and_prints(site, desk, town):
    sign_in(desk, site, "officer_a")
    desk.goto(f"{site}/field/map/")
    painted(desk)
    desk.locator("#id_words").focus()
    desk.keyboard.type("东门")
    desk.locator("#id_building").focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.locator("[data-drawn] li").wait_for()

    desk.locator("[data-tool-choice=line]").focus()
    desk.keyboard.press("Enter")
    desk.locator("[data-map] canvas").focus()
    for key in ("Enter", "ArrowRight", "Enter", "ArrowUp", "Enter", "Escape"):
        desk.keyboard.press(key)
    assert desk.locator("[data-drawn] li").count() == 2
    desk.keyboard.press("Control+z")
    assert desk.locator("[data-drawn] li").count() == 1
    desk.locator("[data-tool-choice=mark]").focus()
    desk.keyboard.press("Enter")
    desk.locator("[data-map] canvas").focus()
    desk.keyboard.press("Enter")
    assert desk.locator("[data-drawn] li").count() == 2

    desk.get_by_role("button", name="保存").last.focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("已保存。").wait_for()
    assert [one["words"] for one in kept().drawn["marks"]] == ["东门", ""]

    desk.get_by_role("link", name="打印这张图").click()
    desk.get_by_text("要紧的电话").wait_for()
    pages = len(re.findall(rb"/Type\s*/Page\b", desk.pdf(prefer_css_page_size=True)))
    assert pages == 1, "it is one sheet"


def test_on_a_telephone_a_line_is_drawn_by_finger(site, phone, town):
    sign_in(phone, site, "officer_a")
    phone.goto(f"{site}/field/map/")
    painted(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.locator("[data-tool-choice=line]").tap()
    canvas = phone.locator("[data-map] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    phone.mouse.move(box["x"] + 60, box["y"] + 100)
    phone.mouse.down()
    for step in range(12):
        phone.mouse.move(box["x"] + 60 + step * 15, box["y"] + 100 + (step % 3) * 12)
    phone.mouse.up()
    assert phone.locator("[data-drawn] li").count() == 1
    phone.get_by_role("button", name="保存").last.tap()
    phone.get_by_text("已保存。").wait_for()
    line = kept().drawn["lines"][0]
    assert line["kind"] == "walk"
    assert 2 <= len(line["points"]) <= 12


def test_a_building_picked_on_the_map_opens_beside_it(site, desk, town):
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/map/?building={town.buildings[0].id}")
    painted(desk)
    canvas = desk.locator("[data-map] canvas")
    desk.goto(f"{site}/staff/map/?building={town.buildings[1].id}")
    painted(desk)
    box = canvas.bounding_box()
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.locator("#building-panel").get_by_role("heading", name="2号楼").wait_for()
    canvas.focus()
    desk.keyboard.press("+")
    desk.keyboard.press("Enter")
    desk.locator("[data-said]").get_by_text("2号楼").wait_for()
