"""E3: the firm's call book, the captain's log and the community's record are one ledger; each is told of what became of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from linli.cases.models import Entry
from linli.cases.rules import Deed
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

pytestmark = pytest.mark.django_db


def test_one_matter_from_three_sides_is_one_case_and_each_side_is_told(neighbours):
    town, resident = neighbours.town, Client()
    place = "湖东苑1号楼"
    code = neighbours.register("captain", body="一楼住户说地下室积水", place=place, source="captain")
    shown = neighbours.at("firm").post(reverse("staff:entry_hints"), {"body": "地下室积水发臭", "place": place})
    assert code in shown.content.decode(), "the firm sees that the captain has logged it"

    for name, source, body in (
        ("firm", "property_firm", "业主来电：地下室积水发臭"),
        ("staff", "visit", "王阿姨来访反映地下室积水"),
    ):
        answer = neighbours.at(name).post(
            reverse("staff:quick_entry"),
            {"key": "01890000-0000-7000-8000-0000000000" + ("01" if name == "firm" else "02"), "body": body,
             "place": place, "source": source, "step": f"same:{code}"},
            follow=True,
        )  # fmt: skip
        assert answer.status_code == 200, answer.content.decode()
    case = neighbours.case(code)
    with acting_in(Scope.everything()):
        assert sorted(Entry.objects.filter(case=case).values_list("source", flat=True)) == [
            "captain",
            "property_firm",
            "visit",
        ]

    neighbours.do("staff", code, Deed.FILE, category="0506")
    neighbours.do("staff", code, Deed.DISPATCH, lead=str(town.posts["officer_a"].id))
    neighbours.do("officer_a", code, Deed.ACCEPT)
    neighbours.do("officer_a", code, Deed.RECORD_CONTACT, contacted="电话", contacted_at="2024-03-04T10:00")
    neighbours.do("officer_a", code, Deed.FEED_BACK, result="已抽干")
    for name in ("captain", "firm"):
        assert "您登记的事有进展" in neighbours.notices(name)
        entries = neighbours.at(name).get(reverse("staff:my_entries")).content.decode()
        assert "地下室积水" in entries, "and it stands in their own book with what became of it"
    assert "一楼住户说" in neighbours.page("staff", code)
    assert "业主来电" in neighbours.page("staff", code)
    assert resident.get(reverse("staff:case", args=[code])).status_code == 302, "nobody reads it without signing in"
