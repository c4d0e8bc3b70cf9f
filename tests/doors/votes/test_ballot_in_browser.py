"""The ballot on a phone in large type, by the keyboard alone: opened, marked, looked at once more, cast."""

from __future__ import annotations

import re

import pytest

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.votes.models import RollMark
from tests.small_community import make_small_community
from tests.votes import polls

pytestmark = pytest.mark.browser
WIDEST = "() => document.documentElement.scrollWidth"


@pytest.fixture
def town(committed_database):
    return make_small_community()


def tab_to(page, name: str) -> None:
    """Press Tab until what has the focus is called `name`."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "() => { const one = document.activeElement; const label = one.labels && one.labels[0];"
            " return (label ? label.innerText : '') + ' ' + one.innerText + ' ' + (one.name || ''); }"
        )
        if name in focus:
            return
    raise AssertionError(f"the keyboard never reaches {name}")


def test_a_ballot_is_cast_by_keyboard_alone_in_large_type_on_a_phone(town, site, phone):
    vote = polls.voting(town)
    entry = polls.entries(vote)[0]
    phone.goto(f"{site}/v/{vote.code}/?elder=1&k={entry.code.reveal()}")
    assert "elder" in (phone.locator("html").get_attribute("class") or "")
    tab_to(phone, "手机尾号四位")
    phone.keyboard.type("0001")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/ballot/")
    assert phone.evaluate(WIDEST) <= 390
    tab_to(phone, "周一")
    phone.keyboard.press("ArrowDown")
    tab_to(phone, "下一步")
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="您选的是").wait_for()
    assert phone.get_by_text("周六").is_visible()
    assert phone.evaluate(WIDEST) <= 390
    tab_to(phone, "投票")
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="投票成功").wait_for()
    assert re.search(r"[A-Z0-9]{5}-[A-Z0-9]{5}", phone.inner_text("main"))
    assert phone.evaluate(WIDEST) <= 390
    with acting_in(Scope.everything()):
        assert RollMark.objects.get(vote_id=vote.id).channel == "web"
