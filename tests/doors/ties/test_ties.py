"""Where something came from and what came out of it: one panel on every page, both ways, within the scope."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from linli.activities.models import Activity
from linli.alliance.models import Need, Project
from linli.halls.actions.open_hall import HallShape, open_hall
from linli.halls.models import Motion
from linli.insight.issue_steps import open_issue
from linli.insight.models import Telling
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.alliance.needs import asked
from tests.cases.in_the_loop import raised
from tests.doors.staff.cases.desk_of import at_most
from tests.forms.surveys import drafted, opened

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def panel(client, kind, key) -> str:
    answer = client.get(reverse(f"staff:ties_of_{kind}", args=[key]), headers=HTMX)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def ways(client, kind, key) -> dict[str, str]:
    """Label → address of what may be made of it."""
    found = re.findall(r'href="([^"]+origin_kind[^"]+)".*?<span>([^<]+)</span>', panel(client, kind, key), re.S)
    return {label: url.replace("&amp;", "&") for url, label in found}


def latest(model):
    with acting_in(Scope.everything()):
        return model.objects.order_by("-id").first()


def sent(client, url, **typed):
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    return latest


@pytest.fixture
def hall(town):
    return open_hall(actor=town.actor("lead"), key=None, place_code=town.code, shape=HallShape("street", "清风议事厅"))


def test_a_case_becomes_a_motion_and_both_know_each_other(town, signed_in, hall):
    case, staff = raised(town), signed_in("staff")
    first = staff.get(ways(staff, "case", case.code)["提到议事厅"], follow=True)
    assert case.subject in first.content.decode()
    assert "从哪里来" not in first.content.decode()
    sent(
        staff,
        first.request["PATH_INFO"] + "?" + first.request["QUERY_STRING"],
        title="地下室的水",
        words="大家商量怎么修",
    )
    motion = latest(Motion)
    assert (motion.origin, motion.origin_id, motion.origin_code) == ("case", case.id, case.code)
    assert reverse("staff:motion", args=[motion.code]) in panel(staff, "case", case.code)
    assert reverse("staff:case", args=[case.code]) in panel(staff, "motion", motion.code)


def test_a_survey_gives_rise_to_a_need_and_a_project(town, signed_in):
    survey, staff = opened(town), signed_in("staff")
    for label, model, typed in (
        ("列入需求清单", Need, {"title": "路灯", "kind": "goods", "quantity": "3", "unit": "盏", "people": "80"}),
        ("列为治理项目", Project, {"title": "装路灯", "aim": "夜里看得见路", "place": town.code}),
    ):
        sent(staff, ways(staff, "survey", survey.id)[label], **typed)
        made = latest(model)
        assert (made.origin, made.origin_id) == ("survey", survey.id)
        kind = model.__name__.lower()
        assert reverse(f"staff:{kind}", args=[made.id]) in panel(staff, "survey", survey.id)
        assert reverse("staff:survey", args=[survey.id]) in panel(staff, kind, made.id)


def test_a_hot_issue_is_answered_by_an_activity_that_bears_its_name_first(town, signed_in):
    with acting_in(Scope.everything()):
        now = clock.now()
        issue = open_issue([Telling(place_code=town.grid_a, street_code=int(town.street), at=now)], now)
        issue.name = "湖东苑夜间打桩扰民"
        issue.save()
    staff = signed_in("staff")
    url = ways(staff, "hot_issue", issue.id)["办一场活动"]
    assert "湖东苑夜间打桩扰民" in staff.get(url).content.decode()
    on = (clock.today() + timedelta(days=5)).isoformat()
    sent(
        staff, url, title="听证会", kind="event", size="small", groups="all", on=on, from_time="09:00", to_time="10:00",
        place_words="广场", rows="0", weeks="1",
    )  # fmt: skip
    made = latest(Activity)
    assert (made.origin, made.origin_id) == ("hot_issue", issue.id)
    assert reverse("centre:hot_issue", args=[issue.id]) in panel(staff, "activity", made.id)
    assert reverse("staff:activity", args=[made.id]) in panel(staff, "hot_issue", issue.id)


@pytest.mark.parametrize("page", ["staff:new_need", "staff:new_project", "staff:new_activity", "staff:choose_hall"])
def test_what_does_not_exist_or_lies_elsewhere_begins_nothing(town, signed_in, hall, page):
    case, staff = raised(town), signed_in("neighbour_staff")
    for kind, id in (
        ("case", case.code),
        ("hot_issue", "x"),
        ("hot_issue", uuid4()),
        ("nothing", "1"),
        ("need", "\x00"),
    ):
        answer = staff.get(reverse(page), {"origin_kind": kind, "origin_id": str(id), "title": "\x00" * 9})
        assert answer.status_code == 404, (kind, id)
        assert "没有找到" in answer.content.decode()


def test_the_panel_is_a_page_without_javascript_and_costs_ten_statements(town, signed_in):
    case, need, survey = raised(town), asked(town), drafted(town)
    staff = signed_in("staff")
    for kind, key in (("case", case.code), ("need", need.id), ("survey", survey.id)):
        address = reverse(f"staff:ties_of_{kind}", args=[key])
        assert "<html" in staff.get(address).content.decode()
        with at_most(10):
            staff.get(address, headers=HTMX)


def test_who_may_not_read_a_page_reads_the_name_without_a_link(town, signed_in, hall):
    case = raised(town)
    staff = signed_in("staff")
    first = staff.get(ways(staff, "case", case.code)["提到议事厅"], follow=True)
    sent(staff, first.request["PATH_INFO"] + "?" + first.request["QUERY_STRING"], title="地下室的水", words="商量")
    shown = panel(signed_in("firm"), "case", case.code)
    assert "/staff/motions/" not in shown
    assert "接着做" not in shown
