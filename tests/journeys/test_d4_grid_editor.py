"""D4 in the browser: a shared border is moved once and both grids follow; grids are cut and put together; every step can be undone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from uuid import uuid4

import pytest
import shapely

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.begin_grid_draft import begin_grid_draft
from linli.places.models import Grid, GridDraft
from linli.places.rules.grid_plan import plan_of, read_plan
from tests.cases.in_the_loop import make_categories
from tests.journeys.test_d3_own_map import painted, sign_in
from tests.journeys.test_d4_grids import EAST, WEST
from tests.places.test_exclusive_grids import SCHOOL
from tests.small_community import make_small_community

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("LINLI_TEST_SCREENSHOTS", "")


@pytest.fixture
def town(site):
    make_categories()
    return make_small_community()


@pytest.fixture
def draft(town):
    row = begin_grid_draft(actor=town.actor("centre"), key=uuid4(), community=town.code)
    plan = plan_of([(town.grid_a, "第一网格", WEST), (town.grid_b, "第二网格", EAST)])
    with acting_in(Scope.everything()):
        GridDraft.objects.filter(id=row.id, street_code=row.street_code).update(plan=plan.as_plain(), faults=[])
    return row


def open_editor(page, site, town, draft):
    sign_in(page, site, "centre")
    page.goto(f"{site}/staff/grids/{town.code}/drafts/{draft.id}/")
    painted(page)


def plan_on(page):
    return read_plan(page.locator("input[name=plan]").input_value())


def drawn(plan):
    return {cell.name: plan.shape(cell) for cell in plan.cells}


def spot_of(page, longitude, latitude):
    """Where a point of the ground lies in the window: the map shows the whole plan in the middle."""
    box = page.locator("[data-map] canvas").bounding_box()
    west, south, east, north = 117.4800, 30.6590, 117.4830, 30.6610
    per_x, per_y = 111_320 * 0.860_07, 111_320
    scale = min((box["width"] - 72) / ((east - west) * per_x), (box["height"] - 72) / ((north - south) * per_y), 3)
    x = box["x"] + box["width"] / 2 + (longitude - (west + east) / 2) * per_x * scale
    y = box["y"] + box["height"] / 2 - (latitude - (south + north) / 2) * per_y * scale
    return x, y


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(start[0] + (end[0] - start[0]) * step / 8, start[1] + (end[1] - start[1]) * step / 8)
    page.mouse.up()


def seen(page, name):
    """A picture to look at, where LINLI_TEST_SCREENSHOTS names a folder."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def kept():
    with acting_in(Scope.everything()):
        return GridDraft.objects.get()


def test_a_shared_border_is_dragged_once_and_both_grids_follow(site, desk, town, draft):
    open_editor(desk, site, town, draft)
    desk.locator("[data-tool-choice=border]").click()
    before = drawn(plan_on(desk))
    drag(desk, spot_of(desk, 117.4815, 30.6600), spot_of(desk, 117.4818, 30.6600))
    after = drawn(plan_on(desk))
    assert after["第一网格"].area > before["第一网格"].area * 1.02
    assert after["第二网格"].area < before["第二网格"].area * 0.98
    assert after["第一网格"].touches(after["第二网格"])
    assert shapely.union_all(list(after.values())).area == pytest.approx(shapely.union_all([WEST, EAST]).area, rel=1e-6)

    desk.keyboard.press("Control+z")
    assert drawn(plan_on(desk))["第一网格"].equals(before["第一网格"])
    desk.locator("[data-redo]").click()
    assert drawn(plan_on(desk))["第一网格"].equals(after["第一网格"])
    desk.get_by_role("button", name="保存草稿").click()
    desk.get_by_text("已保存。").wait_for()
    assert kept().version == 2
    assert drawn(read_plan(kept().plan))["第二网格"].equals(after["第二网格"])


def test_a_grid_is_cut_by_a_drawn_line_and_put_together_again(site, desk, town, draft):
    open_editor(desk, site, town, draft)
    desk.locator("[data-tool-choice=cut]").click()
    for point in ((117.4808, 30.6611), (117.4807, 30.6600), (117.4808, 30.6589)):
        desk.mouse.click(*spot_of(desk, *point))
    desk.locator("[data-cut-now]").click()
    cut = drawn(plan_on(desk))
    assert len(cut) == 3
    assert shapely.union_all(list(cut.values())).area == pytest.approx(shapely.union_all([WEST, EAST]).area, rel=1e-6)
    for cell in ("第一网格", "新网格3"):
        desk.get_by_role("button", name=f"选 {cell}").click()
    desk.locator("[data-merge]").click()
    assert set(drawn(plan_on(desk))) == {"第一网格", "第二网格"}
    assert drawn(plan_on(desk))["第一网格"].area == pytest.approx(WEST.area, rel=1e-6)
    desk.locator("[data-undo]").click()
    assert len(plan_on(desk).cells) == 3


def test_by_keys_alone_a_corner_is_carried_kept_and_the_division_published(site, desk, town, draft):
    open_editor(desk, site, town, draft)
    before = drawn(plan_on(desk))
    desk.locator("[data-tool-choice=border]").focus()
    desk.keyboard.press("Enter")
    desk.locator("[data-map] canvas").focus()
    # The cross is in the middle of the plan, on the border between the two.
    for key in ("Enter", "ArrowRight", "Enter"):
        desk.keyboard.press(key)
    painted(desk)
    assert not drawn(plan_on(desk))["第一网格"].equals(before["第一网格"])
    desk.get_by_role("button", name="保存草稿").focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("已保存").first.wait_for()
    desk.get_by_role("link", name="看看发布会改什么").click()
    desk.get_by_role("button", name="发布", exact=True).click()
    desk.get_by_text("已发布。").wait_for()
    assert kept().state == "published"
    with acting_in(Scope.everything()):
        assert Grid.objects.filter(place_code__startswith=town.code, ended_at=None).count() == 2


def test_what_the_server_refuses_is_listed_found_on_the_map_and_nothing_drawn_is_lost(site, desk, town, draft):
    open_editor(desk, site, town, draft)
    plan = plan_of([(town.grid_a, "第一网格", WEST)]).as_plain()
    bow = {"points": plan["points"], "cells": [{**plan["cells"][0], "parts": [[[0, 2, 1, 3]]]}]}
    desk.evaluate(
        "plan => { const form = document.getElementById('grid-draft'); const sent = form.cloneNode(true); sent.id = 'sent';"
        " sent.elements.plan.value = plan; sent.hidden = true; document.body.append(sent); window.onbeforeunload = null;"
        " HTMLFormElement.prototype.submit.call(sent); }",
        json.dumps(bow),
    )
    desk.locator("[data-fault]").first.wait_for()
    assert "边界自己交叉" in desk.locator("[data-fault]").first.inner_text()
    assert json.loads(desk.locator("input[name=plan]").input_value())["cells"][0]["parts"] == [[[0, 2, 1, 3]]]
    painted(desk)
    desk.locator("[data-fault]").first.click()
    assert kept().version == 1


def test_on_a_telephone_nothing_is_cut_off(site, phone, town, draft):
    open_editor(phone, site, town, draft)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    seen(phone, "phone-editor")
    for address in ("", "files/new/", "rule/", "designs/new/", f"drafts/{draft.id}/publish/"):
        phone.goto(f"{site}/staff/grids/{town.code}/{address}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, address
        seen(phone, "phone-" + address.strip("/").replace("/", "-")[:12])


def test_a_school_is_drawn_upon_its_basic_grid_and_taken_off_again(site, desk, town, draft):
    open_editor(desk, site, town, draft)
    desk.locator("[data-tool-choice=exclusive]").click()
    for point in ((117.4818, 30.6595), (117.4825, 30.6595), (117.4825, 30.6605), (117.4818, 30.6605)):
        desk.mouse.click(*spot_of(desk, *point))
    desk.locator("[data-close-ring]").click()
    plan = plan_on(desk)
    assert [cell.kind for cell in plan.cells] == ["basic", "basic", "exclusive"]
    desk.get_by_label("网格名称").last.fill("湖东小学")
    desk.get_by_label("网格名称").last.press("Tab")
    assert "湖东小学" in drawn(plan_on(desk))
    desk.get_by_role("button", name="选 湖东小学").click()
    assert desk.locator("[data-merge]").is_disabled()
    desk.get_by_role("button", name="选 第一网格").click()
    desk.locator("[data-merge]").click()
    assert len(plan_on(desk).cells) == 3, "an exclusive grid is not put together with a basic one"
    desk.get_by_role("button", name="选 第一网格").click()
    desk.get_by_role("button", name="保存草稿").click()
    desk.get_by_text("已保存").first.wait_for()
    painted(desk)
    assert "楼栋" not in desk.locator("[data-faults]").inner_text()
    seen(desk, "editor-exclusive")
    desk.goto(f"{site}/staff/grids/{town.code}/drafts/{draft.id}/publish/")
    desk.get_by_role("button", name="发布", exact=True).click()
    desk.get_by_text("已发布。").wait_for()
    painted(desk)
    seen(desk, "community-exclusive")
    assert desk.get_by_role("row", name="湖东小学").get_by_text("专属", exact=False).first.is_visible()


def test_an_exclusive_grid_is_taken_off_and_put_back_by_undo(site, desk, town, draft):
    plan = plan_of(
        [(town.grid_a, "第一网格", WEST), (town.grid_b, "第二网格", EAST), ("", "湖东小学", SCHOOL)],
        exclusive={"湖东小学"},
    )
    with acting_in(Scope.everything()):
        GridDraft.objects.filter(id=draft.id).update(plan=plan.as_plain())
    open_editor(desk, site, town, draft)
    desk.get_by_role("button", name="选 湖东小学").click()
    desk.locator("[data-lift]").click()
    assert set(drawn(plan_on(desk))) == {"第一网格", "第二网格"}
    desk.locator("[data-undo]").click()
    assert "湖东小学" in drawn(plan_on(desk))
