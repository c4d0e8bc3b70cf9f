"""Whoever raised a matter follows it by code and digits, and sees every turn but nobody else's words."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from linli.cases.actions.add_entry import add_entry
from linli.cases.actions.merge_case import merge_case
from linli.cases.actions.move_case import move_case
from linli.cases.matter import Source, Voice
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment
from linli.ledger.photographs import read_photograph
from linli.ledger.scoped import acting_in
from linli.people.follow_word import follow_word
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do

from .conftest import LAST_FOUR, entries_of, follow, photograph

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


def page_of(client, case) -> str:
    return client.get(f"/follow/{case.code}/").content.decode()


def test_code_and_last_four_digits_open_the_case(client, town):
    case = loop.handling(town)
    assert follow(client, case)["Location"] == f"/follow/{case.code}/"
    page = page_of(client, case)
    assert "正在办理" in page
    assert "第一网格网格员" in page
    assert "周敏" not in page


def test_who_left_no_telephone_follows_by_the_word_given_once(client, town):
    case = loop.raised(town, voice=Voice())
    assert follow(client, case, "000000").status_code == 422
    word = follow_word(entries_of(case)[0].id)
    assert follow(client, case, f"{word[:3]} {word[3:]}").status_code == 302


def test_a_code_that_is_not_there_and_wrong_digits_are_not_told_apart(client, town):
    case = loop.raised(town)
    wrong = client.post("/follow/", {"code": case.code, "word": "0000"})
    absent = client.post("/follow/", {"code": "1000000008", "word": "0000"})
    assert (wrong.status_code, absent.status_code) == (422, 422)
    told = "没有找到。请核对查询码和手机尾号"
    assert told in wrong.content.decode()
    assert told in absent.content.decode()


def test_five_wrong_tries_close_the_code_for_a_quarter_of_an_hour(client, town):
    case = loop.raised(town)
    for _ in range(5):
        assert follow(client, case, "0000").status_code == 422
    assert follow(client, case).status_code == 429
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert follow(client, case).status_code == 302


def test_twenty_wrong_tries_close_the_way_to_an_address(client, town):
    for n in range(20):
        client.post("/follow/", {"code": f"{n}", "word": "0000"})
    answer = follow(client, loop.raised(town))
    assert answer.status_code == 429
    assert "分钟后再试" in answer.content.decode()


def test_after_half_an_hour_the_digits_are_asked_again(client, town):
    case = loop.raised(town)
    follow(client, case)
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert client.get(f"/follow/{case.code}/").status_code == 302


def test_the_page_can_be_closed_at_once(client, town):
    case = loop.raised(town)
    follow(client, case)
    client.post(f"/follow/{case.code}/close/")
    assert client.get(f"/follow/{case.code}/").status_code == 302


def test_nobody_sees_a_case_without_its_digits(town):
    case = loop.raised(town)
    stranger = Client()
    for path in ("", "rate/", "withdraw/", f"photographs/{uuid4()}/"):
        assert stranger.get(f"/follow/{case.code}/{path}").status_code in (302, 404)
    assert stranger.post(f"/follow/{case.code}/withdraw/", {"key": str(uuid4())}).status_code == 302
    assert loop.read_again(case).state == "reported"


def test_words_between_colleagues_stay_with_them(client, town):
    case = do(town, "officer_a", loop.handling(town), Deed.ADD_NOTE, {"text": "此户为老上访户"})
    follow(client, case)
    page = page_of(client, case)
    assert "老上访户" not in page
    assert "电话联系，已约时间" not in page


def test_the_result_is_read_with_its_photographs(client, town):
    case = loop.handling(town)
    move_case(
        actor=town.actor("officer_a"), key=uuid4(), case=case.key, deed_done=Deed.FEED_BACK,
        given={"result": "污水已抽干"}, photographs=(read_photograph(photograph().read()),),
    )  # fmt: skip
    with acting_in(Scope.everything()):
        picture = Attachment.objects.get()
    follow(client, case)
    assert "污水已抽干" in page_of(client, case)
    url = f"/follow/{case.code}/photographs/{picture.id}/"
    assert url in page_of(client, case)
    assert client.get(url)["Content-Type"] == "image/jpeg"
    assert Client().get(url).status_code == 404


def test_another_voice_in_the_same_case_is_never_heard(client, town):
    case = loop.raised(town)
    other = loop.a_matter(
        town,
        body="我是楼上的赵六，天天闻臭味",
        source=Source.COMMUNITY,
        voice=Voice("赵六", "13911112222", "2单元202室"),
    )
    entry = add_entry(actor=town.actor("staff"), key=uuid4(), case=case.key, matter=other)
    move_case(
        actor=reporter(entry.id, case.place_code), key=uuid4(), case=case.key, deed_done=Deed.SUPPLEMENT,
        given={"text": "赵六的补充"}, photographs=(read_photograph(photograph().read()),),
    )  # fmt: skip
    with acting_in(Scope.everything()):
        theirs = Attachment.objects.get()
    follow(client, case)
    mine = page_of(client, case)
    for secret in ("赵六", "天天闻臭味", "2222", "202室"):
        assert secret not in mine
    assert client.get(f"/follow/{case.code}/photographs/{theirs.id}/").status_code == 404
    them = Client()
    follow(them, case, "2222")
    page = page_of(them, case)
    assert "天天闻臭味" in page
    assert "赵六的补充" in page
    assert "物业没人管" not in page
    assert case.subject not in page


def test_a_merged_case_shows_the_one_that_goes_on(client, town):
    first, second = loop.raised(town, body="车库渗水"), loop.handling(town, voice=Voice("李四", "13922223333"))
    merge_case(actor=town.actor("staff"), key=uuid4(), case=first.key, into=second.key)
    do(town, "officer_a", second, Deed.FEED_BACK, {"result": "管道已修好"})
    follow(client, first)
    page = page_of(client, first)
    assert "管道已修好" in page
    assert "合在一起办" in page
    assert "3333" not in page


def test_a_question_stands_at_the_top_until_it_is_answered(client, town):
    case = do(town, "officer_a", loop.handling(town), Deed.ASK_REPORTER, {"question": "方便明天上午开门吗？"})
    follow(client, case)
    assert "想问您" in page_of(client, case)
    client.post(f"/follow/{case.code}/supplement/", {"key": str(uuid4()), "text": "九点以后"})
    assert loop.read_again(case).state == "handling"
    assert "想问您" not in page_of(client, case)


def test_a_deadline_in_a_year_without_a_calendar_says_so(client, town):
    with clock.at(clock.now().replace(year=2029, month=5, day=10)):
        case = loop.filed(town, "0506")
        follow(client, case)
        assert "节假日未导入" in page_of(client, case)


def test_the_page_costs_ten_statements_at_most(client, town, django_assert_max_num_queries):
    case = loop.calling_back(town)
    follow(client, case)
    page_of(client, case)
    with django_assert_max_num_queries(10):
        page_of(client, case)


@pytest.mark.parametrize("code", ["\x00", "１２３", "9" * 5000, "<script>", "' or 1=1"])
def test_nothing_typed_breaks_the_question(client, town, code):
    assert client.get("/follow/", {"code": code}).status_code == 200
    assert client.post("/follow/", {"code": code, "word": code}).status_code == 422


def test_digits_may_be_typed_wide_or_as_the_whole_number(client, town):
    case = loop.raised(town)
    assert follow(client, case, "１２３４").status_code == 302
    assert follow(client, case, loop.PHONE).status_code == 302
    assert follow(client, case, LAST_FOUR + " ").status_code == 302
