"""E2, co-building: organs and firms paired with households, with consent, kept up on a rhythm, ended with a reason."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from linli.alliance.jobs import sweep_alliance
from linli.alliance.models import Pairing
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in

pytestmark = pytest.mark.django_db

PHONE = "13900005678"


def post(client: Client, url: str, **typed: Any) -> Any:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    deliver()
    return answer


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def form(staff: Client, **changed: Any) -> dict[str, Any]:
    unit = re.search(r'value="([0-9a-f-]{36})">区税务局', page(staff, "/staff/pairings/new/"))[1]
    return {
        "organisation": unit, "helper": "钱科长", "name": "王秀英", "phone": PHONE, "address": "3号楼1单元201室", "area": "",
        "purpose": "每月陪同就医", "consent_by": "王秀英", "consented_on": clock.today().isoformat(), "every_days": "30", **changed,
    }  # fmt: skip


def test_a_household_is_paired_visited_and_let_go(neighbours):
    staff = neighbours.at("staff")
    post(
        staff,
        "/staff/resources/members/new/",
        name="区税务局",
        kind="joint_committee",
        liaison="钱科长",
        phone="13800004321",
    )
    without = staff.post("/staff/pairings/new/", {"key": str(uuid4()), **form(staff, consent_by="")})
    assert without.status_code == 422, "nobody is paired without consent"
    told = staff.post("/staff/pairings/new/", {"key": str(uuid4()), **form(staff, purpose="帮3号楼201王奶奶")})
    assert "只写要帮什么" in told.content.decode()
    url = post(staff, "/staff/pairings/new/", **form(staff))["Location"]
    again = staff.post("/staff/pairings/new/", {"key": str(uuid4()), **form(staff)})
    assert "已经结对了" in again.content.decode()

    for shown in (page(staff, url), page(staff, "/staff/pairings/")):
        assert "王秀英" not in shown
        assert PHONE not in shown
        assert "王**" in shown
    assert PHONE in staff.post(f"{url}reveal/").content.decode()
    with acting_in(Scope.everything()):
        assert AuditLine.objects.filter(deed="alliance.reveal_pairing").exists()
        pairing = Pairing.objects.get()

    with clock.at(clock.now() + timedelta(days=32)):
        neighbours.leave()
        assert sweep_alliance() == 1
        deliver()
        assert "该联系了" in neighbours.notices("staff")
        staff = neighbours.at("staff")
        assert "1 户该联系了" in page(staff, "/staff/pairings/")
        today = clock.today()
        post(staff, f"{url}contact/", way="visit", on=today.isoformat(), words="陪她去了医院", brought="药盒")
        assert "陪她去了医院" in page(staff, url)
        assert "户该联系了" not in page(staff, "/staff/pairings/")
        with acting_in(Scope.everything()):
            assert Pairing.objects.get().next_on == today + timedelta(days=30)
        post(staff, f"{url}end/", reason="女儿回来照顾了")
        assert "女儿回来照顾了" in page(staff, url)
        assert staff.post(f"{url}reveal/").status_code == 404, "who is not served any more is not looked up"
    assert neighbours.at("captain").get("/staff/pairings/").status_code == 403
    with acting_in(Scope.everything()):
        assert Pairing.objects.get(id=pairing.id).ended_on is not None
