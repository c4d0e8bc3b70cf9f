"""E6: small matters do not leave the community: each matter's level of settlement is known and rises only when it must."""

from __future__ import annotations

import pytest
from django.urls import reverse

from linli.cases.rules import Deed

pytestmark = pytest.mark.django_db


def test_a_small_matter_is_settled_in_the_grid_and_a_large_one_in_the_street(neighbours):
    small = neighbours.register("officer_a", body="楼道堆了纸箱", place="湖东苑1号楼", source="officer")
    assert neighbours.case(small).level in ("grid", "community")
    large = neighbours.register("staff", body="雨污混流，整片管网要改", place="湖东苑", source="visit")
    assert neighbours.case(large).level == "community"

    neighbours.do("staff", large, Deed.FILE, category="0504")
    neighbours.do("staff", large, Deed.RAISE_LEVEL, reason="要街道协调排水公司和资金")
    assert neighbours.case(large).level == "street"
    assert "雨污混流" in neighbours.notices("street_staff"), "the level above learns that it now answers for it"

    neighbours.do("staff", large, Deed.DISPATCH, lead=str(neighbours.town.posts["staff2"].id))
    assert neighbours.case(large).level == "street", "it does not sink below the level it was raised to"
    handed = neighbours.register("staff", body="楼道灯坏了", place="湖东苑1号楼", source="visit")
    neighbours.do("staff", handed, Deed.FILE, category="0402")
    neighbours.do("staff", handed, Deed.DISPATCH, lead=str(neighbours.town.posts["officer_a"].id))
    assert neighbours.case(handed).level == "grid", "what the grid's officer settles is settled in the grid"

    neighbours.do("officer_a", small, Deed.SELF_CLOSE, category="0201", result="和住户一起搬走了")
    assert neighbours.case(small).state == "self_closed"
    page = neighbours.at("street_lead").get(reverse("centre:overview"))
    assert page.status_code == 200

    for deed, typed in (
        (Deed.ACCEPT, {}),
        (Deed.RECORD_CONTACT, {"contacted": "上门看过", "contacted_at": "2024-03-04T10:00"}),
        (Deed.FEED_BACK, {"result": "排水公司已改管"}),
    ):
        neighbours.do("staff2", large, deed, **typed)
    neighbours.do("lead", large, Deed.PASS_INSPECTION)
    for code in (small, large):
        neighbours.do("lead", code, Deed.CALL_BACK, reached="yes", resolved="yes", satisfaction="satisfied")
    assert neighbours.case(large).state == "closed"
    for name, place in (("street_lead", neighbours.town.street), ("centre", neighbours.town.county)):
        local = neighbours.indicator(name, "没有出社区", place)
        assert sorted(local["denominator"]) == sorted([small, large]), "both were settled"
        assert local["numerator"] == [small], "the one the street had to settle left the community"
    proactive = neighbours.indicator("lead", "未诉先办率", neighbours.town.code)
    assert proactive["numerator"] == [small], "what the officer found by herself nobody had to report"
    assert sorted(proactive["denominator"]) == sorted([small, large, handed])
    beyond = neighbours.at("lead").get(reverse("centre:indicators"), {"place": neighbours.town.street})
    assert beyond.status_code == 404, "a community reads its own figures"
