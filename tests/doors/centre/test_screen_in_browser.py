"""The wall in a browser: the whole of it on one screen of an office, one column on a telephone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from linli.kernel import clock
from linli.ledger.outbox import deliver
from tests.cases import in_the_loop as loop
from tests.insight.hot_issues import NIGHT, told_all
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.browser

FILLED = """for (const [where, most] of [['.wall-oldest', 4], ['.wall-issues', 6], ['.wall-places tbody', 5]]) {
    const list = document.querySelector(where);
    while (list.children.length < most) list.append(list.children[0].cloneNode(true));
}"""
"""As many rows as the wall ever shows."""
SHOTS = os.environ.get("LINLI_SHOTS")


@pytest.fixture
def town(committed_database):
    town = make_small_community()
    loop.make_categories()
    told_all(town, NIGHT)
    with clock.at(clock.now() - timedelta(days=25)):
        loop.handling(town)
    loop.handling(town)
    loop.closed(town)
    deliver(1000)
    return town


def test_the_wall_fills_a_screen_and_falls_into_one_column_on_a_telephone(site, town, phone, desk):
    for browser, sizes in ((phone, ((390, 844),)), (desk, ((1920, 1080), (3840, 2160)))):
        browser.goto(f"{site}/staff/sign-in/")
        browser.fill("[name=username]", "street_lead")
        browser.fill("[name=password]", PASSWORD)
        browser.click("main button[type=submit]")
        browser.wait_for_url(lambda url: "sign-in" not in url)
        for width, height in sizes:
            browser.set_viewport_size({"width": width, "height": height})
            browser.goto(f"{site}/centre/screen/")
            browser.evaluate(FILLED)
            if SHOTS:
                browser.screenshot(path=str(Path(SHOTS) / f"wall-{width}.png"), full_page=True)
            page = "document.documentElement"
            assert browser.evaluate(f"{page}.scrollWidth <= {page}.clientWidth"), width
            if width > 1200:
                assert browser.evaluate(f"{page}.scrollHeight <= {page}.clientHeight"), width
