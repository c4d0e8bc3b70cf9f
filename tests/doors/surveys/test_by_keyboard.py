"""In a real browser: fifty questions of a paper entered with the keyboard alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linli.forms.actions.write_question import write_question
from linli.forms.models import PaperSlip
from linli.forms.rules.question import QuestionKind, Wording
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.alliance import projects
from tests.forms import surveys
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.browser


@pytest.fixture
def town(site, django_db_blocker):
    with django_db_blocker.unblock():
        yield make_small_community()


def sign_in(page, site, name):
    page.goto(f"{site}/staff/sign-in/?next=/staff/surveys/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="问卷").wait_for()


def test_fifty_questions_of_a_paper_are_entered_by_digits_alone(site, town, desk):
    ids = [
        write_question(
            actor=town.actor("staff"), key=uuid7(), place_code=town.code, wording=Wording(QuestionKind.SCALE, f"第{n}件事满意吗")
        ).id
        for n in range(50)
    ]  # fmt: skip
    survey = surveys.opened(town, questions=tuple(ids), asks_age=False)
    sign_in(desk, site, "staff")
    desk.goto(f"{site}/staff/surveys/{survey.id}/papers/")
    desk.locator("[name=serial]").wait_for()
    desk.wait_for_function("document.activeElement.name === 'serial'")
    desk.keyboard.type("A001")
    desk.keyboard.press("Enter")
    desk.select_option("[name=building]", str(town.dwellings[0].building_id))
    desk.locator("[name=unit]").focus()
    desk.keyboard.type("1")
    desk.keyboard.press("Enter")
    desk.keyboard.type("101")
    desk.keyboard.press("Enter")
    for n in range(50):
        desk.keyboard.press(str(n % 5 + 1))
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("已录第一遍").wait_for()
    with acting_in(Scope.everything()):
        assert PaperSlip.objects.get().serial == "A001"


def test_the_pages_fit_a_phone_and_a_desk(site, town, desk, phone):
    projects.settle(town)
    project = projects.under_way(town)
    projects.milestone(town, project, days=-2, post_id=town.posts["officer_a"].id)
    survey = surveys.opened(town, "reno.overall", "reno.wants", "reno.cars", "reno.say", estate_ids=())
    for dwelling in town.dwellings[:5]:
        surveys.answer(town, survey, dwelling, reno_overall=3, reno_wants=["1", "3"], reno_cars=1, reno_say="灯不亮")
    inside = [
        "/staff/projects/", f"/staff/projects/{project.id}/", f"/staff/projects/{project.id}/pictures/",
        f"/staff/projects/{project.id}/enter/money/", "/staff/surveys/", f"/staff/surveys/{survey.id}/",
        f"/staff/surveys/{survey.id}/papers/", "/staff/surveys/new/", "/staff/surveys/bank/", "/staff/forms/",
    ]  # fmt: skip
    public = [
        f"/c/{town.code}/projects/", f"/c/{town.code}/projects/{project.id}/", f"/c/{town.code}/surveys/",
        f"/c/{town.code}/surveys/{survey.id}/", f"/c/{town.code}/surveys/{survey.id}/?elder=1",
    ]  # fmt: skip
    sign_in(desk, site, "staff")
    sign_in(phone, site, "staff")
    for page, name in ((desk, "desk"), (phone, "phone")):
        for number, address in enumerate([*inside, *public]):
            page.goto(site + address)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{address} scrolls sideways by {wide} px"
            if folder := os.environ.get("LINLI_SHOTS"):
                page.screenshot(path=Path(folder) / f"{name}-{number:02}.png", full_page=True)
