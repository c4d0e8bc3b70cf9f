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
