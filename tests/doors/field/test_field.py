"""The phone pages: what waits for me, one tap to answer, the case in short, what I found on the way."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linli.cases.actions.settle_on_the_spot import settle_on_the_spot
from linli.cases.models import Assignment, Case, Entry
from linli.cases.queries.field_list import field_list
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment, AuditLine
from linli.ledger.scoped import acting_in
from linli.teams.models import Post
from tests.cases import in_the_loop as loop
from tests.doors.staff.cases.desk_of import at_most, words_of


@pytest.fixture
def town(town):
    loop.make_categories()
    return town


def keyed(**given):
    return {"key": str(uuid7()), **given}


def my_list(town, name):
    with acting_in(town.actor(name).scope):
        return field_list(town.actor(name))


def codes(lines):
    return [one.line.code for one in lines]


def blow(town, case, *called):
    given = {"kind": "beyond_us", "departments": {town.posts[name].id for name in called}}
    return loop.do(town, "officer_a", case, Deed.WHISTLE, given)


def a_photograph():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return SimpleUploadedFile("a.jpg", out.getvalue(), "image/jpeg")


def test_each_matter_stands_where_one_acts_on_it(town):
    to_accept, in_hand = loop.dispatched(town), loop.handling(town)
    new = loop.raised(town)
    mine = my_list(town, "officer_a")
    assert codes(mine.to_accept) == [to_accept.code]
    assert codes(mine.in_hand) == [in_hand.code]
    assert codes(mine.new_here) == [new.code]
    assert mine.to_accept[0].one_tap is Deed.ACCEPT


def test_who_is_asked_to_look_at_the_place_finds_it_on_the_list(town):
    case = loop.raised(town)
    loop.do(town, "staff", case, Deed.VERIFY, {"verifier": town.users["captain"].id})
    assert codes(my_list(town, "captain").to_look) == [case.code]


def test_another_grids_matters_are_not_on_the_list(town):
    building = town.buildings[2]
    loop.raised(town, place=loop.PlaceChosen(building.place_code, building.estate_id, building.id))
    mine = my_list(town, "officer_a")
    assert not mine.new_here
    assert codes(my_list(town, "officer_b").new_here)


def test_a_vacant_partners_matters_are_on_the_list(town):
    case, new = loop.dispatched(town), loop.raised(town)
    partner = my_list(town, "officer_b")
    assert (partner.to_accept, partner.new_here) == ((), ())
    with acting_in(Scope.everything()):
        Post.objects.filter(id=town.posts["officer_a"].id).update(holder_id=None)
    partner = my_list(town, "officer_b")
    assert codes(partner.to_accept) == [case.code]
    assert codes(partner.new_here) == [new.code]


def test_a_department_called_answers_with_one_tap_and_the_arrival_is_kept(town, signed_in, key_on):
    case = blow(town, loop.handling(town), "chengguan")
    client = signed_in("chengguan")
    page = client.get("/field/")
    assert "吹哨请您到场" in words_of(page)
    with clock.at(clock.now() + timedelta(minutes=20)):
        answer = client.post(f"/field/cases/{case.code}/respond/", {"key": key_on(page)})
    assert answer["Location"] == f"/field/cases/{case.code}/"
    with acting_in(Scope.everything()):
        call = Assignment.objects.get(case=case, part="called")
    assert call.arrived_at - call.given_at >= timedelta(minutes=19)
    assert codes(my_list(town, "chengguan").in_hand) == [case.code]


def test_a_department_that_was_not_called_sees_nothing_of_it(town, signed_in):
    case = blow(town, loop.handling(town), "chengguan")
    client = signed_in("zhujian")
    assert case.subject not in words_of(client.get("/field/"))
    assert client.get(f"/field/cases/{case.code}/").status_code == 404
    assert client.post(f"/field/cases/{case.code}/respond/", keyed()).status_code == 404


def test_a_tap_signs_for_the_case_and_leads_on_to_the_contact(town, signed_in, key_on):
    case, client = loop.dispatched(town), signed_in("officer_a")
    key = key_on(client.get("/field/"))
    for _ in range(2):
        answer = client.post(f"/field/cases/{case.code}/accept/", {"key": key})
        assert answer["Location"] == f"/field/cases/{case.code}/"
    assert loop.read_again(case).state == "accepted"
    shown = words_of(client.get(f"/field/cases/{case.code}/"))
    assert "还没有联系反映人" in shown
    assert shown.count("记录联系反映人") >= 1


def test_who_was_faster_is_told_to_the_second(town, signed_in):
    case = loop.dispatched(town, to="chengguan")
    loop.do(town, "chengguan", case, Deed.ACCEPT)
    answer = signed_in("chengguan").post(f"/field/cases/{case.code}/accept/", keyed())
    assert answer.status_code == 422
    assert "朱勇" in words_of(answer)


def test_the_result_is_fed_back_with_photographs_and_the_case_leaves_the_list(town, signed_in):
    case, client = loop.handling(town), signed_in("officer_a")
    empty = client.post(f"/field/cases/{case.code}/feed_back/", keyed(result=""))
    assert empty.status_code == 422
    given = keyed(result="污水已抽干。", photographs=a_photograph())
    assert client.post(f"/field/cases/{case.code}/feed_back/", given)["Location"] == "/field/"
    assert loop.read_again(case).answer == "污水已抽干。"
    assert not my_list(town, "officer_a").in_hand


def test_calling_shows_the_number_once_it_is_needed_and_records_it(town, signed_in):
    case, client = loop.accepted(town), signed_in("officer_a")
    with acting_in(Scope.everything()):
        entry = Entry.objects.get(case=case)
    page = client.get(f"/field/cases/{case.code}/")
    assert loop.PHONE not in page.content.decode()
    answer = client.post(f"/field/cases/{case.code}/call/{entry.id}/")
    assert f'href="tel:{loop.PHONE}"' in answer.content.decode()
    with acting_in(Scope.everything()):
        line = AuditLine.objects.get(deed="case.reveal_phone")
    assert (line.actor_id, line.purpose) == (town.users["officer_a"].id, "contact")


def test_who_does_not_work_on_it_gets_no_number(town, signed_in):
    case = loop.filed(town)
    with acting_in(Scope.everything()):
        entry = Entry.objects.get(case=case)
    assert signed_in("officer_a").post(f"/field/cases/{case.code}/call/{entry.id}/").status_code == 403


def test_something_found_on_the_way_is_reported_from_the_building_in_front(town, signed_in):
    client, building = signed_in("officer_a"), town.buildings[0]
    assert "湖东苑1号楼" in words_of(client.get("/field/found/"))
    given = keyed(
        body="消防通道被电动车堵了",
        building=str(building.id),
        where="1 单元门口",
        photographs=a_photograph(),
        do="raise",
    )
    answer = client.post("/field/found/", given)
    with acting_in(Scope.everything()):
        case = Case.objects.get()
        photographs = Attachment.objects.count()
    assert answer["Location"] == f"/field/cases/{case.code}/"
    assert (case.source, case.level, case.is_proactive, case.place_code) == ("officer", "grid", True, town.grid_a)
    assert (case.building_id, case.place_text, photographs) == (building.id, "湖东苑1号楼1 单元门口", 1)


def test_a_captain_chooses_among_his_own_buildings_and_a_firm_among_its_estates(town, signed_in):
    captain, firm = (words_of(signed_in(name).get("/field/found/")) for name in ("captain", "firm"))
    assert "湖东苑1号楼" in captain
    assert "湖东苑2号楼" not in captain
    assert "湖东苑2号楼" in firm
    assert "啤酒厂小区" not in firm


def test_what_was_put_right_at_once_is_settled_in_one_step(town, signed_in):
    client = signed_in("captain")
    given = {"body": "楼道灯不亮", "building": str(town.buildings[0].id), "do": "settle"}
    refused = client.post("/field/found/", keyed(**given))
    assert refused.status_code == 422
    assert "楼道灯不亮" in refused.content.decode()
    answer = client.post("/field/found/", keyed(**given, kind="0402", result="换了灯泡"))
    assert answer["Location"] == "/field/"
    with acting_in(Scope.everything()):
        case = Case.objects.get()
    assert (case.state, case.answer, case.is_proactive) == ("self_closed", "换了灯泡", True)


def test_sent_twice_it_is_one_matter(town, signed_in):
    client = signed_in("officer_a")
    once = keyed(body="井盖松动", where="东门旁", do="raise")
    assert [client.post("/field/found/", once).status_code for _ in range(2)] == [302, 302]
    with acting_in(Scope.everything()):
        assert Case.objects.count() == 1


def test_a_bad_photograph_loses_nothing(town, signed_in):
    client = signed_in("officer_a")
    bad = SimpleUploadedFile("virus.jpg", b"MZ...", "image/jpeg")
    given = keyed(body="井盖松动", where="东门旁", do="raise", photographs=[a_photograph(), bad])
    answer = client.post("/field/found/", given)
    assert answer.status_code == 422
    assert "virus.jpg" in words_of(answer)
    assert "先前选的 1 张照片还在" in words_of(answer)
    token = answer.content.decode().split('name="kept" value="')[1].split('"')[0]
    client.post("/field/found/", keyed(body="井盖松动", where="东门旁", do="raise", kept=token))
    with acting_in(Scope.everything()):
        assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"body": "", "where": "东门"},
        {"body": "井盖松动"},
        {"body": "井盖松动", "building": "not-a-building"},
        {"body": "井盖松动", "building": str(uuid4())},
        {"body": "x" * 10_001, "where": "东门"},
        {"body": "井盖\x00松动", "where": "\x00"},
        {"body": "好了", "where": "东门", "do": "settle", "kind": "9999", "result": "好"},
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field(town, signed_in, given):
    answer = signed_in("officer_a").post("/field/found/", keyed(**{"do": "raise", **given}))
    assert answer.status_code == 422
    with acting_in(Scope.everything()):
        assert not Case.objects.exists()


def test_an_empty_list_says_what_one_may_do(town, signed_in):
    assert "发现一件事" in words_of(signed_in("officer_a").get("/field/"))
    shown = words_of(signed_in("zhujian").get("/field/"))
    assert "没有等您办的事" in shown
    assert "发现一件事" not in shown


def test_a_desk_has_its_own_pages(town, signed_in):
    assert signed_in("staff").get("/field/").status_code == 403
    assert signed_in("zhujian").get("/field/found/").status_code == 403


@pytest.mark.parametrize("code", ["0000000000", "abc", "９９９９９９９９９９"])
def test_a_code_of_nothing_is_not_found(town, signed_in, code):
    assert signed_in("officer_a").get(f"/field/cases/{code}/").status_code == 404
    assert signed_in("officer_a").get(f"/field/cases/{code}/accept/").status_code == 404


def test_a_deed_nobody_knows_is_not_found(town, signed_in):
    case = loop.dispatched(town)
    assert signed_in("officer_a").get(f"/field/cases/{case.code}/archive/").status_code == 404
    assert signed_in("officer_a").get(f"/field/cases/{case.code}/dispatch/").status_code == 200


def test_a_leader_sees_what_waits_to_be_inspected_or_called_back(town):
    case = loop.fed_back(town)
    assert codes(my_list(town, "leader").to_judge) == [case.code]
    assert not my_list(town, "officer_a").to_judge


def test_what_one_settled_at_once_waits_for_nobody(town):
    matter = loop.a_matter(town)
    settle_on_the_spot(actor=town.actor("officer_a"), key=uuid4(), matter=matter, category="0301", result="清走了")
    mine = my_list(town, "officer_a")
    assert not mine.in_hand
    assert not mine.new_here


def test_the_pages_cost_ten_statements_at_most(town, signed_in):
    case = blow(town, loop.handling(town), "chengguan")
    for number in range(4):
        loop.dispatched(town, voice=loop.Voice("李", f"1380000000{number}"))
        loop.raised(town)
    for who in ("officer_a", "captain", "chengguan"):
        client = signed_in(who)
        for address in ("/field/", f"/field/cases/{case.code}/"):
            client.get(address)
            with at_most(10):
                assert client.get(address).status_code == 200
    client = signed_in("officer_a")
    with at_most(10):
        assert client.get("/field/found/").status_code == 200
