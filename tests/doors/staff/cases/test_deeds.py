"""Every deed has its own address and form; what cannot be done is said beside what was typed."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse

from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import by_reporter, do, read_again
from tests.small_community import make_small_community

from .desk_of import at_most, post_deed, words_of
from .test_case_page import jpeg

NOW = "2024-01-02T09:00"


def held(town):
    given = {"reason": "等材料", "review_on": clock.today() + timedelta(days=9)}
    return do(town, "lead", loop.filed(town), Deed.SUSPEND, given)


def whistled(town):
    return do(
        town, "staff", loop.filed(town), Deed.WHISTLE, {"kind": "beyond_us", "departments": {town.posts["water"].id}}
    )


def asked_for_more_time(town):
    from linli.kernel.limits import Limit

    return do(
        town,
        "officer_a",
        loop.handling(town),
        Deed.ASK_EXTENSION,
        {"reason": "等配件", "extension": Limit.parse("2wh")},
    )


def said_unreasonable(town):
    return do(town, "staff", loop.filed(town), Deed.PROPOSE_UNREASONABLE, {"reason": "不合规"})


def appealed(town):
    case = do(town, "staff", loop.raised(town), Deed.REJECT, {"reason": "不属实"})
    return by_reporter(case, Deed.APPEAL, {"reason": "属实"})


def consulting(town):
    return do(town, "staff", whistled(town), Deed.CONSULT, {"invited": ("城管",), "text": "周三"})


CASES = [
    (loop.raised, "staff", Deed.FILE, {"category": "0301"}, "filed"),
    (loop.raised, "staff", Deed.VERIFY, {"verifier": "officer_a:holder"}, "verifying"),
    (loop.raised, "staff", Deed.REJECT, {"reason": "已经办过"}, "rejected"),
    (loop.raised, "staff", Deed.SELF_CLOSE, {"category": "0301", "result": "当场扫净"}, "self_closed"),
    (loop.raised, "staff", Deed.ASK_REPORTER, {"question": "哪一层？"}, "waiting"),
    (loop.filed, "staff", Deed.DISPATCH, {"lead": "officer_a", "assists": "firm"}, "dispatched"),
    (loop.dispatched, "officer_a", Deed.ACCEPT, {}, "accepted"),
    (loop.dispatched, "officer_a", Deed.RETURN, {"reason": "不在本网格"}, "returned"),
    (loop.dispatched, "staff", Deed.TRANSFER, {"lead": "officer_b", "reason": "请假"}, "dispatched"),
    (loop.accepted, "officer_a", Deed.RECORD_CONTACT, {"contacted": "电话", "contacted_at": NOW}, "handling"),
    (loop.accepted, "officer_a", Deed.RESUME_WORK, {}, "handling"),
    (loop.handling, "officer_a", Deed.FEED_BACK, {"result": "修好了", "public_summary": "已修好"}, "fed_back"),
    (loop.handling, "officer_a", Deed.ASK_EXTENSION, {"amount": "2", "reason": "等配件"}, "handling"),
    (loop.handling, "staff", Deed.WHISTLE, {"kind": "beyond_us", "departments": "water"}, "whistled"),
    (loop.handling, "staff", Deed.RAISE_LEVEL, {"reason": "要街道协调"}, "handling"),
    (loop.handling, "lead", Deed.SUPERVISE, {"text": "请抓紧"}, "handling"),
    (loop.handling, "staff", Deed.URGE, {}, "handling"),
    (loop.handling, "staff", Deed.ADD_NOTE, {"text": "已去过现场"}, "handling"),
    (loop.handling, "lead", Deed.SUSPEND, {"reason": "等材料", "review_on": "+30"}, "suspended"),
    (loop.handling, "centre", Deed.PROPOSE_VOID, {"reason": "误报"}, "handling"),
    (held, "lead", Deed.RESUME, {}, "filed"),
    (whistled, "water", Deed.RESPOND, {}, "joined"),
    (whistled, "staff", Deed.CONSULT, {"invited": "water", "text": "周三下午"}, "consulting"),
    (consulting, "staff", Deed.CONCLUDE_CONSULTATION, {"minutes": "由供水办", "lead": "water"}, "dispatched"),
    (asked_for_more_time, "staff", Deed.GRANT_EXTENSION, {}, "handling"),
    (asked_for_more_time, "staff", Deed.REFUSE_EXTENSION, {"reason": "时间够"}, "handling"),
    (said_unreasonable, "street_staff", Deed.CONFIRM_UNREASONABLE, {"reason": "超出法规"}, "unreasonable"),
    (said_unreasonable, "staff2", Deed.DISMISS_PROPOSAL, {}, "filed"),
    (appealed, "street_lead", Deed.UPHOLD, {"reason": "维持"}, "rejected"),
    (appealed, "street_lead", Deed.GRANT_APPEAL, {"reason": "属实"}, "reopened"),
    (loop.fed_back, "staff2", Deed.TAKE_INSPECTION, {}, "inspecting"),
    (loop.fed_back, "staff2", Deed.PASS_INSPECTION, {}, "calling_back"),
    (loop.fed_back, "staff2", Deed.FAIL_INSPECTION, {"reason": "还在漏"}, "rework"),
    (loop.calling_back, "staff2", Deed.CALL_BACK, {"reached": "no"}, "calling_back"),
    (
        loop.calling_back,
        "staff2",
        Deed.CALL_BACK,
        {"reached": "yes", "resolved": "yes", "satisfaction": "satisfied"},
        "closed",
    ),
    (
        loop.calling_back,
        "staff2",
        Deed.CALL_BACK,
        {"reached": "yes", "resolved": "no", "satisfaction": "dissatisfied", "reason": "还在漏"},
        "reopened",
    ),
]


def filled(town, given):
    def value(name, said):
        if name in ("lead", "assists", "departments", "invited"):
            return str(town.posts[said].id)
        if name == "verifier":
            return str(town.users["officer_a"].id)
        if name == "review_on":
            return (clock.today() + timedelta(days=30)).isoformat()
        return said

    return {name: value(name, said) for name, said in given.items()}


@pytest.mark.parametrize(("make", "who", "deed", "given", "after"), CASES)
def test_the_form_of_each_deed_does_it_and_says_what_follows(town, signed_in, make, who, deed, given, after):
    case, client = make(town), signed_in(who)
    url = reverse("staff:case_deed", args=[case.code, deed.value])
    shown = client.get(url)
    assert shown.status_code == 200
    assert deed.label in words_of(shown)
    answer = post_deed(client, case, deed, follow=True, **filled(town, given))
    assert answer.redirect_chain == [(reverse("staff:case", args=[case.code]), 302)], words_of(answer)
    assert f"已「{deed.label}」" in words_of(answer)
    assert read_again(case).state == after


NEEDING = sorted({deed for _make, _who, deed, given, _after in CASES if given})


@pytest.mark.parametrize("deed", NEEDING)
def test_an_empty_form_is_refused_beside_its_fields_and_changes_nothing(town, signed_in, deed):
    make, who = next((make, who) for make, who, one, given, _after in CASES if one is deed and given)
    case = make(town)
    before = read_again(case)
    answer = post_deed(signed_in(who), case, deed)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert (read_again(case).state, read_again(case).moved_at) == (before.state, before.moved_at)


@pytest.mark.parametrize(
    ("make", "who", "deed", "given", "says"),
    [
        (loop.raised, "staff", Deed.FILE, {"category": "0000"}, "category"),
        (loop.filed, "staff", Deed.DISPATCH, {"lead": "not-a-post"}, "lead"),
        (loop.filed, "staff", Deed.DISPATCH, {"lead": str(uuid4())}, "lead"),
        (
            loop.accepted,
            "officer_a",
            Deed.RECORD_CONTACT,
            {"contacted": "打过", "contacted_at": "2999-01-01T00:00"},
            "contacted_at",
        ),
        (
            loop.accepted,
            "officer_a",
            Deed.RECORD_CONTACT,
            {"contacted": "打过", "contacted_at": "昨天"},
            "contacted_at",
        ),
        (loop.handling, "lead", Deed.SUSPEND, {"reason": "等", "review_on": "1999-01-01"}, "review_on"),
        (loop.handling, "officer_a", Deed.ASK_EXTENSION, {"amount": "999999", "reason": "久"}, None),
        (loop.handling, "officer_a", Deed.ASK_EXTENSION, {"amount": "-1", "reason": "久"}, "amount"),
        (loop.handling, "officer_a", Deed.ASK_EXTENSION, {"amount": "NaN", "reason": "久"}, "amount"),
        (loop.handling, "officer_a", Deed.FEED_BACK, {"result": "长" * 2001}, "result"),
        (loop.handling, "officer_a", Deed.FEED_BACK, {"result": "有\x00空"}, "result"),
        (loop.calling_back, "staff2", Deed.CALL_BACK, {"reached": "yes"}, "resolved"),
        (loop.handling, "staff", Deed.WHISTLE, {"kind": "party", "departments": "x"}, "kind"),
        (loop.raised, "staff", Deed.MERGE, {"into": "1234567890"}, "into"),
    ],
)
def test_what_cannot_stand_is_said_and_what_was_typed_is_kept(town, signed_in, make, who, deed, given, says):
    case = make(town)
    answer = post_deed(signed_in(who), case, deed, **given)
    assert answer.status_code == 422
    assert (says or "__all__") in answer.context["form"].errors
    assert read_again(case).state == case.state
    for typed in given.values():
        if len(typed) < 20 and "\x00" not in typed and typed in ("打过", "等", "久"):
            assert typed in words_of(answer)


def test_the_suggested_officer_is_first_with_the_reason_and_the_reason_is_kept(town, signed_in):
    case, client = loop.filed(town), signed_in("staff")
    shown = client.get(reverse("staff:case_deed", args=[case.code, "dispatch"]))
    assert "湖东苑1号楼在第一网格，第一网格网格员周敏" in words_of(shown)
    assert shown.context["form"]["lead"].initial == str(town.posts["officer_a"].id)
    answer = post_deed(client, case, Deed.DISPATCH, follow=True, lead=str(town.posts["officer_a"].id))
    assert "为什么是他" in words_of(answer)


def test_a_form_fetched_in_place_is_a_fragment_within_ten_statements(town, signed_in):
    case, client = loop.filed(town), signed_in("staff")
    url = reverse("staff:case_deed", args=[case.code, "dispatch"])
    client.get(url)
    with at_most(10):
        fragment = client.get(url, headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert 'name="lead"' in fragment.content.decode()


def test_photographs_come_with_a_result_and_a_bad_one_is_named(town, signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case, client = loop.handling(town), signed_in("officer_a")
    bad = SimpleUploadedFile("合同.pdf", b"%PDF-1.4", "image/jpeg")
    answer = post_deed(client, case, Deed.FEED_BACK, result="修好了", photographs=[bad])
    assert answer.status_code == 422
    assert "合同.pdf" in words_of(answer)
    assert "修好了" in answer.content.decode()
    good = [SimpleUploadedFile(f"{n}.jpg", jpeg(), "image/jpeg") for n in (1, 2)]
    assert post_deed(client, case, Deed.FEED_BACK, result="修好了", photographs=good).status_code == 302
    with acting_in(Scope.everything()):
        assert Attachment.objects.count() == 2


def test_a_double_press_is_one_deed(town, signed_in):
    case, client, key = loop.dispatched(town), signed_in("officer_a"), str(uuid4())
    assert post_deed(client, case, Deed.ACCEPT, key=key).status_code == 302
    assert post_deed(client, case, Deed.ACCEPT, key=key).status_code == 302
    without = client.post(reverse("staff:case_deed", args=[case.code, "add_note"]), {"text": "x"})
    assert without.status_code == 422


def test_who_comes_second_is_told_who_was_first(town, signed_in):
    case = loop.fed_back(town)
    post_deed(signed_in("staff2"), case, Deed.PASS_INSPECTION)
    answer = post_deed(signed_in("lead"), case, Deed.PASS_INSPECTION)
    assert answer.status_code == 422
    assert "褚亮已于" in words_of(answer)
    assert "现在是「待回访」" in words_of(answer)


def test_a_deed_of_another_role_is_refused_with_its_reason(town, signed_in):
    case = loop.filed(town)
    answer = post_deed(signed_in("officer_a"), case, Deed.DISPATCH, lead=str(town.posts["officer_a"].id))
    assert answer.status_code == 422
    assert "这一步不由您的岗位来做" in words_of(answer)
    assert "这一步现在不能由您来做" in words_of(
        signed_in("officer_a").get(reverse("staff:case_deed", args=[case.code, "dispatch"]))
    )


@pytest.mark.parametrize("deed", ["archive", "escalate", "raise", "nonsense", "%20"])
def test_deeds_of_the_system_have_no_page(town, signed_in, deed):
    case = loop.raised(town)
    assert signed_in("staff").get(f"/staff/cases/{case.code}/{deed}/").status_code == 404


def test_a_merge_offers_what_is_alike_side_by_side(town, signed_in):
    one, two = loop.raised(town), loop.raised(town, body="1号楼地下室漏水很久了，又脏又臭")
    client = signed_in("staff")
    shown = words_of(client.get(reverse("staff:case_deed", args=[one.code, "merge"])))
    assert two.code in shown
    assert "漏水" in shown
    assert post_deed(client, one, Deed.MERGE, into=two.code).status_code == 302
    assert read_again(one).state == "merged"
    assert "不能并入自己" in words_of(post_deed(client, two, Deed.MERGE, into=two.code))


def test_of_two_people_who_sign_at_once_one_wins_and_the_other_is_told(committed_database, django_db_blocker):
    with django_db_blocker.unblock():
        loop.make_categories()
        town = make_small_community()
        case = loop.fed_back(town)
        clients = []
        for name in ("staff2", "lead"):
            client = Client()
            client.force_login(town.users[name])
            session = client.session
            session["seen"] = int(clock.now().timestamp())
            session.save()
            clients.append(client)
        answers, start = [], threading.Barrier(2)

        def sign(client):
            start.wait()
            try:
                answers.append(post_deed(client, case, Deed.PASS_INSPECTION))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=sign, args=[client]) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answer.status_code for answer in answers) == [302, 422]
        second = next(answer for answer in answers if answer.status_code == 422)
        assert "已于" in words_of(second)
        assert read_again(case).state == "calling_back"


def test_filing_may_correct_the_place_and_keeps_it_where_nothing_was_changed(town, signed_in):
    client = signed_in("staff")
    moved, kept, vague = loop.raised(town), loop.raised(town), loop.raised(town)
    post_deed(client, moved, Deed.FILE, category="0301", place="啤酒厂小区2号楼")
    post_deed(client, kept, Deed.FILE, category="0301", place="湖东苑1号楼地下室")
    post_deed(client, vague, Deed.FILE, category="0301", place="菜市场后门")
    assert (read_again(moved).building_id, read_again(moved).place_code) == (town.buildings[3].id, town.grid_b)
    assert read_again(kept).building_id == town.buildings[0].id
    assert (read_again(vague).place_text, read_again(vague).building_id) == ("菜市场后门", town.buildings[0].id)


def test_a_matter_of_the_neighbours_goes_to_their_desk_with_its_history(town, signed_in):
    case = loop.raised(town)
    client = signed_in("staff")
    page = client.get(reverse("staff:case_deed", args=[case.code, Deed.HAND_OVER.value]))
    assert "邻近社区" in words_of(page)
    refused = post_deed(client, case, Deed.HAND_OVER, community="999999999999", reason="不在本社区")
    assert refused.status_code == 422
    done = post_deed(client, case, Deed.HAND_OVER, community=town.neighbour_code, reason="在邻近社区", follow=True)
    assert done.redirect_chain[-1][0] == reverse("staff:desk")
    assert read_again(case).place_code == town.neighbour_code
    assert signed_in("neighbour_staff").get(reverse("staff:case", args=[case.code])).status_code == 200
    assert client.get(reverse("staff:case", args=[case.code])).status_code == 404
