"""A wish without an account, and the claim of one: everything works without JavaScript, nobody is told who wished."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from linli.alliance.models import Wish
from linli.alliance.rules import WishDeed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.alliance import wishes
from tests.alliance.wishes import HELPER_PHONE, PHONE, PUBLIC, do, read_again, standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def wish_for(client, town, **changed):
    typed = {"key": str(uuid4()), "words": "想要一副老花镜", "estate": "-", "phone": PHONE, **changed}
    return client.post(f"/c/{town.code}/wish/", typed)


def the_wish() -> Wish:
    with acting_in(Scope.everything()):
        return Wish.objects.get()


def claim(client, town, wish, **changed):
    typed = {
        "key": str(uuid4()), "kind": "person", "claimer_name": "李热心", "claimer_phone": HELPER_PHONE,
        "promised_on": (clock.today() + timedelta(days=5)).isoformat(), **changed,
    }  # fmt: skip
    return client.post(f"/c/{town.code}/wishes/{wish.id}/", typed)


def page(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_wish_gets_a_code_and_is_followed_by_it(client, town):
    answer = wish_for(client, town, name="王秀英")
    assert answer.status_code == 302
    wish = the_wish()
    assert wish.code[:4] in page(client, answer["Location"])
    other = Client()
    assert other.get(f"/wish/{wish.code}/").status_code == 302
    assert other.post("/follow/", {"code": wish.code, "word": "0000"}).status_code == 422
    assert other.post("/follow/", {"code": wish.code, "word": PHONE[-4:]}).status_code == 302
    text = page(other, f"/wish/{wish.code}/")
    assert "已收到，社区正在看" in text
    assert "想要一副老花镜" in text


def test_without_a_telephone_a_word_opens_it(client, town):
    answer = wish_for(client, town, phone="")
    word = re.search(r"查询口令.*?(\d{6})", page(client, answer["Location"]), re.S)[1]
    assert Client().post("/follow/", {"code": the_wish().code, "word": word}).status_code == 302


def test_a_form_sent_twice_is_one_wish(client, town):
    key = str(uuid4())
    assert [wish_for(client, town, key=key).status_code for _ in range(2)] == [302, 302]
    the_wish()


def test_the_elder_mode_asks_one_question_a_page(client, town):
    client.get(f"/c/{town.code}/wish/?elder=1")
    first = wish_for(client, town, step="words", go="next")
    assert "哪个小区" in first.content.decode()
    assert 'name="words" value="想要一副老花镜"' in first.content.decode()
    empty = wish_for(client, town, step="words", go="next", words="")
    assert empty.status_code == 422
    assert "请写一写您的心愿" in empty.content.decode()
    last = wish_for(client, town, step="estate", go="next").content.decode()
    assert "提交心愿" in last
    assert wish_for(client, town, step="person", go="send").status_code == 302


@pytest.mark.parametrize(
    "typed", [{"words": ""}, {"words": "\x00"}, {"phone": "12"}, {"estate": "x"}, {"key": "no"}, {"website": "spam"}]
)
def test_bad_input_keeps_what_was_typed(client, town, typed):
    answer = wish_for(client, town, **{"name": "王阿姨", **typed})
    assert answer.status_code == 422
    assert "王阿姨" in answer.content.decode()


def test_the_wall_tells_nobody_who_wished(client, town, django_assert_max_num_queries):
    wishes.published(town, name="王秀英", estate_id=town.estate_a.id)
    wishes.confirmed(town, name="王秀英")
    with django_assert_max_num_queries(9):
        text = page(client, f"/c/{town.code}/wishes/")
    text += page(client, f"/c/{town.code}/wishes/?show=came_true") + page(
        client, f"/c/{town.code}/wishes/?show=claimed"
    )
    assert PUBLIC in text
    assert "一位热心人" in text
    for secret in (
        "王秀英",
        "王**",
        PHONE[-4:],
        HELPER_PHONE[-4:],
        "李热心",
        "201的",
        "湖东苑",
        "谢谢好心人",
        the_code(town),
    ):
        assert secret not in text


def the_code(town) -> str:
    with acting_in(Scope.everything()):
        return Wish.objects.order_by("id").first().code


def test_a_shared_place_is_named_with_its_estate(client, town):
    wish = wishes.collected(town, estate_id=town.estate_a.id)
    do(wish, town.actor("staff"), WishDeed.APPROVE, wishes.APPROVAL | {"kind": "place", "public_words": "修好自行车棚"})
    assert "湖东苑" in page(client, f"/c/{town.code}/wishes/")


def test_what_is_not_reviewed_refused_or_withdrawn_is_on_no_public_page(client, town):
    wish = wishes.collected(town)
    assert client.get(f"/c/{town.code}/wishes/{wish.id}/").status_code == 404
    do(wish, town.actor("staff"), WishDeed.REFUSE, {"reason": "已由残联发放"})
    assert client.get(f"/c/{town.code}/wishes/{wish.id}/").status_code == 404
    assert "残联" not in page(client, f"/c/{town.code}/wishes/")


def test_of_two_who_claim_the_second_is_told_and_shown_other_wishes(client, town):
    wish = wishes.published(town)
    answer = claim(client, town, wish)
    assert answer.status_code == 302
    assert "认领成功" in page(client, answer["Location"])
    second = claim(Client(), town, wish, claimer_name="赵晚到")
    assert second.status_code == 409
    assert "别人刚刚先认领了" in second.content.decode()
    assert "看看别的心愿" in second.content.decode()
    assert standing(wish).name.reveal() == "李热心"


@pytest.mark.parametrize(
    "typed",
    [
        {"claimer_phone": ""},
        {"claimer_phone": "12"},
        {"promised_on": "2020-01-01"},
        {"promised_on": "soon"},
        {"kind": "x"},
        {"key": ""},
    ],
)
def test_a_claim_that_cannot_be_kept_is_refused_with_a_sentence(client, town, typed):
    wish = wishes.published(town)
    answer = claim(client, town, wish, **typed)
    assert answer.status_code == 422
    assert "李热心" in answer.content.decode()
    assert standing(wish) is None


def test_the_claimer_sees_nothing_of_who_wished_and_the_wisher_no_name_of_who_helps(client, town):
    wish = wishes.published(town, name="王秀英")
    code = re.search(r"/wish/(\d+)/", claim(client, town, wish)["Location"])[1]
    mine = page(client, f"/wish/{code}/")
    assert PUBLIC in mine
    assert "办好了" in mine
    for secret in ("王秀英", "王**", wishes.WORDS, PHONE[-4:], wish.code):
        assert secret not in mine
    wisher = Client()
    wisher.post("/follow/", {"code": wish.code, "word": PHONE[-4:]})
    hers = page(wisher, f"/wish/{wish.code}/")
    assert "一位热心人" in hers
    for secret in ("李热心", HELPER_PHONE[-4:], "陈静"):
        assert secret not in hers


def test_the_claimer_reports_with_a_photograph_and_the_wisher_confirms(client, town, django_assert_max_num_queries):
    from tests.doors.resident.conftest import photograph

    wish = wishes.published(town)
    code = re.search(r"/wish/(\d+)/", claim(client, town, wish)["Location"])[1]
    answer = client.post(
        f"/wish/{code}/fulfil/", {"key": str(uuid4()), "note": "送到了", "photographs": [photograph()]}
    )
    assert answer.status_code == 302
    wisher = Client()
    wisher.post("/follow/", {"code": wish.code, "word": PHONE[-4:]})
    with django_assert_max_num_queries(12):
        hers = page(wisher, f"/wish/{wish.code}/")
    picture = re.search(rf"/wish/{wish.code}/photographs/[0-9a-f-]+/", hers)[0]
    assert wisher.get(picture)["Content-Type"] == "image/jpeg"
    assert Client().get(picture).status_code == 404
    thanks = {"key": str(uuid4()), "thanks": "谢谢您，听得见了"}
    assert wisher.post(f"/wish/{wish.code}/confirm/", thanks).status_code == 302
    assert read_again(wish).state == "confirmed"
    assert "听得见了" in page(client, f"/wish/{code}/")


def test_a_deed_whose_time_is_over_is_refused_with_a_sentence(client, town):
    wish = wishes.published(town)
    client.post("/follow/", {"code": wish.code, "word": PHONE[-4:]})
    answer = client.post(f"/wish/{wish.code}/confirm/", {"key": str(uuid4())})
    assert answer.status_code == 422
    assert "刚才已经有了变化" in answer.content.decode()
    assert client.post(f"/wish/{wish.code}/approve/", {"key": str(uuid4())}).status_code == 404


def test_a_claimer_is_told_that_the_wish_was_withdrawn(client, town):
    wish = wishes.published(town)
    code = re.search(r"/wish/(\d+)/", claim(client, town, wish)["Location"])[1]
    do(wish, wishes.the_wisher(wish), WishDeed.WITHDRAW, {"reason": "女儿买了"})
    told = page(client, f"/wish/{code}/")
    assert "许愿的人撤回了这个心愿" in told
    assert "女儿" not in told


def test_why_a_claim_was_given_back_stays_with_the_community(client, town):
    wish = wishes.published(town)
    code = re.search(r"/wish/(\d+)/", claim(client, town, wish)["Location"])[1]
    assert client.post(f"/wish/{code}/release/", {"key": str(uuid4()), "reason": "家里有病人"}).status_code == 302
    wisher = Client()
    wisher.post("/follow/", {"code": wish.code, "word": PHONE[-4:]})
    told = page(wisher, f"/wish/{wish.code}/")
    assert "退回认领" in told
    assert "病人" not in told


def test_guessing_is_stopped_after_five_tries(client, town):
    wish = wishes.published(town)
    codes = [client.post("/follow/", {"code": wish.code, "word": f"{n:04d}"}).status_code for n in range(6)]
    assert codes == [422] * 5 + [429]
