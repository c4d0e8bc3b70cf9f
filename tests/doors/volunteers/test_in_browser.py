"""The volunteers' pages in a real browser: nothing clipped, nothing wider than a telephone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from linli.kernel import clock
from linli.teams.actions.hold_training import hold_training
from linli.teams.actions.open_team import open_team
from tests.small_community import PASSWORD, make_small_community
from tests.teams import volunteers as v

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("LINLI_SCREENSHOTS", "")
"""A folder to keep photographs of the pages in, for whoever looks at them."""


@pytest.fixture
def town(committed_database):
    town = make_small_community()
    people = [
        v.active(town, n, name=name, skills=("company", "phone"), place_code=town.grid_a, estate_id=town.estate_a.id)
        for n, name in enumerate(("赵大鹏", "钱小妹", "孙桂英", "李建国"), 1)
    ]
    v.applied(town)
    town.team = open_team(
        actor=town.actor("staff"), key=None, place_code=town.grid_a, name="左邻右帮一队", kind="neighbours",
        aim="敲门问候独居老人，帮着取药、修灯", leader_id=people[0].id,
    )  # fmt: skip
    v.confirmed(town, people[:3], team_id=town.team.id, span=v.span(6, 2), led_by=[people[0].id], served=30)
    town.entry = v.entered(town, people[:2], by="staff2", minutes=90)
    town.call = v.opened(town, estate_id=town.estate_a.id, skills=("company",), safety="请穿防滑鞋。")
    v.take(town.call, people[0])
    town.helper = people[1]
    v.take(town.call, people[1])
    v.opened(town, title="教老人用手机挂号", words="", places=3, skills=("phone",))
    hold_training(
        actor=town.actor("staff"), key=None, place_code=town.code, title="消防检查怎么做", topic="消防检查",
        kind="community", held_at=clock.now() - timedelta(days=2), minutes=60,
    )  # fmt: skip
    return town


def look(browser, site: str, path: str, name: str) -> None:
    answer = browser.goto(f"{site}{path}")
    assert answer.status == 200, path
    wide = browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{path} is {wide} px too wide"
    if SHOTS:
        browser.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def test_the_residents_pages_fit_a_telephone(town, site, phone):
    for path, name in ((f"/c/{town.code}/volunteer/", "register"), (f"/c/{town.code}/calls/", "calls")):
        look(phone, site, path, f"phone-{name}")
        look(phone, site, f"{path}?elder=1", f"elder-{name}")
        phone.goto(f"{site}{path}?elder=0")
    look(phone, site, f"/c/{town.code}/calls/{town.call.id}/", "phone-call")
    phone.goto(f"{site}/follow/?code={town.helper.code}")
    phone.fill("[name=word]", "0002")
    phone.click("main button[type=submit]")
    for path in ("", "coins/", "ask/", "hours/", "leave/"):
        look(phone, site, f"/volunteer/{town.helper.code}/{path}", f"phone-own-{path.strip('/')}")


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_the_staffs_pages_fit(town, site, width, request):
    browser = request.getfixturevalue(width)
    browser.goto(f"{site}/staff/sign-in/")
    browser.fill("[name=username]", "staff")
    browser.fill("[name=password]", PASSWORD)
    browser.click("main button[type=submit]")
    for path, name in (
        ("volunteers/", "list"),
        (f"volunteers/{town.helper.id}/", "volunteer"),
        ("volunteers/new/", "new"),
        ("volunteers/import/", "import"),
        ("volunteers/calls/", "calls"),
        ("volunteers/calls/new/", "new-call"),
        (f"volunteers/calls/{town.call.id}/", "call"),
        ("volunteers/hours/", "hours"),
        (f"volunteers/hours/{town.entry.id}/", "hours-entry"),
        (f"volunteers/hours/new/?team={town.team.id}", "new-hours"),
        ("volunteers/time-bank/", "time-bank"),
        ("teams/", "teams"),
        (f"teams/{town.team.id}/", "team"),
        ("teams/force/", "force"),
        ("teams/branches/", "branches"),
        ("teams/growth/", "growth"),
        ("teams/trainings/", "trainings"),
        ("teams/mentoring/", "mentoring"),
    ):
        look(browser, site, f"/staff/{path}", f"{width}-{name}")
