"""Signing up with the keyboard alone; the desk at the door without network loses nothing and counts nothing twice."""

from __future__ import annotations

import pytest

from linli.activities.models import CheckIn, SignUp
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.activities.programme import a_venue, comes, in_days, published, room_of
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.browser


@pytest.fixture
def town(site):
    return make_small_community()


def signed_in(page, site, name):
    page.goto(f"{site}/staff/sign-in/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def no_sideways_scroll(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_somebody_signs_up_with_the_keyboard_alone(town, site, phone):
    activity = published(town)
    phone.goto(f"{site}/c/{town.code}/activities/")
    assert no_sideways_scroll(phone)

    def tab_to(condition: str) -> None:
        for _ in range(40):
            phone.keyboard.press("Tab")
            if phone.evaluate(f"(() => {{ const e = document.activeElement; return {condition}; }})()"):
                return
        raise AssertionError(f"the keyboard never reaches {condition}")

    tab_to(f"(e.href || '').includes('{activity.id}')")
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/{activity.id}/")
    tab_to("(e.href || '').endsWith('/sign-up/')")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/sign-up/")
    assert no_sideways_scroll(phone)
    tab_to("e.name === 'name'")
    phone.keyboard.type("李阿姨")
    tab_to("e.name === 'group'")
    phone.keyboard.press("ArrowUp")
    phone.keyboard.press("Space")
    tab_to("e.name === 'phone'")
    phone.keyboard.type("13900005678")
    tab_to("e.type === 'submit' && e.value === 'send'")
    phone.keyboard.press("Enter")
    phone.wait_for_selector(".qr-screen")
    assert "已报上" in phone.inner_text("main")
    assert no_sideways_scroll(phone)
    with acting_in(Scope.everything()):
        assert SignUp.objects.get().group == "old"


def test_check_in_without_network_loses_nothing_and_counts_once(town, site, phone):
    activity = published(town, starts_at=in_days(1, 9), ends_at=in_days(1, 11))
    one = comes(town, activity)
    signed_in(phone, site, "officer_a")
    phone.goto(f"{site}/field/activities/{activity.id}/check-in/")
    phone.context.set_offline(True)

    def note(code: str) -> None:
        phone.fill("[name=code]", code)
        phone.keyboard.press("Enter")

    note(one.code)
    note(one.code)
    phone.click("button[value=walk_in]")
    phone.wait_for_selector("[data-queue='3']")
    assert "没有网" in phone.inner_text("[data-line]")
    with acting_in(Scope.everything()):
        assert CheckIn.objects.count() == 0
    kept = phone.evaluate(f"localStorage.getItem('linli-door-{activity.id}')")
    assert kept.count(one.code) == 2, "kept in this browser, also when the page is closed"
    phone.context.set_offline(False)
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    phone.wait_for_selector("[data-queue='0']")
    assert "这个人已经签过了" in phone.inner_text("[data-log]")
    assert phone.inner_text("[data-came]") == "1"
    assert phone.inner_text("[data-walked]") == "1"
    # What was sent before, and is sent again because the answer got lost, changes nothing.
    phone.evaluate(f"localStorage.setItem('linli-door-{activity.id}', {kept!r})")
    phone.reload()
    phone.wait_for_selector("[data-queue='0']")
    with acting_in(Scope.everything()):
        assert CheckIn.objects.count() == 3
        assert SignUp.objects.get().came_at is not None
    assert no_sideways_scroll(phone)


def test_a_week_of_a_venue_fits_a_phone_and_a_desk(town, site, phone, desk):
    venue = a_venue(town)
    published(town, room_id=room_of(venue).id)
    url = f"{site}/c/{town.code}/venues/{venue.id}/?day={in_days(3).date()}"
    for page, across in ((phone, 1), (desk, 7)):
        page.goto(url)
        assert "春分插花沙龙" in page.inner_text(".week-sheet")
        columns = page.evaluate("getComputedStyle(document.querySelector('.week-sheet')).gridTemplateColumns")
        assert len(columns.split()) == across
        assert no_sideways_scroll(page)


def test_the_month_is_a_sheet_at_a_desk_and_a_list_on_a_phone(town, site, phone, desk):
    published(town)
    for page in (phone, desk):
        signed_in(page, site, "staff")
        page.goto(f"{site}/staff/activities/")
        assert no_sideways_scroll(page)
    assert desk.is_visible(".programme")
    assert not phone.is_visible(".programme")
