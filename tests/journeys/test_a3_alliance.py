"""A3: the alliance of a community: members and advisers, needs matched with resources, joint meetings whose points are done."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from linli.alliance.jobs import sweep_alliance, sweep_needs
from linli.alliance.models import JointMeeting, MeetingPoint, Need
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in

pytestmark = pytest.mark.django_db

PHONE, UNIT_PHONE = "13900005678", "13800004321"


def post(client: Client, url: str, **typed: Any) -> Any:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    deliver()
    return answer


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def join(staff: Client, name: str, kind: str = "enterprise") -> None:
    post(staff, "/staff/resources/members/new/", name=name, kind=kind, liaison="余工", phone=UNIT_PHONE)


def offer(staff: Client, unit: str, title: str, quantity: int, measure: str, **typed: Any) -> None:
    form = page(staff, "/staff/resources/new/")
    id = re.search(rf'value="([0-9a-f-]{{36}})">{unit}', form)[1]
    today = clock.today()
    post(
        staff, "/staff/resources/new/",
        **{
            "organisation": id, "kind": "goods", "title": title, "quantity": str(quantity), "unit": measure,
            "first_on": today.isoformat(), "last_on": (today + timedelta(days=90)).isoformat(), **typed,
        },
    )  # fmt: skip


def ask(client: Client, title: str, measure: str, **typed: Any) -> str:
    given = {
        "title": title,
        "kind": "goods",
        "quantity": "1",
        "unit": measure,
        "people": "1",
        "origin": "diary",
        **typed,
    }
    return re.search(r"/needs/([0-9a-f-]{36})/", post(client, "/staff/needs/new/", **given)["Location"])[1]


def test_needs_are_matched_with_resources_and_confirmed_by_who_asked(neighbours):
    """From officers' and residents' needs over one search with its reasons to the hand-over and her own word."""
    staff, officer_b = neighbours.at("staff"), neighbours.at("officer_b")
    join(staff, "暖心被服厂")
    offer(staff, "暖心被服厂", "棉被", 2, "床")
    late = ask(neighbours.at("officer_a"), "棉被", "床")
    hers = ask(staff, "棉被", "床", name="王秀英", phone=PHONE, is_urgent="on", estate=str(neighbours.town.estate_a.id))
    far = ask(officer_b, "棉被", "床")
    nobody = ask(staff, "电动轮椅", "辆")
    assert "新的需求：棉被" in neighbours.notices("staff2")

    post(staff, "/staff/needs/matching/run/")
    found = page(staff, "/staff/needs/matching/")
    assert "这件急，先满足" in found
    assert "还没有单位提供这一样" in found, "each unmet need has its reason"
    assert "分给了 2 件别的需求（其中 1 件更急）" in found
    picks = re.findall(r'name="pick" value="([0-9a-f-]{36})"', found)
    assert len(picks) == 2, "one to the urgent need, one to the grid that had nothing yet"
    with acting_in(Scope.everything()):
        assert Need.objects.get(id=late).state == "asked"
    post(staff, "/staff/needs/matching/confirm/", pick=picks)
    assert "没有选中" in staff.post("/staff/needs/matching/confirm/", {"key": str(uuid4())}).content.decode()

    url = f"/staff/needs/{hers}/"
    use = re.search(r"uses/([0-9a-f-]{36})/committed/", page(staff, url))[1]
    day = (clock.today() + timedelta(days=3)).isoformat()
    post(staff, f"{url}uses/{use}/committed/", promised_on=day)
    post(
        staff, f"{url}uses/{use}/deliver/", on=clock.today().isoformat(), quantity="1", seen_by="王桂兰", note="新棉花"
    )
    with acting_in(Scope.everything()):
        code = Need.objects.get(id=hers).code
    resident = Client()
    resident.post("/follow/", {"code": code, "word": PHONE[-4:]})
    assert "暖心被服厂" in page(resident, f"/need/{code}/")
    post(resident, f"/need/{code}/confirm/", said="很暖和")
    assert "很暖和" in page(staff, url)
    ledger = page(staff, "/staff/resources/")
    assert "0/2 床" in ledger
    assert "已确认" in ledger
    alliance = page(staff, "/staff/alliance/")
    assert "暖心被服厂" in alliance
    assert "1/4" in alliance, "needs confirmed of those listed, counted from the data"
    assert page(staff, f"/staff/needs/{far}/")
    assert page(staff, f"/staff/needs/{nobody}/")


def test_a_proposal_that_became_stale_is_refused_and_one_rejected_keeps_its_reason(neighbours):
    staff = neighbours.at("staff")
    join(staff, "暖心被服厂")
    offer(staff, "暖心被服厂", "棉被", 1, "床")
    need, other = ask(staff, "棉被", "床", is_urgent="on"), ask(staff, "棉被", "床")
    post(staff, "/staff/needs/matching/run/")
    pick = re.search(r'name="pick" value="([0-9a-f-]{36})"', page(staff, "/staff/needs/matching/"))[1]
    pledge = re.search(r'name="pledge" value="([0-9a-f-]{36})"', page(staff, f"/staff/needs/{other}/"))[1]
    post(staff, f"/staff/needs/{other}/ask-unit/", pledge=pledge, quantity="1")
    assert "已过时" in page(staff, "/staff/needs/matching/")
    stale = staff.post("/staff/needs/matching/confirm/", {"key": str(uuid4()), "pick": pick})
    assert stale.status_code == 409
    assert "请重新对接一次" in stale.content.decode()
    empty = staff.post(f"/staff/needs/matching/{pick}/reject/", {"key": str(uuid4())})
    assert empty.status_code == 422
    post(staff, f"/staff/needs/matching/{pick}/reject/", reason="这家上个月刚帮过")
    assert "这家上个月刚帮过" in page(staff, "/staff/needs/matching/")
    assert page(staff, f"/staff/needs/{need}/")


def test_the_alliance_meets_on_its_rhythm_and_its_points_are_done(neighbours):
    """Rhythm, reminder, call, agenda from what waits, minutes with who does what by when, reminder, done."""
    town, staff, lead = neighbours.town, neighbours.at("staff"), neighbours.at("lead")
    join(staff, "湖畔物业", "property_firm")
    post(staff, "/staff/alliance/rhythm/", every_months="2", nth="1", weekday="3", hour="15", venue="社区会议室")
    post(staff, "/staff/alliance/advisers/new/", post=str(town.posts["zhujian"].id))
    assert "治理顾问" in neighbours.notices("zhujian")
    overdue = ask(staff, "电动轮椅", "辆")
    with clock.at(clock.now() + timedelta(days=80)):
        neighbours.leave()
        assert sweep_alliance() == 1, "the rhythm asks for a meeting"
        assert sweep_needs() == 1
        deliver()
        assert "到期还没有召集" in neighbours.notices("lead")
        day = clock.today() + timedelta(days=2)
        lead = neighbours.at("lead")
        meeting = post(lead, "/staff/alliance/meetings/new/", on=day.isoformat(), hour="15", venue="社区会议室")[
            "Location"
        ]
        assert "请参加" in neighbours.notices("zhujian")
        assert "请参加" in neighbours.notices("firm"), "who holds the property firm's post is invited"
        agenda = page(lead, meeting)
        assert "电动轮椅" in agenda, "a need nobody met in time is on the agenda"
        early = lead.post(f"{meeting}minutes/", {"key": str(uuid4()), "summary": "商量了"})
        assert early.status_code == 422
    held_at = clock.now() + timedelta(days=83)
    with clock.at(held_at):
        neighbours.leave()
        lead = neighbours.at("lead")
        with acting_in(Scope.everything()):
            point = MeetingPoint.objects.get()
        half = {
            "attended": [],
            "summary": "都来了",
            f"outcome_{point.number}": "物业出面借",
            f"unit_{point.number}": str(town.firm.id),
        }
        refused = lead.post(f"{meeting}minutes/", {"key": str(uuid4()), **half})
        assert refused.status_code == 422
        assert "三样都要写" in refused.content.decode()
        due = (held_at.astimezone(SHANGHAI).date() + timedelta(days=10)).isoformat()
        post(lead, f"{meeting}minutes/", **{**half, "attended": [str(town.firm.id)], f"due_{point.number}": due})
        assert "湖畔物业" in page(lead, meeting)
    with clock.at(held_at + timedelta(days=11)):
        neighbours.leave()
        assert sweep_alliance() >= 1
        deliver()
        assert "议定的事到期" in neighbours.notices("firm")
        lead = neighbours.at("lead")
        post(lead, f"{meeting}points/{point.id}/done/", words="借到一辆，已送去")
        assert "已办完" in page(lead, meeting)
        assert "1/1" in page(lead, "/staff/alliance/")
    with acting_in(Scope.everything()):
        assert JointMeeting.objects.get().state == "held"
        assert Need.objects.get(id=overdue).state == "asked", "a meeting does not close a need by itself"


def test_a_member_that_leaves_offers_nothing_more_and_its_record_stays(neighbours):
    staff = neighbours.at("staff")
    join(staff, "暖心被服厂")
    offer(staff, "暖心被服厂", "棉被", 2, "床")
    alliance = page(staff, "/staff/alliance/")
    member = re.search(r"members/([0-9a-f-]{36})/leave/", alliance)[1]
    assert UNIT_PHONE not in alliance
    assert UNIT_PHONE in staff.post(f"/staff/alliance/members/{member}/call/").content.decode()
    post(staff, f"/staff/alliance/members/{member}/liaison/", liaison="郝师傅", phone="13700001111")
    post(staff, f"/staff/alliance/members/{member}/leave/", reason="厂子搬走了")
    assert "暖心被服厂" not in page(staff, "/staff/alliance/").split("成员单位")[1]
    assert "已撤下" in page(staff, "/staff/resources/")
