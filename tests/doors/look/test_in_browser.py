"""The design system in a real browser: it fits, nothing fails, and the small scripts do what they promise."""

import re

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "?elder=1",
    "worklist/",
    "case/",
    "raise/",
    "raise/?elder=1",
    "follow/",
    "follow/?elder=1",
    "wall/",
    "door-cards/",
]


def _until(page, condition: str) -> None:
    """Wait in the page itself for `condition` (the policy forbids the evaluating that Playwright's own waiting needs)."""
    page.evaluate(
        f"() => new Promise(done => {{ const look = setInterval(() => {{ if ({condition}) {{ clearInterval(look); done(); }} }}, 20); }})"
    )


def _photograph_all(page, site, tmp_path):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    for name in PAGES:
        page.goto(f"{site}/-/look/{name}")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{name or 'look'} is {over} px too wide"
        photograph = tmp_path / f"{re.sub(r'[^a-z]+', '-', name) or 'look'}.png"
        page.screenshot(path=photograph, full_page=True)
        assert photograph.stat().st_size > 10_000
    assert said == []


def test_every_page_fits_a_phone(phone, site, tmp_path):
    _photograph_all(phone, site, tmp_path)


def test_every_page_fits_a_desk(desk, site, tmp_path):
    _photograph_all(desk, site, tmp_path)


@pytest.mark.parametrize(("query", "least"), [("", 44), ("?elder=1", 60)])
def test_what_one_presses_on_a_phone_is_large_enough(phone, site, query, least):
    small = """least => [...document.querySelectorAll('a.button, button, .choice, .control, .deed-tile, summary.button')]
        .map(e => [e.textContent.trim().slice(0, 12), Math.round(e.getBoundingClientRect().height)])
        .filter(([, height]) => height && height < least)"""
    for name in ("raise/", "follow/", "wall/"):
        phone.goto(f"{site}/-/look/{name}{query}")
        assert phone.evaluate(small, least) == []


def test_a_clerk_walks_the_list_by_keyboard(desk, site):
    desk.goto(f"{site}/-/look/worklist/")
    for key in "jjk":
        desk.keyboard.press(key)
    row = desk.locator("tbody tr").first
    assert row.locator(".row-link").evaluate("e => e === document.activeElement")
    desk.keyboard.press("x")
    assert desk.locator("[data-picked]").inner_text() == "1"
    assert desk.locator(".batch-bar").is_visible()
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.id") == "search"
    desk.keyboard.type("j漏水")
    assert desk.locator("#search").input_value() == "j漏水"
    desk.locator("tbody .row-link").first.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/case/")


def test_single_keys_can_be_switched_off(desk, site):
    desk.goto(f"{site}/-/look/worklist/")
    desk.keyboard.press("?")
    desk.locator("[data-keys-on]").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("j")
    assert desk.evaluate("document.activeElement.className") != "row-link"


def test_unsent_words_are_offered_back(phone, site):
    phone.goto(f"{site}/-/look/raise/")
    phone.get_by_label("发生了什么").fill("车库渗水")
    _until(phone, "Object.keys(localStorage).some(k => k.startsWith('linli.kept.'))")
    phone.goto(f"{site}/-/look/raise/")
    assert phone.get_by_label("发生了什么").input_value() == ""
    phone.get_by_role("button", name="接着填").click()
    assert phone.get_by_label("发生了什么").input_value() == "车库渗水"


def test_words_that_were_accepted_are_forgotten(phone, site):
    phone.goto(f"{site}/-/look/follow/")
    phone.get_by_label("想说的话").fill("办得快")
    phone.locator(".choice").first.click()
    phone.get_by_text("基本满意").click()
    phone.get_by_role("button", name="提交评价").click()
    phone.wait_for_load_state()
    phone.goto(f"{site}/-/look/wall/")
    assert phone.evaluate("Object.keys(localStorage).filter(k => k.startsWith('linli.kept.'))") == []


def test_a_form_is_sent_once(phone, site):
    sent = []
    phone.goto(f"{site}/-/look/follow/")
    phone.route("**/follow/", lambda route: sent.append(route))
    phone.locator(".choice").first.click()
    phone.get_by_text("基本满意").click()
    pressed_twice = """() => new Promise(done => {
        const button = document.querySelector('form[data-keep] button[type=submit]');
        button.click();
        setTimeout(() => { button.click(); done([button.disabled, button.innerText]); }, 50);
    })"""
    assert phone.evaluate(pressed_twice) == [True, "正在提交…"]
    assert len(sent) == 1
    sent[0].abort()


def test_photographs_are_made_small_before_they_leave(phone, site, tmp_path):
    from PIL import Image

    for name in ("甲", "乙"):
        Image.new("RGB", (4000, 3000), "grey").save(tmp_path / f"{name}.png")
    phone.goto(f"{site}/-/look/raise/")
    phone.locator("input[type=file]").set_input_files([tmp_path / "甲.png", tmp_path / "乙.png"])
    phone.locator(".upload-list canvas").nth(1).wait_for()
    sizes = """async () => Promise.all([...document.querySelector('input[type=file]').files]
        .map(async f => { const b = await createImageBitmap(f); return [f.type, Math.max(b.width, b.height)]; }))"""
    assert phone.evaluate(sizes) == [["image/jpeg", 1600], ["image/jpeg", 1600]]
    phone.get_by_role("button", name="移除这张：甲.jpg").click()
    _until(phone, "document.querySelector('input[type=file]').files.length === 1")


def test_on_a_phone_all_next_deeds_are_one_press_away(phone, site):
    phone.goto(f"{site}/-/look/case/")
    assert phone.locator(".deed:visible").count() == 1
    phone.get_by_role("link", name="全部 5 项").click()
    assert phone.locator(".deed:visible").count() == 5
    phone.get_by_role("link", name="收起").click()
    assert phone.locator(".deed:visible").count() == 1


def test_everything_is_there_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{site}/-/look/raise/")
    assert page.locator("input[type=file]").is_visible()
    page.goto(f"{site}/-/look/case/")
    page.get_by_role("link", name="打开菜单").click()
    assert page.get_by_role("link", name="公示墙").is_visible()
    page.goto(f"{site}/-/look/case/")
    page.get_by_role("link", name="全部 5 项").click()
    page.get_by_text("退回并说明").click()
    assert page.get_by_role("button", name="退回", exact=True).is_visible()
    context.close()
