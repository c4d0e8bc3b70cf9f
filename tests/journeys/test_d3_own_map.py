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


def pages_of(page, address):
    page.goto(address)
    page.get_by_text("要紧的电话").wait_for()
    pdf = page.pdf(prefer_css_page_size=True)
    width, height = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), (round(width * 25.4 / 72), round(height * 25.4 / 72))


def drawn_by_finger(phone, canvas, steps):
    """A finger put down on the canvas, moved step by step, and lifted."""
    box = canvas.bounding_box()
    finger = phone.context.new_cdp_session(phone)

    def touch(kind, *points):
        at = [{"x": box["x"] + x, "y": box["y"] + y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", steps[0])
    for step in steps[1:]:
        touch("touchMove", step)
    touch("touchEnd")


def test_on_a_telephone_a_line_is_drawn_by_finger_undone_and_drawn_again(site, phone, town):
    sign_in(phone, site, "officer_a")
    phone.goto(f"{site}/field/map/")
    painted(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    canvas = phone.locator("[data-map] canvas")
    canvas.scroll_into_view_if_needed()
    phone.locator("[data-tool-choice=mark]").tap()
    phone.locator("#id_words").fill("东门")
    canvas.scroll_into_view_if_needed()
    drawn_by_finger(phone, canvas, [(150, 120)])
    drawn = phone.locator("[data-drawn] li")
    drawn.wait_for()
    phone.locator("[data-tool-choice=line]").tap()
    canvas.scroll_into_view_if_needed()
    drawn_by_finger(phone, canvas, [(60 + step * 15, 100 + (step % 3) * 12) for step in range(12)])
    drawn.nth(1).wait_for()
    phone.locator("[data-undo]").click()
    drawn.nth(1).wait_for(state="detached")
    assert drawn.count() == 1, "the line is undone, the mark stays"
    canvas.scroll_into_view_if_needed()
    drawn_by_finger(phone, canvas, [(40, 140), (90, 150), (160, 150), (230, 130)])
    phone.get_by_label("楼号", exact=True).last.uncheck()
    phone.get_by_label("写在图边上的话").fill("周一走西边")
    phone.get_by_role("button", name="保存").last.click()
    phone.get_by_text("已保存。").wait_for()
    (line,) = kept().drawn["lines"]
    assert line["kind"] == "walk"
    assert 2 <= len(line["points"]) <= 4
    assert kept().layers == ["outline", "estates", "ground", "facilities"]
    assert [one["words"] for one in kept().drawn["marks"]] == ["东门"]


def test_two_fingers_move_the_map_and_draw_nothing(site, phone, town):
    sign_in(phone, site, "officer_a")
    phone.goto(f"{site}/field/map/")
    painted(phone)
    phone.locator("[data-tool-choice=line]").tap()
    canvas = phone.locator("[data-map] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    finger = phone.context.new_cdp_session(phone)
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 90), ("touchEnd", None)):
        at = (
            []
            if apart is None
            else [{"x": box["x"] + 150 + side * apart, "y": box["y"] + 150, "id": n} for n, side in enumerate((-1, 1))]
        )
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    assert phone.locator("[data-drawn] li").count() == 0
    assert phone.locator("[data-undo]").is_disabled()


def test_the_sheet_for_the_wall_is_one_page_of_a4_and_one_of_a3(site, desk, town):
    sign_in(desk, site, "officer_a")
    desk.goto(f"{site}/field/map/")
    painted(desk)
    desk.get_by_role("button", name="保存").last.click()
    desk.get_by_text("已保存。").wait_for()
    desk.get_by_role("link", name="打印这张图").click()
    desk.get_by_text("要紧的电话").wait_for()
    address = desk.url.split("?")[0]
    assert pages_of(desk, f"{address}?paper=a4") == (1, (297, 210))
    assert pages_of(desk, f"{address}?paper=a3") == (1, (420, 297))
    for words in ("图例", "北", "米", "约 1:", "119", "120", "网格员扫一扫"):
        assert desk.get_by_text(words).first.is_visible(), words
    outside = desk.evaluate(
        """() => { const sheet = document.querySelector(".wall-sheet svg").getBoundingClientRect();
          return [...document.querySelectorAll(".wall-sheet text")].map((one) => [one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.left < sheet.left - 1 || box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1).map(([words]) => words); }"""
    )
    assert outside == [], "no word runs off the paper"


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
