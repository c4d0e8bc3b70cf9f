"""In a real browser: the minutes amended, the change taken, the minutes signed, with the keyboard alone."""

from __future__ import annotations

from uuid import uuid4

import pytest

from linli.halls.actions.move_minutes import move_minutes
from linli.halls.models import Amendment, Signature
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.halls import life
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.browser


@pytest.fixture
def town(site, django_db_blocker):
    with django_db_blocker.unblock():
        yield make_small_community()


def tab_to(page, selector: str) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _ in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by Tab")


def sign_in(page, site: str, name: str, where: str) -> None:
    page.goto(f"{site}/staff/sign-in/?next={where}")
    tab_to(page, "[name=username]")
    page.keyboard.type(name)
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("h1", has_text="会议记录").wait_for()


def test_minutes_are_amended_taken_and_signed_by_keyboard(site, town, desk):
    hall, members = life.full_hall(town)
    motion = life.admitted(town, hall)
    meeting = life.called(town, hall, motion, days=-1, short_notice="补开的会")
    life.tick(town, meeting, *members[:2])
    life.resolve(town, meeting, motion, life.adopted())
    life.minutes(town, meeting, "冯涛：同意装。")
    where = f"/staff/meetings/{meeting.id}/minutes/"

    sign_in(desk, site, "patch_leader", where)
    tab_to(desk, "details.more summary")
    desk.keyboard.press("Enter")
    tab_to(desk, "details.more textarea")
    desk.keyboard.press("Control+End")
    desk.keyboard.type("要留消防通道。")
    tab_to(desk, "details.more button[type=submit]")
    desk.keyboard.press("Enter")
    desk.get_by_text("修改意见已交给召集人").wait_for()
    assert desk.locator("ins").inner_text() == "要留消防通道。"

    tab_to(desk, "button[name=answer][value=take]")
    desk.keyboard.press("Enter")
    desk.get_by_text("已采纳，记录有了新的一版").wait_for()
    with acting_in(Scope.everything()):
        assert Amendment.objects.get().state == "taken"
    move_minutes(actor=town.actor("staff"), key=uuid4(), meeting=meeting.key)
    desk.reload()
    tab_to(desk, "form[action$='/minutes/sign/'] button")
    desk.keyboard.press("Enter")
    desk.get_by_text("您已签字").wait_for()
    with acting_in(Scope.everything()):
        assert Signature.objects.filter(confirmed_by__isnull=True).count() == 1
    assert "要留消防通道" in desk.locator("main").inner_text()
