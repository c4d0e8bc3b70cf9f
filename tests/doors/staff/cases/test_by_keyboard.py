"""In a real browser: a call registered with the keyboard alone, a case dispatched without leaving its page."""

import pytest

from linli.cases.models import Case, Entry
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import read_again
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.browser


@pytest.fixture
def town(site, django_db_blocker):
    with django_db_blocker.unblock():
        loop.make_categories()
        yield make_small_community()


def sign_in(page, site, name):
    page.goto(f"{site}/staff/sign-in/?next=/staff/new/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.locator("textarea[name=body]").wait_for()


def test_a_call_is_registered_with_the_keyboard_alone(site, town, desk):
    known = loop.raised(town)
    sign_in(desk, site, "staff")
    desk.keyboard.type("地下室漏水又脏又臭")
    desk.keyboard.press("Tab")
    desk.keyboard.type("13900005678")
    desk.keyboard.press("Tab")
    desk.keyboard.type("李秀英")
    desk.keyboard.press("Tab")
    desk.keyboard.type("湖东苑1栋2单元301")
    desk.locator("#entry-hints").get_by_text(known.subject).wait_for()
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("已登记").wait_for()
    with acting_in(Scope.everything()):
        case = Case.objects.exclude(id=known.id).get()
        assert Entry.objects.get(case=case).phone.reveal() == "13900005678"
    assert case.code in desk.locator("main").inner_text()
    assert desk.evaluate("document.activeElement.name") == "body"
    assert desk.input_value("[name=body]") == ""


def test_the_main_deed_stands_open_on_the_page_and_others_open_in_place(site, town, desk):
    case = loop.filed(town)
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/cases/{case.code}/")
    desk.locator("select[name=lead]").wait_for()
    desk.get_by_role("link", name="吹哨请部门").click()
    desk.locator("input[name=departments]").first.wait_for(state="attached")
    assert desk.url.endswith(f"/staff/cases/{case.code}/")
    desk.locator("form", has=desk.locator("select[name=lead]")).get_by_role("button").click()
    desk.get_by_text("已「派给办理人」").wait_for()
    assert read_again(case).lead_title == "第一网格网格员"
    assert (case.state, read_again(case).state) == ("filed", "dispatched")


def test_one_key_takes_the_suggested_kind_and_another_corrects_it(site, town, desk):
    sign_in(desk, site, "staff")
    desk.keyboard.type("地下室漏水又脏又臭")
    desk.locator("[data-choice-key='1']").wait_for()
    first = desk.locator("[data-choice-key='1']").get_attribute("data-choice")
    desk.keyboard.press("Alt+1")
    desk.get_by_text("已登记").wait_for()
    with acting_in(Scope.everything()):
        case = Case.objects.get()
    assert (case.state, case.category_code) == ("filed", first)

    waiting = loop.raised(town, body="楼道里的路灯坏了，单元门口垃圾没人清")
    desk.goto(f"{site}/staff/cases/{waiting.code}/file/")
    other = desk.locator("[data-choice-key='2']").get_attribute("data-choice")
    assert desk.locator("select[name=category]").input_value() != other
    desk.keyboard.press("Alt+2")
    desk.wait_for_url(f"{site}/staff/cases/{waiting.code}/")
    assert read_again(waiting).category_code == other


def test_the_suggestion_is_taken_on_the_page_of_the_case_too(site, town, desk):
    case = loop.raised(town)
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/cases/{case.code}/")
    desk.locator("[data-choice-key='1']").wait_for()
    desk.keyboard.press("Alt+1")
    desk.get_by_text("已「立案」").wait_for()
    assert read_again(case).category_code == "0506"


def test_the_suggested_handler_is_taken_by_one_key(site, town, desk):
    case = loop.filed(town)
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/cases/{case.code}/")
    desk.locator("[data-choice-field='lead']").wait_for()
    assert "第一网格网格员周敏" in desk.locator("main").inner_text(), "with the reason beside it"
    desk.keyboard.press("Alt+1")
    desk.get_by_text("已「派给办理人」").wait_for()
    assert read_again(case).lead_title == "第一网格网格员"


def test_who_registers_but_does_not_file_is_offered_no_key(site, town, desk):
    sign_in(desk, site, "captain")
    desk.keyboard.type("地下室漏水又脏又臭")
    desk.locator("#entry-hints").get_by_text("因为说到").wait_for()
    assert desk.locator("[data-choice-key]").count() == 0
