"""A road on the border, a bus line through two streets: whoever answers for both sees one problem, each street its own."""

from __future__ import annotations

import io
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from linli.cases.matter import PlaceChosen, Voice
from linli.insight.hot_issues import Asked
from linli.insight.issues_across import issues_across, issues_beside
from linli.insight.models import HotIssue
from linli.insight.same_matter.across import told_across
from linli.insight.same_matter.said import WordSpread, read_said
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.places.models import Community
from tests.cases.in_the_loop import make_categories, raised
from tests.doors.staff.cases.desk_of import at_most
from tests.insight.hot_issues import NIGHT, told, told_all
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db

OTHER_STREET = "341702011"
OTHER_COMMUNITY = OTHER_STREET + "901"
ROAD = ("学士路路面塌陷一个大坑，晚上骑车摔人", "学士路大坑一直没人补，路面塌陷，骑车摔倒好几个")
ROAD_THERE = ("学士路靠我们这边路面塌陷，大坑没人管", "路面塌陷：学士路上的大坑越来越大，骑车摔人")


@pytest.fixture
def town():
    made = make_small_community()
    make_categories()
    with acting_in(Scope.everything()):
        Community.objects.create(place_code=OTHER_COMMUNITY, name="对岸社区")
    return made


def there(town, *bodies: str) -> None:
    """Told in the other street."""
    for number, body in enumerate(bodies):
        place = PlaceChosen(OTHER_COMMUNITY, text="学士路")
        raised(town, body=body, place=place, voice=Voice("李某", f"1380000{number:04d}", ""))
    deliver()


def across(town, who="centre", **asked):
    with acting_in(town.actor(who).scope):
        return issues_across(Asked(**asked))


def signed_in(name):
    client = Client()
    client.post(reverse("staff:sign_in"), {"username": name, "password": PASSWORD, "key": uuid4()})
    return client


def test_the_county_sees_two_streets_issues_of_one_road_together(town):
    told_all(town, ROAD)
    there(town, *ROAD_THERE)
    (found,) = across(town)
    assert found.place == "学士路"
    assert (found.streets, found.people, len(found.issues)) == (2, 4, 2)
    assert across(town, "street_staff") == [], "a street answers for one side alone"


def test_the_same_failing_in_two_places_is_not_one_matter(town):
    told_all(town, ("2号楼电梯坏了三天，老人上下楼困难", "电梯坏了没人修，老人上下楼困难"))
    there(town, "3号楼电梯坏了三天，老人上下楼困难", "电梯坏了没人修，老人上下楼困难得很")
    assert across(town) == []


def test_one_road_with_two_problems_is_two_matters(town):
    told_all(town, ROAD)
    there(town, "学士路烧烤摊油烟熏人，开窗都不行", "油烟太大，学士路烧烤摊天天到半夜")
    assert across(town) == []


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ("261路公交车等了四十分钟不来", "公交261路等四十分钟都不来车", "261路"),
        ("261路公交车等了四十分钟不来", "公交26路等四十分钟都不来车", ""),
        ("前面3路口红绿灯坏了好几天", "3路口红绿灯坏了好几天了", ""),
        ("清风大桥桥面开裂，晃得厉害", "清风大桥桥面开裂了，车一过就晃", "清风大桥"),
        ("", "学士路坏了", ""),
    ],
)
def test_a_line_or_a_name_said_by_both_ties_them(one, other, place):
    spread = WordSpread()
    assert told_across(read_said("", one), read_said("", other), spread) == place
    assert told_across(read_said("", other), read_said("", one), spread) == place


def test_beside_one_issue_stand_those_of_other_streets(town):
    told_all(town, ROAD)
    there(town, *ROAD_THERE)
    told(town, "13911110000", NIGHT[0])
    with acting_in(town.actor("centre").scope):
        ours = HotIssue.objects.get(street_code=int(town.street))
        theirs = HotIssue.objects.get(street_code=int(OTHER_STREET))
        found = issues_beside(ours.id)
    assert [line.key.id for line in found.issues] == [theirs.id]
    with acting_in(town.actor("street_staff").scope):
        assert issues_beside(ours.id) is None


def test_the_pages_lead_from_one_street_to_the_other_and_the_table_opens(town):
    told_all(town, ROAD)
    there(town, *ROAD_THERE)
    with acting_in(Scope.everything()):
        ours = HotIssue.objects.get(street_code=int(town.street))
        theirs = HotIssue.objects.get(street_code=int(OTHER_STREET))
    centre = signed_in("centre")
    address = reverse("centre:issues_across")
    assert address in centre.get(reverse("centre:hot_issues")).content.decode()
    centre.get(address)
    with at_most(10):
        page = centre.get(address).content.decode()
    for one in (ours, theirs):
        assert reverse("centre:hot_issue", args=[one.id]) in page
    beside = reverse("centre:issues_beside", args=[ours.id])
    assert beside in centre.get(reverse("centre:hot_issue", args=[ours.id])).content.decode()
    with at_most(10):
        panel = centre.get(beside, headers={"HX-Request": "true"}).content.decode()
    assert reverse("centre:hot_issue", args=[theirs.id]) in panel
    assert centre.get(beside)["Location"] == address

    table = centre.post(reverse("centre:export_issues_across"), {"key": uuid4()})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(table.streaming_content)))
    assert [row[0] for row in book.active.iter_rows(min_row=2, values_only=True)] == ["学士路", "学士路"]

    street = signed_in("street_staff")
    assert address not in street.get(reverse("centre:hot_issues")).content.decode()
    assert beside not in street.get(reverse("centre:hot_issue", args=[ours.id])).content.decode()
    assert "没有跨街道的同一件事" in street.get(address).content.decode()
