"""B4: a complaint about a foul basement reaches the property firm at once and comes back resolved to the resident."""

from __future__ import annotations

import pytest
from django.test import Client

from linli.cases.rules import Deed

pytestmark = pytest.mark.django_db


def test_a_foul_basement_reaches_the_property_firm_and_comes_back_resolved(neighbours):
    town, resident = neighbours.town, Client()
    building = town.buildings[0]
    code = neighbours.raise_at(f"/d/{building.door_token}/", resident, "地下室脏、臭、漏水，物业没人管理。")
    assert "已收到" in neighbours.follow(resident, code)
    assert neighbours.case(code).building_id == building.id, "the card on the door says where"
    assert "地下室脏" in neighbours.notices("staff")

    neighbours.do("staff", code, Deed.FILE, category="0506")
    neighbours.do("staff", code, Deed.DISPATCH, lead=str(town.posts["firm"].id))
    assert "地下室脏" in neighbours.notices("firm"), "the firm is told at once"
    page = neighbours.follow(resident, code)
    assert "湖畔物业" in page
    assert "陈静" not in page, "who works behind the desk stays there"

    neighbours.do("firm", code, Deed.ACCEPT)
    neighbours.do(
        "firm", code, Deed.RECORD_CONTACT, contacted="电话联系，约下午看现场", contacted_at="2024-03-04T10:00"
    )
    neighbours.do(
        "firm", code, Deed.FEED_BACK, result="保洁已抽干污水，水管接头已换。", public_summary="污水已清，漏点已修"
    )
    assert "保洁已抽干污水" in neighbours.follow(resident, code)
    neighbours.do("staff2", code, Deed.PASS_INSPECTION)
    neighbours.answer(resident, code, "rate", resolved="yes", satisfaction="satisfied")

    case = neighbours.case(code)
    assert (case.state, case.solved, case.satisfaction) == ("closed", True, "satisfied")
    wall = Client().get(f"/c/{town.code}/wall/").content.decode()
    assert "污水已清，漏点已修" in wall
    assert "地下室脏" not in wall, "the wall shows no resident's words"
    assert "1/1" in wall


def test_a_fixed_that_is_not_fixed_comes_back_to_another_reviewer(neighbours):
    town, resident = neighbours.town, Client()
    code = neighbours.raise_at(f"/d/{town.buildings[0].door_token}/", resident, "车库又渗水了")
    neighbours.do("staff", code, Deed.FILE, category="0506")
    neighbours.do("staff", code, Deed.DISPATCH, lead=str(town.posts["firm"].id))
    neighbours.do("firm", code, Deed.ACCEPT)
    neighbours.do("firm", code, Deed.RECORD_CONTACT, contacted="电话", contacted_at="2024-03-04T10:00")
    neighbours.do("firm", code, Deed.FEED_BACK, result="已处理")
    neighbours.do("staff2", code, Deed.PASS_INSPECTION)
    neighbours.follow(resident, code)
    neighbours.answer(resident, code, "rate", resolved="no", satisfaction="dissatisfied", reason="一下雨还是漏")
    assert neighbours.case(code).state == "reopened"
    assert "重新打开" in neighbours.notices("staff")
    assert "重新打开" not in neighbours.notices("staff2"), "who passed it does not review it again"
