"""The panel of ties in a real browser: fetched after the page, nothing wider than a telephone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linli.alliance.actions.propose_project import propose_project
from linli.alliance.rules.project_loop import ProjectOrigin
from tests.cases.in_the_loop import raised
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("LINLI_SCREENSHOTS", "")


@pytest.fixture
def town(committed_database):
    town = make_small_community()
    town.case = raised(town)
    town.project = propose_project(
        actor=town.actor("staff"), key=None, place_code=town.code, title="地下室防水改造", aim="雨季不再进水",
        origin=ProjectOrigin.CASE, origin_id=town.case.id,
    )  # fmt: skip
    return town


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_panel_comes_by_itself_and_leads_both_ways(town, site, size, request):
    browser = request.getfixturevalue(size)
    browser.goto(f"{site}/staff/sign-in/")
    browser.fill("[name=username]", "staff")
    browser.fill("[name=password]", PASSWORD)
    browser.click("main button[type=submit]")
    browser.goto(f"{site}/staff/cases/{town.case.code}/")
    link = browser.get_by_role("link", name="地下室防水改造")
    link.wait_for()
    browser.get_by_text("接着做").click()
    browser.get_by_role("link", name="提到议事厅").wait_for()
    wide = browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px too wide"
    if SHOTS:
        browser.screenshot(path=str(Path(SHOTS) / f"ties-{size}.png"), full_page=True)
    link.click()
    browser.wait_for_url("**/staff/projects/**")
    browser.locator(f"a[href='/staff/cases/{town.case.code}/']").wait_for()
    if SHOTS:
        browser.screenshot(path=str(Path(SHOTS) / f"ties-project-{size}.png"), full_page=True)
