"""E4: wishes become a needs list, are matched with member units, fulfilled and shown; none is left silent."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from linli.alliance.jobs import sweep_wishes
from linli.alliance.models import Wish, WishClaim
from linli.alliance.rules import Check
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in

pytestmark = pytest.mark.django_db

PHONE, HELPER = "13900005678", "13800004321"
CHECKS = [check.value for check in Check]


def post(client: Client, url: str, **typed: Any) -> Any:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    deliver()
    return answer


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def wish_for(neighbours: Any, words: str, **typed: Any) -> str:
    answer = post(
        Client(), f"/c/{neighbours.town.code}/wish/", **{"words": words, "estate": "-", "phone": PHONE, **typed}
    )
    return re.search(r"/wish/(\d+)/", answer["Location"])[1]


def hers(code: str) -> Client:
    client = Client()
    assert client.post("/follow/", {"code": code, "word": PHONE[-4:]}).status_code == 302
    return client


def publish(neighbours: Any, code: str, words: str, kind: str = "place") -> None:
    post(neighbours.at("staff"), f"/staff/wishes/{code}/do/approve/", kind=kind, public_words=words, checks=CHECKS)


def claim_url(neighbours: Any, code: str) -> str:
    with acting_in(Scope.everything()):
        return f"/c/{neighbours.town.code}/wishes/{Wish.objects.get(code=code).id}/"


def test_an_idle_garage_becomes_a_room_for_the_old(neighbours):
    """From her telephone over the wall to a member unit and back to her thanks, each turn told."""
    town, staff = neighbours.town, neighbours.at("staff")
    code = wish_for(neighbours, "楼下车库空着，想要个下棋的地方，我住3号楼201", estate=str(town.estate_a.id))
    assert "有人许了一个心愿" in neighbours.notices("staff")
    publish(neighbours, code, "把闲置车库改成老年活动室")
    assert "已公示，正等人认领" in page(hers(code), f"/wish/{code}/")
    wall = page(Client(), f"/c/{town.code}/wishes/")
    assert "把闲置车库改成老年活动室" in wall
    assert "湖东苑" in wall, "a shared place is named"
    assert "3号楼" not in wall

    post(
        staff, "/staff/resources/members/new/", name="湖畔建筑装饰公司", kind="enterprise", liaison="余工", phone=HELPER
    )
    unit = re.search(r'value="([0-9a-f-]{36})">湖畔建筑装饰公司', page(staff, "/staff/resources/new/"))[1]
    today = clock.today()
    post(
        staff, "/staff/resources/new/", organisation=unit, kind="works", title="修缮用工", quantity="40", unit="工日",
        first_on=today.isoformat(), last_on=(today + timedelta(days=90)).isoformat(),
    )  # fmt: skip
    shown = page(staff, f"/staff/wishes/{code}/")
    assert "维修施工办公共地方类心愿，最对路" in shown
    pledge = re.search(r'name="pledge" value="([0-9a-f-]{36})"', shown)[1]
    post(staff, f"/staff/wishes/{code}/ask-unit/", pledge=pledge, quantity="12")
    post(staff, f"/staff/wishes/{code}/unit/committed/", promised_on=(today + timedelta(days=20)).isoformat())
    assert "一家爱心单位" in page(hers(code), f"/wish/{code}/")
    post(staff, f"/staff/wishes/{code}/do/fulfil/", note="刷了墙，摆了四张桌子")
    wisher = hers(code)
    assert "摆了四张桌子" in page(wisher, f"/wish/{code}/")
    post(wisher, f"/wish/{code}/confirm/", thanks="谢谢，天天来下棋")
    assert "心愿实现了" in neighbours.notices("staff")
    post(staff, f"/staff/wishes/{code}/do/tell_story/", story="闲置多年的车库，成了老人下棋读报的屋子")
    wall = page(Client(), f"/c/{town.code}/wishes/?show=came_true")
    for words in ("谢谢湖畔建筑装饰公司", "成了老人下棋读报的屋子", "1/1"):
        assert words in wall
    assert "天天来下棋" not in wall, "her own words are for the helper"
    ledger = page(staff, "/staff/resources/")
    assert "28/40 工日" in ledger
    assert "已确认" in ledger


def test_two_neighbours_want_to_help_and_both_are_told_how_it_stands(neighbours):
    code = wish_for(neighbours, "想要一副老花镜")
    publish(neighbours, code, "一位老人想要一副老花镜", "goods")
    typed = {"kind": "person", "promised_on": (clock.today() + timedelta(days=3)).isoformat()}
    url = claim_url(neighbours, code)
    first = Client()
    mine = post(first, url, claimer_name="李热心", claimer_phone=HELPER, **typed)["Location"]
    second = Client().post(url, {"key": str(uuid4()), "claimer_name": "赵晚到", "claimer_phone": HELPER, **typed})
    assert second.status_code == 409
    assert "别人刚刚先认领了" in second.content.decode()
    assert "有人认领了" in neighbours.notices("staff")

    claim = re.search(r"/wish/(\d+)/", mine)[1]
    post(first, f"/wish/{claim}/fulfil/", note="配好送去了")
    wisher = hers(code)
    post(wisher, f"/wish/{code}/not_yet/", reason="度数不对，看不清")
    assert "度数不对" in page(first, f"/wish/{claim}/")
    post(first, f"/wish/{claim}/fulfil/", note="换了一副")
    post(wisher, f"/wish/{code}/confirm/", thanks="这回看清了")
    assert "这回看清了" in page(first, f"/wish/{claim}/")


def test_a_wish_refused_or_unclaimed_is_never_left_silent(neighbours):
    refused = wish_for(neighbours, "想把房贷还清")
    post(neighbours.at("staff"), f"/staff/wishes/{refused}/do/refuse/", unmet=["small"], reason="可到窗口问延期")
    assert "一个人、一家单位办不了。可到窗口问延期" in page(hers(refused), f"/wish/{refused}/")

    code = wish_for(neighbours, "想有个换书的小书亭")
    publish(neighbours, code, "添一个换书的小书亭")
    with clock.at(clock.now() + timedelta(days=31)):
        assert sweep_wishes() == 1
        deliver()
        with acting_in(Scope.everything()):
            assert Wish.objects.get(code=code).state == "committee"
    assert "已提请共建联席会" in page(hers(code), f"/wish/{code}/")
    assert "仍可认领" in page(Client(), f"/c/{neighbours.town.code}/wishes/")
    post(neighbours.at("lead"), f"/staff/wishes/{code}/do/close_unmet/", reason="没有遮雨的地方，明年改造时再办")
    assert "明年改造时再办" in page(hers(code), f"/wish/{code}/")
    assert "换书" not in page(Client(), f"/c/{neighbours.town.code}/wishes/")


def test_a_group_helps_together_and_the_claim_stays_one(neighbours):
    """帮帮团: the first who claims answers for it, others join with what they bring; nobody's number is shown."""
    code = wish_for(neighbours, "想把楼道刷一刷")
    publish(neighbours, code, "把楼道刷白")
    url, client = claim_url(neighbours, code), Client()
    early = client.post(f"{url}join/", {"key": str(uuid4()), "helper_name": "赵师傅", "helper_phone": "13600002222"})
    assert early.status_code == 422, "nobody to join yet"
    typed = {"kind": "group", "promised_on": (clock.today() + timedelta(days=9)).isoformat()}
    mine = post(client, url, claimer_name="楼下帮帮团", claimer_phone=HELPER, **typed)["Location"]
    assert "一起帮" in page(Client(), f"/c/{neighbours.town.code}/wishes/?show=claimed")
    post(Client(), f"{url}join/", helper_name="赵师傅", helper_phone="13600002222", brings="会刷墙")
    again = Client().post(f"{url}join/", {"key": str(uuid4()), "helper_name": "赵", "helper_phone": "13600002222"})
    assert "已经在一起帮的名单里" in again.content.decode()
    post(Client(), f"{url}join/", helper_name="老钱粮油店", helper_phone="13600003333", brings="出两桶漆")
    claim = re.search(r"/wish/(\d+)/", mine)[1]
    together = page(client, f"/wish/{claim}/")
    assert "还有 2 位（家）一起帮" in together
    assert "会刷墙" in together
    assert "13600002222" not in together
    staff = page(neighbours.at("staff"), f"/staff/wishes/{code}/")
    assert "赵**" in staff
    assert "13600002222" not in staff
    with acting_in(Scope.everything()):
        assert WishClaim.objects.count() == 1


def test_a_sheet_of_slips_is_printed_for_the_wish_box(neighbours):
    sheet = page(neighbours.at("staff"), "/staff/wishes/slips/")
    assert "投进心愿箱" in sheet
    assert sheet.count("<svg") >= 2, "each slip beside the QR of the page"


def test_no_state_in_which_somebody_waits_is_without_a_reminder(neighbours):
    """Never left silent: whatever is not at its end has a day on which somebody is reminded."""
    staff = neighbours.at("staff")
    code = wish_for(neighbours, "想要一个修鞋摊")
    for step in ("approve", "claim", "fulfil", "not_yet", "fulfil"):
        with acting_in(Scope.everything()):
            assert Wish.objects.get(code=code).alarm_at is not None, step
        if step == "approve":
            publish(neighbours, code, "添一个修鞋摊")
        elif step == "claim":
            day = (clock.today() + timedelta(days=9)).isoformat()
            typed = {"kind": "person", "claimer_name": "李热心", "claimer_phone": HELPER, "promised_on": day}
            post(staff, f"/staff/wishes/{code}/do/claim/", organisation="", **typed)
        else:
            typed = {"note": "摆好了"} if step == "fulfil" else {"reason": "还没有开张"}
            post(staff, f"/staff/wishes/{code}/do/{step}/", **typed)
    with acting_in(Scope.everything()):
        assert Wish.objects.get(code=code).alarm_at is not None
