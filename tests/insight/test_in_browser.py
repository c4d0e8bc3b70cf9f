"""The indicators in a browser: nothing wider than a telephone, every number reachable."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from linli.kernel import clock
from linli.ledger.outbox import deliver
from tests.alliance import wishes
from tests.cases import in_the_loop as loop
from tests.forms.test_registered_forms import fill, registered
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("LINLI_SHOTS")


@pytest.fixture
def town(committed_database):
    town = make_small_community()
    loop.make_categories()
    wishes.confirmed(town)
    wishes.published(town)
    fill(town, registered(town))
    registered(town)
    loop.closed(town)
    loop.handling(town)
    deliver(1000)
    return town


def test_the_indicators_fit_a_telephone_and_a_number_opens_its_rows(site, town, phone, desk):
    first = clock.today().replace(day=1)
    days = f"?from={first.isoformat()}&to={date(first.year, 12, 31).isoformat()}"
    for size, browser in (("390", phone), ("1440", desk)):
        browser.goto(f"{site}/staff/sign-in/")
        browser.fill("[name=username]", "street_lead")
        browser.fill("[name=password]", PASSWORD)
        browser.click("main button[type=submit]")
        browser.wait_for_url(lambda url: "sign-in" not in url)
        for name in ("indicators", "together"):
            browser.goto(site + reverse(f"centre:{name}") + days)
            if SHOTS:
                browser.screenshot(path=str(Path(SHOTS) / f"{name}-{size}.png"), full_page=True)
            assert browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
                name
            )
        browser.click("tr:has-text('心愿达成率') a >> nth=0")
        assert browser.locator("tbody tr").count() == 1
