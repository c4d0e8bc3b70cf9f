"""Plots in a real browser: drawn over the server's drawing by the client, from the same table; without it nothing is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linli.doors.look.tags.figures import drawing

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("LINLI_SHOTS")

needs_the_client = pytest.mark.skipif(not drawing(), reason="the client is not built here (no network, or no Node)")


def _drawn(page, least: int) -> None:
    """Scroll past every plot and wait until so many are drawn."""
    page.evaluate(
        """async least => {
            for (const figure of document.querySelectorAll('figure[data-drawing]')) {
                figure.scrollIntoView();
                await new Promise(done => setTimeout(done, 60));
            }
            for (let tries = 0; tries < 200 && document.querySelectorAll('.plot-canvas canvas').length < least; tries++)
                await new Promise(done => setTimeout(done, 25));
            scrollTo(0, 0);
        }""",
        least,
    )


def _shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


@needs_the_client
def test_every_plot_is_drawn_within_the_policy_and_fits(site, phone, desk):
    for page, width in ((phone, 390), (desk, 1440)):
        page.goto(f"{site}/-/look/", timeout=60_000)
        _drawn(page, 7)
        assert page.locator(".plot-canvas canvas").count() == 7
        assert page.locator(".line-drawing:visible, .map-drawing:visible, .small-drawing:visible").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        _shot(page, f"look-{width}")


@needs_the_client
def test_a_plot_is_walked_through_by_the_arrow_keys_and_says_what_it_shows(site, desk):
    desk.goto(f"{site}/-/look/", timeout=60_000)
    _drawn(desk, 7)
    plot = desk.locator("figure[data-plot=map] .plot-canvas")
    plot.focus()
    desk.keyboard.press("ArrowRight")
    assert desk.locator("#announcer").text_content() == "第1网格 92% 92/100"
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowLeft")
    assert "第8网格" in desk.locator("#announcer").text_content()
    desk.locator("button[data-zoom=in]").click()
    desk.locator("button[data-zoom=whole]").click()


@needs_the_client
def test_paper_gets_the_servers_drawing(site, desk):
    desk.goto(f"{site}/-/look/", timeout=60_000)
    _drawn(desk, 7)
    desk.emulate_media(media="print")
    assert desk.locator(".plot-canvas:visible").count() == 0
    assert desk.locator(".map-drawing:visible").count() == 1
    assert desk.locator(".line-drawing:visible").count() == 2
    _shot(desk, "look-print")


def test_without_the_client_the_servers_drawing_stands(site, desk):
    desk.route("**/built/plots*.js", lambda route: route.abort())
    desk.goto(f"{site}/-/look/", timeout=60_000)
    assert desk.locator(".line-drawing:visible").count() == 2
    assert desk.locator(".map-drawing:visible").count() == 1
    _shot(desk, "look-plain")
