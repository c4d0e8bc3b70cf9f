"""What the governance centre, the street and the community's lead see: what is overdue where."""

import io
import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import openpyxl
import pytest

from linli.accounts.models import Grant
from linli.cases.models import Case
from linli.cases.queries.work_list import Tab, condition
from linli.cases.rules import OPEN, Deed
from linli.insight.counted import Counted, condition_of
from linli.insight.overview import overview
from linli.kernel import clock
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.doors.staff.cases.desk_of import at_most, words_of


@pytest.fixture
def town(town):
    loop.make_categories()
    return town


def some_days_ago(days):
    return clock.at(clock.now() - timedelta(days=days))


@pytest.fixture
def busy_town(town):
    """Two overdue in the first grid (for about 20 and 2 days), one in hand in the second, one settled."""
    with some_days_ago(25):
        town.oldest = loop.handling(town)
    with some_days_ago(6):
        town.returned = loop.dispatched(town)
        for _ in range(2):
            loop.do(town, "officer_a", town.returned, Deed.RETURN, {"reason": "不归本格"})
            if loop.read_again(town.returned).state == "returned":
                given = {"lead": town.posts["officer_a"].id, "assists": ()}
                loop.do(town, "staff", town.returned, Deed.DISPATCH, given)
    building = town.buildings[2]
    place = loop.PlaceChosen(building.place_code, building.estate_id, building.id)
    town.whistled = loop.handling(town, by="officer_b", place=place, category="0506")
    called = {town.posts["chengguan"].id, town.posts["zhujian"].id}
    loop.do(town, "officer_b", town.whistled, Deed.WHISTLE, {"kind": "beyond_us", "departments": called})
    loop.do(town, "chengguan", town.whistled, Deed.RESPOND)
    town.settled = loop.closed(town)
    return town


def page_of(town, name, prefix, days=30):
    with acting_in(town.actor(name).scope):
        return overview(town.actor(name), prefix, days)


def test_the_same_numbers_stand_at_every_level(busy_town):
    town = busy_town
    county, community = page_of(town, "centre", town.county), page_of(town, "centre", town.code)
    grid = page_of(town, "centre", town.grid_a)
    assert county.total.counts == community.total.counts
    assert [row.code for row in county.places] == [town.street]
    assert {row.code: row.counts[Counted.OVERDUE] for row in community.places} == {town.grid_a: 2, town.grid_b: 0}
    assert grid.total.counts[Counted.OVERDUE] == 2
    assert grid.below is None
    assert community.names[town.grid_a] == "第一网格"


def test_a_number_and_the_list_it_opens_agree_with_the_work_list(busy_town):
    actor, now = busy_town.actor("centre"), clock.now()
    with acting_in(Scope.everything()):
        for one in Counted:
            if one.tab:
                here = Case.objects.filter(condition_of(one, now, now))
                there = Case.objects.filter(condition(Tab(one.tab), actor, now), state__in=OPEN)
                assert set(here.values_list("id", flat=True)) == set(there.values_list("id", flat=True)), one


def test_every_overdue_case_stands_in_exactly_one_age(busy_town):
    counts = page_of(busy_town, "centre", busy_town.county).total.counts
    assert counts[Counted.OVERDUE] == sum(counts[one] for one in Counted if one.name.startswith("LATE")) == 2
    assert counts[Counted.LATE_30] == 1
    assert counts[Counted.RETURNED_TWICE] == 1


def test_the_oldest_are_named_by_post_never_by_person(busy_town, signed_in):
    answer = signed_in("centre").get("/centre/")
    shown = words_of(answer)
    assert "第一网格网格员" in shown
    assert "周敏" not in shown
    page = page_of(busy_town, "centre", busy_town.county)
    assert [one.code for one in page.oldest] == [busy_town.oldest.code, busy_town.returned.code]


def test_arrivals_are_counted_by_organisation(busy_town):
    arrivals = {one.who: one for one in page_of(busy_town, "centre", busy_town.code).arrivals}
    came, waiting = arrivals["贵池区城市管理局"], arrivals["贵池区住房和城乡建设局"]
    assert (came.called, came.arrived, came.in_time, came.due) == (1, 1, 1, 1)
    assert came.median >= timedelta()
    assert (waiting.called, waiting.waiting, waiting.due, waiting.median) == (1, 1, 0, None)


def test_a_day_after_the_whistle_who_has_not_come_is_late(busy_town):
    with clock.at(clock.now() + timedelta(hours=25)):
        arrivals = {one.who: one for one in page_of(busy_town, "centre", busy_town.code).arrivals}
    assert (arrivals["贵池区住房和城乡建设局"].due, arrivals["贵池区住房和城乡建设局"].in_time) == (1, 0)


def test_what_was_settled_counts_at_its_level(busy_town):
    page = page_of(busy_town, "centre", busy_town.code)
    assert (page.total.settled, page.total.settled_in_community) == (1, 1)
    with clock.at(clock.now() + timedelta(days=40)):
        assert page_of(busy_town, "centre", busy_town.code, 30).total.settled == 0
        assert page_of(busy_town, "centre", busy_town.code, 90).total.settled == 1


def test_each_number_opens_its_rows(busy_town, signed_in):
    town, client = busy_town, signed_in("lead")
    page = client.get(f"/centre/?place={town.code}").content.decode()
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', page)]
    assert f"/staff/?tab=overdue&place={town.grid_a}" in links
    own = [link for link in links if link.startswith("/centre/cases/")]
    assert own
    for link in own:
        assert client.get(link).status_code == 200, link
    late = words_of(client.get(f"/centre/cases/?of=late-30&place={town.code}"))
    assert town.oldest.subject in late


def test_a_community_sees_its_own_place_and_no_other(busy_town, signed_in):
    town, client = busy_town, signed_in("lead")
    assert client.get(f"/centre/?place={town.grid_a}").status_code == 200
    for place in (town.street, town.neighbour_code, town.county, "abc", "34170201090110011", "9" * 40):
        assert client.get("/centre/", {"place": place}).status_code == 404, place
        assert client.get("/centre/cases/", {"place": place, "of": "overdue"}).status_code == 404
        key = {"key": str(uuid4()), "place": place}
        assert client.post("/centre/export/", key).status_code == 404


def test_an_officer_does_not_read_the_overview(town, signed_in):
    assert signed_in("officer_a").get("/centre/").status_code == 403


def test_who_serves_in_a_grid_elsewhere_does_not_read_that_grid_here(busy_town, signed_in):
    town = busy_town
    lead = town.users["lead"]
    Grant.objects.create(
        user=lead, role="grid_officer", prefix=town.neighbour_grid, granted_at=clock.now(), granted_by=lead.id
    )
    client = signed_in("lead")
    assert client.get("/centre/").status_code == 200
    assert client.get("/centre/", {"place": town.neighbour_grid}).status_code == 404


@pytest.mark.parametrize("asked", [{"of": "everything"}, {}, {"of": "overdue", "days": "x", "at": "broken"}])
def test_an_address_that_makes_no_sense_is_answered_calmly(busy_town, signed_in, asked):
    answer = signed_in("centre").get("/centre/cases/", asked)
    assert answer.status_code == (200 if asked.get("of") == "overdue" else 404)


def test_an_empty_place_says_so(town, signed_in):
    shown = words_of(signed_in("centre").get("/centre/"))
    assert "现在没有逾期的事" in shown
    assert "这里还没有事项" in shown
    assert "暂无数据" in shown


def test_the_pages_cost_ten_statements_at_most(busy_town, signed_in):
    client = signed_in("centre")
    for address in ("/centre/", "/centre/print/", "/centre/cases/?of=late-30"):
        client.get(address)
        with at_most(8):
            assert client.get(address).status_code == 200


def test_the_overview_leaves_as_a_workbook_and_that_is_recorded(busy_town, signed_in):
    town = busy_town
    answer = signed_in("lead").post("/centre/export/", {"key": str(uuid7()), "place": town.code, "days": "90"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book["哪里逾期"].iter_rows(values_only=True))
    late = rows[0].index("已逾期")
    assert {row[0]: row[late] for row in rows[1:]} == {"第一网格": 2, "第二网格": 0, "合计": 2}
    assert "周敏" not in str([list(sheet.values) for sheet in book])
    with acting_in(Scope.everything()):
        line = AuditLine.objects.get(deed="case.export")
    assert line.changes["place"] == town.code
