"""E1: captains, students, members and neighbours in teams; a register of the first day, a call, hours, and the figures."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.ledger.outbox import deliver

pytestmark = pytest.mark.django_db


def post(client: Client, url: str, **typed: Any) -> Any:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    deliver()
    return answer


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def local(moment: Any) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def test_the_register_of_the_first_day_becomes_teams_and_figures(neighbours):
    """3,673 names in 53 teams go in by one file; the page's own figures come out of them."""
    staff = neighbours.at("staff")
    kinds = ("楼栋长", "学生", "双报到党员", "左邻右帮")
    rows = "\n".join(f"王{n},139{n:08d},湖东苑,{kinds[n % 4]}{n % 53}队" for n in range(3_673))
    table = SimpleUploadedFile("名册.csv", f"姓名,电话,小区,队伍\n{rows}\n".encode())
    seen = staff.post("/staff/volunteers/import/", {"file": table}).content.decode()
    assert "新登记 3673 人" in seen
    text = seen.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    post(staff, "/staff/volunteers/import/", do="import", text=text)
    shown = page(staff, "/staff/volunteers/")
    assert "0/3673" in shown, "registered, none active yet"
    assert "王*" in shown
    assert "楼栋长队" in page(staff, "/staff/teams/?kind=captains")
    again = staff.post("/staff/volunteers/import/", {"file": SimpleUploadedFile("名册.csv", table.file.getvalue())})
    assert "都已经登记过" in again.content.decode(), "the same register twice changes nothing"


def test_a_neighbour_registers_helps_is_thanked_and_holds_a_certificate(neighbours):
    """From the poster's page over a call to coins, each turn told; then she leaves and only figures stay."""
    town, staff = neighbours.town, neighbours.at("staff")
    her = Client()
    made = post(
        her, f"/c/{town.code}/volunteer/", name="李热心", phone="13900005678", estate=str(town.estate_a.id),
        skills=["company"], skill_words="", times=["weekday"],
    )  # fmt: skip
    code = re.search(r"/volunteer/(\d+)/", made["Location"])[1]
    assert "有人登记当志愿者" in neighbours.notices("staff")
    at = re.search(r'href="(/staff/volunteers/[0-9a-f-]{36}/)"', page(staff, "/staff/volunteers/?state=applied"))[1]
    post(staff, f"{at}accept/")

    start = (clock.now() + timedelta(days=3)).astimezone(SHANGHAI).replace(hour=9, minute=0)
    start -= timedelta(days=max(0, start.weekday() - 4))
    call = post(
        neighbours.at("captain"), "/staff/volunteers/calls/new/", title="陪独居老人取药", words="", skills=["company"],
        starts_at=local(start), hours="2", places="1", estate="", address="湖东苑1号楼302", team="",
    )["Location"]  # fmt: skip
    board = page(Client(), f"/c/{town.code}/calls/")
    assert "陪独居老人取药" in board
    assert "楼302" not in board
    own = page(her, f"/volunteer/{code}/")
    take = re.search(rf'action="(/volunteer/{code}/calls/[0-9a-f-]{{36}}/take/)"', own)[1]
    post(her, take)
    assert "湖东苑1号楼302" in page(her, f"/volunteer/{code}/")
    assert "有人报名帮忙" in neighbours.notices("captain")

    with clock.at(start + timedelta(hours=3)):
        _still_here(neighbours, "captain", "staff")
        form = page(neighbours.at("captain"), f"{call}finish/")
        helper = re.search(r'name="came" value="([0-9a-f-]{36})"', form)[1]
        post(neighbours.at("captain"), f"{call}finish/", came=[helper], minutes="120", served="1", thanks="药取回来了")
        entry = re.search(r'href="(/staff/volunteers/hours/[0-9a-f-]{36}/)"', page(staff, "/staff/volunteers/hours/"))[
            1
        ]
        assert "服务时长待确认" in neighbours.notices("staff")
        own_word = neighbours.at("captain").post(f"{entry}confirm/", {"key": str(uuid4())})
        assert "登记的人不能自己确认" in own_word.content.decode()
        post(staff, f"{entry}confirm/")
        shown = page(staff, "/staff/volunteers/")
        assert "1/1" in shown, "she is active"
        # Her half hour is over: she opens the page again.
        post(her, "/follow/", code=code, word="5678")
        own = page(her, f"/volunteer/{code}/")
        assert "药取回来了" in own
        span = {"first_on": start.date().isoformat(), "last_on": start.date().isoformat()}
        printed = post(her, f"/volunteer/{code}/certificate/", **span)["Location"]
        assert "李热心" in page(her, printed)
        number = printed.rstrip("/").rsplit("/", 1)[1]
        checked = page(Client(), f"/certificates/{number}/")
        assert "这份证明是真的" in checked
        assert "李热心" not in checked

        post(her, f"/volunteer/{code}/leave/")
        assert "李" not in page(staff, at).split("page-head")[1].split("</header>")[0]
        assert "2" in page(staff, f"{entry}"), "the hours stay as figures"


def _still_here(neighbours: Any, *names: str) -> None:
    for name in names:
        session = neighbours.at(name).session
        session["seen"] = int(clock.now().timestamp())
        session.save()
