"""The staff's pages of wishes and resources."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from linli.alliance.models import Pledge, PledgeUse, Wish
from linli.alliance.rules import WishDeed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.alliance import wishes
from tests.alliance.wishes import HELPER_PHONE, PHONE, PUBLIC, WORDS, do, read_again, standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def deed_url(wish, deed: WishDeed) -> str:
    return reverse("staff:wish_deed", args=[wish.code, deed.value])


def post(client, url, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def text_of(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_shows_tabs_rates_and_what_waits(town, signed_in_as, django_assert_max_num_queries):
    wishes.collected(town)
    wishes.confirmed(town)
    staff = signed_in_as("staff")
    with django_assert_max_num_queries(11):  # two of them the test's own savepoint
        text = text_of(staff, "/staff/wishes/")
    assert "1/1" in text
    assert "待审核" in text
    assert PUBLIC in text_of(staff, "/staff/wishes/?tab=came_true")
    assert text_of(staff, "/staff/wishes/?tab=nonsense&at=nonsense")


def test_a_wish_is_reviewed_with_its_three_checks(town, signed_in_as):
    wish, staff = wishes.collected(town), signed_in_as("staff")
    assert WORDS in text_of(staff, f"/staff/wishes/{wish.code}/")
    half = post(staff, deed_url(wish, WishDeed.APPROVE), kind="goods", public_words=PUBLIC, checks=["small"])
    assert half.status_code == 422
    assert "三条都符合才能公示" in half.content.decode()
    assert PUBLIC in half.content.decode(), "what was typed is kept"
    told = post(
        staff,
        deed_url(wish, WishDeed.APPROVE),
        kind="goods",
        public_words="201室王奶奶想要助听器",
        checks=wishes.CHECKS,
    )
    assert "像有电话或门牌" in told.content.decode()
    assert post(staff, deed_url(wish, WishDeed.APPROVE), **wishes.APPROVAL).status_code == 302
    assert read_again(wish).state == "published"


def test_a_refusal_tells_which_check_failed(town, signed_in_as):
    wish, staff = wishes.collected(town), signed_in_as("staff")
    assert post(staff, deed_url(wish, WishDeed.REFUSE)).status_code == 422
    assert post(staff, deed_url(wish, WishDeed.REFUSE), unmet=["doable"], reason="可以申请廉租房").status_code == 302
    assert read_again(wish).reason == "眼下没有条件办成。可以申请廉租房。"


def test_looking_is_recorded_and_numbers_are_masked_until_somebody_calls(town, signed_in_as):
    wish, staff = wishes.claimed(town, name="王秀英"), signed_in_as("staff")
    text = text_of(staff, f"/staff/wishes/{wish.code}/")
    for secret in (PHONE, HELPER_PHONE, "李热心"):
        assert secret not in text
    assert HELPER_PHONE in post(staff, f"/staff/wishes/{wish.code}/call/", whose="claimer").content.decode()
    with acting_in(Scope.everything()):
        deeds = set(AuditLine.objects.values_list("deed", "purpose"))
    assert {("wish.look", ""), ("wish.reveal_phone", "contact")} <= deeds
    street = signed_in_as("street_staff")
    assert post(street, f"/staff/wishes/{wish.code}/call/").status_code == 404, "who has nothing to do does not call"


def test_who_says_it_is_done_does_not_confirm_it(town, signed_in_as):
    wish, staff = wishes.claimed(town), signed_in_as("staff")
    assert post(staff, deed_url(wish, WishDeed.FULFIL), note="送到了").status_code == 302
    own = post(staff, deed_url(wish, WishDeed.CONFIRM), said="她说好")
    assert own.status_code == 422
    assert "换一位同事" in own.content.decode()
    assert post(signed_in_as("staff2"), deed_url(wish, WishDeed.CONFIRM), said="她说好").status_code == 302


def test_a_wish_from_the_box_is_written_down_with_a_word_to_follow_it(town, signed_in_as):
    staff = signed_in_as("staff")
    answer = post(staff, "/staff/wishes/new/", words="想学用手机", way="paper", estate=str(town.estate_a.id))
    assert answer.status_code == 302
    with acting_in(Scope.everything()):
        wish = Wish.objects.get()
    assert wish.place_code == town.grid_a
    word = re.search(r"查询口令.*?(\d{6})", text_of(staff, answer["Location"]), re.S)[1]
    assert staff.post("/follow/", {"code": wish.code, "word": word}).status_code == 302


def test_an_officer_files_a_wish_of_an_estate_beyond_the_grid_under_the_grid(town, signed_in_as):
    post(signed_in_as("officer_a"), "/staff/wishes/new/", words="想种花", way="visit", estate="")
    with acting_in(Scope.everything()):
        assert Wish.objects.get().place_code in (town.grid_a, town.grid_b)


def test_a_captain_sees_only_the_wishes_she_wrote_down(town, signed_in_as):
    captain, wish = signed_in_as("captain"), wishes.collected(town, place_code=town.grid_a)
    assert captain.get(f"/staff/wishes/{wish.code}/").status_code == 404
    assert "老花镜" not in text_of(captain, "/staff/wishes/")
    own = post(captain, "/staff/wishes/new/", words="想要老花镜", way="visit")
    assert captain.get(own["Location"]).status_code == 200


def test_the_card_leads_to_the_residents_page(town, signed_in_as):
    assert "测试社区心愿箱" in text_of(signed_in_as("staff"), "/staff/wishes/card/")


def join(client, name="东湖眼镜店"):
    return post(
        client, "/staff/resources/members/new/", name=name, kind="enterprise", liaison="钱老板", phone="13700001111"
    )


def pledge(client, **changed):
    with acting_in(Scope.everything()):
        from linli.alliance.models import MemberUnit

        unit = MemberUnit.objects.get().organisation_id
    typed = {
        "organisation": str(unit), "kind": "goods", "title": "老花镜", "quantity": "2", "unit": "副",
        "first_on": clock.today().isoformat(), "last_on": (clock.today() + timedelta(days=20)).isoformat(), **changed,
    }  # fmt: skip
    return post(client, "/staff/resources/new/", **typed)


def test_a_pledge_serves_a_wish_and_the_ledger_follows_it(town, signed_in_as, django_assert_max_num_queries):
    staff = signed_in_as("staff")
    assert staff.get("/staff/resources/new/")["Location"] == "/staff/resources/members/new/"
    assert join(staff).status_code == 302
    assert "已经在名单里" in join(staff).content.decode()
    assert pledge(staff, quantity="0").status_code == 422
    assert pledge(staff, last_on="2020-01-01").status_code == 422
    assert pledge(staff).status_code == 302
    wish = wishes.published(town)
    with django_assert_max_num_queries(14):
        text = text_of(staff, f"/staff/wishes/{wish.code}/")
    assert "物资办实物类心愿，最对路；在本社区；还剩 2 副" in text
    with acting_in(Scope.everything()):
        held = Pledge.objects.get()
    assert post(staff, f"/staff/wishes/{wish.code}/ask-unit/", pledge=str(held.id), quantity="3").status_code == 400
    assert post(staff, f"/staff/wishes/{wish.code}/ask-unit/", pledge=str(held.id), quantity="1").status_code == 302
    assert "对方答应了" in text_of(staff, f"/staff/wishes/{wish.code}/")
    assert post(staff, f"/staff/wishes/{wish.code}/unit/committed/").status_code == 400, "without a day"
    day = (clock.today() + timedelta(days=3)).isoformat()
    assert post(staff, f"/staff/wishes/{wish.code}/unit/committed/", promised_on=day).status_code == 302
    assert (read_again(wish).state, standing(wish).kind) == ("claimed", "unit")
    assert post(staff, f"/staff/wishes/{wish.code}/unit/under_way/").status_code == 302
    do(read_again(wish), town.actor("staff"), WishDeed.FULFIL, {"note": "配好了"})
    do(read_again(wish), wishes.the_wisher(wish), WishDeed.CONFIRM, {})
    with acting_in(Scope.everything()):
        assert PledgeUse.objects.get().state == "confirmed"
    with django_assert_max_num_queries(13):
        text = text_of(staff, "/staff/resources/")
    assert "1/2 副" in text
    assert "快到期" in text
    assert "已确认" in text
    assert "谢谢东湖眼镜店" in staff.get(f"/c/{town.code}/wishes/?show=came_true").content.decode()


def test_a_unit_that_cannot_frees_what_was_asked_for(town, signed_in_as):
    staff = signed_in_as("staff")
    join(staff), pledge(staff)
    wish = wishes.published(town)
    with acting_in(Scope.everything()):
        held = Pledge.objects.get()
    post(staff, f"/staff/wishes/{wish.code}/ask-unit/", pledge=str(held.id), quantity="2")
    assert post(staff, f"/staff/wishes/{wish.code}/unit/declined/").status_code == 302
    assert "还剩 2 副" in text_of(staff, f"/staff/wishes/{wish.code}/")
    assert post(staff, f"/staff/resources/{held.id}/take-off/").status_code == 302
    assert "现在没有对得上的" in text_of(staff, f"/staff/wishes/{wish.code}/")


def test_the_desk_is_told_once_that_a_pledge_ends_soon(town, signed_in_as):
    from linli.alliance.jobs import warn_of_ending_pledges

    staff = signed_in_as("staff")
    join(staff), pledge(staff)
    assert [warn_of_ending_pledges() for _ in range(2)] == [1, 0]
    assert "资源 30 天内到期：老花镜" in text_of(staff, "/staff/notices/")
