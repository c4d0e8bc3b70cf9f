"""A call registered while it lasts; one matter from several sides stays one case (practices E3)."""

from uuid import uuid4

import pytest
from django.urls import reverse

from linli.cases.models import Case, Entry
from linli.cases.rules import Deed
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do

from .desk_of import at_most, words_of

pytestmark = pytest.mark.django_db
NEW = reverse("staff:quick_entry")
CALL = {
    "body": "1号楼地下室漏水，味道很大。",
    "phone": "139 0000 5678",
    "name": "李秀英",
    "place": "湖东苑1栋2单元301",
    "source": "call",
}


def enter(client, step="raise", key=None, follow=True, **changed):
    return client.post(NEW, {**CALL, "step": step, "key": str(key or uuid4()), **changed}, follow=follow)


def the_case() -> Case:
    with acting_in(Scope.everything()):
        return Case.objects.get()


def the_entries() -> list[Entry]:
    with acting_in(Scope.everything()):
        return list(Entry.objects.order_by("entered_at"))


def test_a_call_becomes_a_case_whose_code_is_read_out(town, signed_in):
    answer = enter(signed_in("staff"))
    case = the_case()
    assert case.code in words_of(answer)
    assert "请把这个查询码告诉对方" in words_of(answer)
    assert answer.context["form"]["body"].value() is None
    assert (case.state, case.source) == ("reported", "call")
    assert (case.estate_id, case.building_id, case.place_code) == (town.estate_a.id, town.buildings[0].id, town.grid_a)
    entry = the_entries()[0]
    assert (entry.name.reveal(), entry.phone.reveal()) == ("李秀英", "13900005678")
    assert (entry.entered_by, entry.post_id) == (town.users["staff"].id, town.posts["staff"].id)


def test_only_the_words_are_needed(town, signed_in):
    enter(signed_in("staff"), phone="", name="", place="")
    case = the_case()
    assert case.place_code == town.code


def test_a_call_can_be_filed_at_once(town, signed_in):
    enter(signed_in("staff"), "file", kind="0301")
    assert (the_case().state, the_case().category_code) == ("filed", "0301")


def test_what_was_settled_on_the_spot_is_closed_with_its_answer(town, signed_in):
    enter(signed_in("staff"), "settle", kind="0301", result="当场扫净了")
    assert (the_case().state, the_case().answer) == ("self_closed", "当场扫净了")


@pytest.mark.parametrize(
    ("step", "changed", "field"),
    [
        ("raise", {"body": "  "}, "body"),
        ("raise", {"body": "长" * 10_001}, "body"),
        ("raise", {"phone": "12"}, "phone"),
        ("raise", {"source": "rumour"}, "source"),
        ("raise", {"kind": "9998"}, "kind"),
        ("raise", {"body": "有\x00空"}, "body"),
        ("file", {"kind": ""}, "kind"),
        ("settle", {"kind": "0301", "result": ""}, "result"),
        ("settle", {"kind": "", "result": "好了"}, "kind"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_the_rest_is_kept(town, signed_in, step, changed, field):
    answer = enter(signed_in("staff"), step, **changed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "李秀英" in answer.content.decode()
    with acting_in(Scope.everything()):
        assert not Case.objects.exists()


def test_a_refused_filing_leaves_no_half_registered_case(town, signed_in):
    answer = enter(signed_in("captain"), "file", kind="0301")
    assert answer.status_code == 422
    assert "这一步不由您的岗位来做" in words_of(answer)
    with acting_in(Scope.everything()):
        assert not Case.objects.exists()


def test_a_form_sent_twice_is_one_case(town, signed_in):
    client, key = signed_in("staff"), uuid4()
    first, second = enter(client, key=key), enter(client, key=key)
    assert the_case().code in words_of(first)
    assert the_case().code in words_of(second)


def test_the_hints_say_where_it_is_what_it_may_be_and_what_is_alike(town, signed_in):
    known = loop.raised(town)
    client = signed_in("staff")
    hints = reverse("staff:entry_hints")
    client.post(hints, CALL)
    with at_most(10):
        answer = client.post(hints, {**CALL, "body": "地下室漏水又脏又臭，垃圾没人清"})
    page = words_of(answer)
    assert "湖东苑1号楼" in page
    assert known.subject in page
    assert "0506" in page
    assert "<html" not in answer.content.decode()
    assert "还没有对上小区楼栋" in words_of(client.post(hints, {"body": "漏水", "place": "火星大街"}))


def test_without_scripts_the_same_hints_come_with_a_button(town, signed_in):
    known = loop.raised(town)
    answer = enter(signed_in("staff"), "look", body="地下室漏水又脏又臭")
    assert answer.status_code == 200
    assert known.subject in words_of(answer)
    assert the_case().code == known.code


def test_the_firms_call_about_a_known_matter_is_one_more_voice_of_the_same_case(town, signed_in):
    known = loop.dispatched(town)
    answer = enter(signed_in("firm"), f"same:{known.code}", source="property_firm")
    assert f"已记入案件 {known.code}" in words_of(answer)
    assert the_case().code == known.code
    entries = the_entries()
    assert [entry.source for entry in entries] == ["resident", "property_firm"]
    assert entries[1].post_id == town.posts["firm"].id
    page = words_of(signed_in("firm").get(reverse("staff:my_entries")))
    assert known.subject in page
    do(town, "officer_a", known, Deed.ACCEPT)
    told = signed_in("firm").get(reverse("staff:my_entries")).context["rows"][0].told
    assert Deed.DISPATCH in [turn.deed for turn in told]


def test_a_voice_for_a_case_that_is_not_ones_own_or_has_ended_is_refused(town, signed_in):
    gone = loop.closed(town)
    assert "已经办结，不能再记入" in words_of(enter(signed_in("staff"), f"same:{gone.code}"))
    assert enter(signed_in("neighbour_staff"), f"same:{gone.code}").status_code == 422
    assert enter(signed_in("staff"), "same:nonsense").status_code == 422
    assert len(the_entries()) == 1


def test_a_draft_is_seen_by_its_author_alone_and_taken_up_again(town, signed_in):
    client = signed_in("staff")
    enter(client, "draft")
    draft = the_case()
    assert draft.state == "draft"
    assert "草稿，点开接着写" in words_of(client.get(reverse("staff:my_entries")))
    assert client.get(reverse("staff:case", args=[draft.code])).status_code == 200
    other = signed_in("staff2")
    assert other.get(reverse("staff:case", args=[draft.code])).status_code == 404
    assert "已经不在了" in words_of(other.get(NEW, {"draft": draft.code}))
    again = client.get(NEW, {"draft": draft.code})
    assert again.context["form"]["body"].value() == CALL["body"]
    enter(client, draft=draft.code)
    with acting_in(Scope.everything()):
        assert sorted(Case.objects.values_list("state", flat=True)) == ["reported", "void"]


@pytest.mark.parametrize(
    ("who", "source"),
    [
        ("staff", "call"),
        ("firm", "property_firm"),
        ("captain", "captain"),
        ("officer_a", "officer"),
        ("centre", "call"),
    ],
)
def test_the_way_a_matter_came_in_is_the_usual_one_of_the_role(town, signed_in, who, source):
    page = signed_in(who).get(NEW)
    assert page.context["form"]["source"].initial == source
    assert page.status_code == 200


def test_the_form_and_ones_own_ledger_cost_ten_statements(town, signed_in):
    client = signed_in("staff")
    for _ in range(3):
        enter(client)
    for url in (NEW, reverse("staff:my_entries")):
        client.get(url)
        with at_most(10):
            client.get(url)
