"""The day's work list: what waits for whom, and what is done with many at once."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse

from linli.cases.queries.narrow_cases import CaseFilter
from linli.cases.queries.work_list import Tab, work_list
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do, read_again

from .desk_of import at_most, words_of

pytestmark = pytest.mark.django_db
DESK = reverse("staff:desk")


def codes(town, who, tab, **narrowed):
    actor = town.actor(who)
    with acting_in(actor.scope):
        return {line.code for line in work_list(actor, tab, CaseFilter(**narrowed)).page.items}


def test_a_new_matter_waits_at_the_community_desk_and_not_at_the_street(town):
    case = loop.raised(town)
    assert codes(town, "staff", Tab.MINE) == {case.code} == codes(town, "staff", Tab.TO_FILE)
    assert codes(town, "street_staff", Tab.MINE) == set()
    assert codes(town, "neighbour_staff", Tab.ALL) == set()


def test_a_dispatched_case_is_on_its_officers_list_and_on_nobody_elses(town):
    case = loop.dispatched(town)
    assert codes(town, "officer_a", Tab.MINE) == {case.code}
    assert codes(town, "leader", Tab.MINE) == set()


def test_the_ab_partner_covers_a_vacant_post(town):
    case = loop.dispatched(town, place=loop.PlaceChosen(town.code))
    with acting_in(Scope.everything()):
        post = town.posts["officer_a"]
        post.holder_id = None
        post.save()
    assert case.place_code == town.grid_a
    actor = town.actor("officer_b")
    with acting_in(Scope.of([town.code])):
        assert [line.code for line in work_list(actor, Tab.MINE, CaseFilter()).page.items] == [case.code]


def test_each_reason_to_wait_has_its_list(town):
    back = do(town, "officer_a", loop.dispatched(town), Deed.RETURN, {"reason": "不在本网格"})
    done = loop.fed_back(town)
    called = loop.calling_back(town)
    asked = do(town, "staff", loop.raised(town), Deed.PROPOSE_UNREASONABLE, {"reason": "不归社区"})
    held = do(
        town,
        "lead",
        loop.filed(town),
        Deed.SUSPEND,
        {"reason": "等材料", "review_on": clock.today() + timedelta(days=9)},
    )
    assert codes(town, "staff", Tab.RETURNED) == {back.code}
    assert codes(town, "staff", Tab.TO_INSPECT) == {done.code}
    assert codes(town, "staff", Tab.TO_CALL_BACK) == {called.code}
    assert codes(town, "staff", Tab.TO_DECIDE) == {asked.code}
    assert codes(town, "staff", Tab.SUSPENDED) == {held.code}


def test_due_soon_and_overdue_follow_the_handling_clock(town):
    case = loop.filed(town)
    with clock.at(case.handle_due_at - timedelta(hours=1)):
        assert codes(town, "staff", Tab.DUE_SOON) == {case.code}
    with clock.at(case.handle_due_at + timedelta(minutes=1)):
        assert codes(town, "staff", Tab.OVERDUE) == {case.code}
        assert codes(town, "staff", Tab.DUE_SOON) == set()


def test_the_page_shows_the_residents_words_the_place_and_the_counts(town, signed_in):
    case = loop.raised(town)
    page = words_of(signed_in("staff").get(DESK))
    assert case.subject in page
    assert "湖东苑1号楼" in page
    assert "待立案 1" in page
    assert case.code in page


def test_the_list_costs_ten_statements_however_long(town, signed_in):
    for _ in range(3):
        loop.raised(town)
    client = signed_in("staff")
    client.get(DESK)
    with at_most(10):
        client.get(DESK)


def test_a_filter_narrows_and_its_chip_takes_it_off(town, signed_in):
    case, urgent = loop.raised(town), loop.raised(town, is_urgent=True)
    response = signed_in("staff").get(DESK, {"tab": "all", "urgent": "on", "estate": str(town.estate_a.id)})
    assert urgent.code in words_of(response)
    assert case.code not in words_of(response)
    assert {chip["label"] for chip in response.context["asked"].chips} == {"只看紧急", "小区：湖东苑"}
    assert codes(town, "staff", Tab.ALL, place=town.grid_b) == set()
    assert codes(town, "staff", Tab.ALL, kind="03") == set()


@pytest.mark.parametrize(
    "asked",
    [
        {"tab": "x\x00", "kind": "zz", "estate": "1", "place": "١٢٣", "raised_from": "昨天", "at": "tampered"},
        {"place": "9" * 18, "level": "heaven", "state": "draft", "source": "'; --"},
    ],
)
def test_a_filter_that_makes_no_sense_shows_the_list_all_the_same(town, signed_in, asked):
    assert signed_in("staff").get(DESK, asked).status_code == 200


def test_pages_go_on_where_the_last_one_ended(town, signed_in):
    made = [loop.raised(town).code for _ in range(32)]
    client = signed_in("staff")
    first = client.get(DESK, {"tab": "all"})
    second = client.get(DESK + first.context["page"].next_url)
    seen = [row.code for row in (*first.context["rows"], *second.context["rows"])]
    assert sorted(seen) == sorted(made)


def test_an_empty_list_says_so_kindly(town, signed_in):
    assert "这里现在没有事" in words_of(signed_in("staff").get(DESK))


def test_roles_without_cases_are_told_that_the_page_is_not_theirs(town, signed_in):
    response = signed_in("auditor").get(DESK)
    assert response.status_code == 403
    assert "不在您的权限里" in words_of(response)


def batch(client, deed, *cases, key=None, **more):
    data = {"deed": deed, "pick": [case.code for case in cases], "key": str(key or uuid4()), **more}
    return client.post(reverse("staff:batch"), data, follow=True)


def test_dispatching_many_goes_to_each_grids_own_officer(town, signed_in):
    one = loop.filed(town)
    other = town.buildings[2]
    two = loop.filed(town, place=loop.PlaceChosen(other.place_code, other.estate_id, other.id))
    page = words_of(batch(signed_in("staff"), "dispatch", one, two))
    assert "2 件已做好" in page
    assert read_again(one).lead_title == "第一网格网格员"
    assert read_again(two).lead_title == "第二网格网格员"


def test_what_a_batch_could_not_do_is_said_one_by_one_and_the_rest_is_done(town, signed_in):
    mine, not_filed = loop.filed(town), loop.raised(town)
    page = words_of(batch(signed_in("staff"), "dispatch", mine, not_filed))
    assert "1 件已做好" in page
    assert "1 件没有做成" in page
    assert f"{not_filed.code} {not_filed.subject}" in page
    assert (read_again(mine).state, read_again(not_filed).state) == ("dispatched", "reported")


def test_a_batch_sent_twice_is_done_once(town, signed_in):
    case, client, key = loop.filed(town), signed_in("staff"), uuid4()
    batch(client, "urge", case, key=key)
    batch(client, "urge", case, key=key)
    assert AuditLine._base_manager.filter(deed="case.urge").count() == 1


def test_a_batch_of_nothing_or_of_an_unknown_deed_changes_nothing(town, signed_in):
    client = signed_in("staff")
    assert "还没有选中" in words_of(batch(client, "accept"))
    assert batch(client, "explode", loop.raised(town)).status_code == 404
    neighbour = loop.raised(town)
    assert "还没有选中" in words_of(batch(signed_in("neighbour_staff"), "accept", neighbour))


def test_the_export_holds_the_list_says_who_took_it_and_is_recorded(town, signed_in):
    case = loop.filed(town)
    response = signed_in("staff").post(reverse("staff:export_cases"), {"tab": "all", "key": str(uuid4())})
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    rows = list(book["事项"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [case.code]
    everything = str([[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book])
    assert "陈静" in everything
    assert loop.PHONE not in everything
    assert "王建国" not in everything
    line = AuditLine._base_manager.get(deed="case.export")
    assert line.changes["tab"] == "全部"


def test_picked_cases_are_exported_and_printed(town, signed_in):
    one, two = loop.raised(town), loop.raised(town)
    client = signed_in("staff")
    printed = words_of(batch(client, "print", one))
    assert one.code in printed
    assert two.code not in printed
    response = batch(client, "export", two)
    rows = list(
        openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))["事项"].iter_rows(values_only=True)
    )
    assert [row[0] for row in rows[1:]] == [two.code]


def test_the_list_is_printed_as_filtered(town, signed_in):
    case = loop.raised(town)
    assert case.code in words_of(signed_in("staff").get(reverse("staff:print_cases"), {"tab": "to_file"}))
