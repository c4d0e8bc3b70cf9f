"""The pages of votes: what they cost, what they refuse, what they never show."""

from __future__ import annotations

import io
import json
import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from linli.votes.actions.give_proxy import give_proxy
from linli.votes.models import RollEntry, Vote
from linli.votes.rules.phases import MovesBy
from tests.votes import polls

pytestmark = pytest.mark.django_db


def post(client, url, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def text_of(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def staff_url(name, vote, *more):
    return reverse(f"staff:{name}", args=[vote.code, *more])


def open_url(vote):
    return reverse("resident:open_ballot", args=[vote.code])


@pytest.fixture
def over(town):
    """A declared owners' vote with ballots."""
    vote = polls.voting(town, rule="owners_ordinary", choices=[])
    for entry in polls.entries(vote)[:5]:
        polls.cast(vote, entry, "yes")
    return polls.declared(town, vote)


@pytest.mark.parametrize(
    ("name", "most"), [("vote", 21), ("vote_roll", 15), ("vote_papers", 15), ("vote_proxies", 11), ("vote_letters", 10)]
)
def test_a_page_of_the_desk_costs_a_fixed_number_of_statements(
    town, signed_in, django_assert_max_num_queries, name, most
):
    vote, staff = polls.voting(town, voters=40, proxy_cap=2), signed_in("staff")
    for entry in polls.entries(vote)[:30]:
        polls.cast(vote, entry, "a")
    with django_assert_max_num_queries(most):
        text_of(staff, staff_url(name, vote))


def test_public_pages_cost_a_fixed_number_of_statements(over, client, django_assert_max_num_queries):
    cache.clear()
    with django_assert_max_num_queries(20):
        text_of(client, f"/votes/{over.code}/")
    with django_assert_max_num_queries(10):
        text_of(client, f"/c/{over.place_code}/votes/")
    with django_assert_max_num_queries(14):
        text_of(client, f"/votes/{over.code}/ballots.json")


def test_the_public_pages_name_nobody_of_the_roll(over, client):
    pages = [f"/votes/{over.code}/", f"/votes/{over.code}/ballots.json", f"/votes/{over.code}/ballots.csv"]
    for url in pages:
        text = text_of(client, url)
        assert "居民1" not in text
        assert "139000" not in text
    assert {one["number"] for one in json.loads(text_of(client, pages[1]))["ballots"]} <= set(range(1, 7))


def test_a_vote_in_preparation_is_not_public(town, client):
    vote = polls.preparing(town)
    assert client.get(f"/votes/{vote.code}/").status_code == 404
    assert client.get(open_url(vote)).status_code == 404
    assert vote.title not in text_of(client, f"/c/{town.code}/votes/")


def test_wrong_codes_are_throttled_by_the_code_and_never_close_the_vote_to_others(town, client):
    vote = polls.voting(town)
    victim, other = polls.entries(vote)[:2]
    for _ in range(5):
        assert client.post(open_url(vote), {"code": victim.code.reveal(), "word": "9999"}).status_code == 422
    held = client.post(open_url(vote), {"code": victim.code.reveal(), "word": "0001"})
    assert held.status_code == 429
    assert "分钟后再试" in held.content.decode()
    assert client.post(open_url(vote), {"code": other.code.reveal(), "word": "0002"}).status_code == 302


def test_a_ballot_opens_for_half_an_hour_in_this_browser_and_closes_when_told(town, client):
    vote = polls.voting(town)
    ballot = reverse("resident:ballot", args=[vote.code])
    assert client.get(ballot)["Location"] == open_url(vote)
    client.post(open_url(vote), {"code": polls.entries(vote)[0].code.reveal(), "word": "0001"})
    assert "请选一项" in text_of(client, ballot)
    assert client.post(ballot, {"go": "close"}).status_code == 302
    assert client.get(ballot).status_code == 302


def test_a_voter_without_a_telephone_opens_by_the_number_of_the_letter(town, client):
    vote = polls.published(town)
    with acting_in(Scope.everything()):
        entry = RollEntry.objects.get(vote_id=vote.id, number=1)
        entry.phone = ""
        entry.save()
    polls.turn(town, vote, polls.Phase.VOTING)
    assert client.post(open_url(vote), {"code": entry.code.reveal(), "word": "1"}).status_code == 302


def test_a_receipt_of_ones_own_making_is_not_taken(town, client):
    vote = polls.voting(town)
    client.post(open_url(vote), {"code": polls.entries(vote)[0].code.reveal(), "word": "0001"})
    ballot = reverse("resident:ballot", args=[vote.code])
    answer = client.post(ballot, {"key": str(uuid4()), "receipt": "MYOWNRCPT2", "marks": "a", "go": "cast"})
    assert answer.status_code == 200, "a fresh one is drawn"
    assert "MYOWN" not in answer.content.decode()


def test_loading_the_page_again_shows_the_same_receipt_and_casts_once(town, client):
    vote = polls.voting(town)
    client.post(open_url(vote), {"code": polls.entries(vote)[0].code.reveal(), "word": "0001"})
    ballot = reverse("resident:ballot", args=[vote.code])
    page = text_of(client, ballot)
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("key", "receipt")}
    shown = [
        re.search(r"[A-Z0-9]{5}-[A-Z0-9]{5}", client.post(ballot, {**hidden, "marks": "a", "go": "cast"}).content.decode())[0]
        for _ in range(2)
    ]  # fmt: skip
    assert shown[0] == shown[1]
    assert "1/6" in text_of(client, f"/votes/{vote.code}/").replace(" ", "")


def test_a_changed_ballot_needs_its_receipt(town, client):
    vote = polls.voting(town, changeable=True)
    entry = polls.entries(vote)[0]
    receipt = polls.cast(vote, entry, "a")
    client.post(open_url(vote), {"code": entry.code.reveal(), "word": "0001"})
    ballot = reverse("resident:ballot", args=[vote.code])
    assert "凭回执改我的票" in text_of(client, ballot)
    page = text_of(client, f"{ballot}?change=1")
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    told = {"key": key, "change": "1", "marks": "b"}
    assert client.post(ballot, {**told, "old-receipt": "", "go": "cast"}).status_code == 422
    wrong = client.post(ballot, {**told, "old-receipt": "AAAAA-AAAAA", "go": "cast"})
    assert wrong.status_code == 404
    assert "没有找到这个回执的票" in wrong.content.decode()
    review = client.post(ballot, {**told, "old-receipt": receipt, "go": "review"}).content.decode()
    kept = re.search(r'name="old-receipt" value="([^"]+)"', review)[1]
    assert "已经改好" in client.post(ballot, {**told, "old-receipt": kept, "go": "cast"}).content.decode()
    polls.declared(town, vote)
    assert polls.read_again(vote).result["counts"][1]["heads"] == 1


def test_a_table_with_bad_rows_is_shown_row_by_row_and_nothing_is_taken(town, signed_in):
    vote, staff = polls.preparing(town, voters=0), signed_in("staff")
    file = io.BytesIO(
        "姓名,电话,住址,面积\n王桂兰,13900001111,1号楼,89.5\n,,,\n李四,abc,2号楼,80\n赵六,,3号楼,-4\n王桂兰,13900001111,1号楼,89.5\n".encode()
    )
    file.name = "roll.csv"
    answer = staff.post(staff_url("import_roll", vote), {"file": file})
    assert answer.status_code == 422
    text = answer.content.decode()
    for why in ("电话不像电话号码", "面积不是大于零的数", "和前面一行是同一个人"):
        assert why in text
    assert polls.entries(vote) == []


def test_the_roll_is_made_from_homes_and_posts(town, signed_in):
    vote, staff = polls.preparing(town, voters=0), signed_in("staff")
    dwellings = staff_url("add_entries", vote, "dwellings")
    assert post(staff, dwellings, estate=str(town.estate_a.id)).status_code == 302
    assert polls.entries(vote)[0].home.reveal() == "湖东苑1号楼1单元101室"
    again = post(staff, dwellings, estate=str(town.estate_a.id))
    assert again.status_code == 400, "every home is on the roll once"
    assert post(staff, staff_url("add_entries", vote, "posts"), role="grid_officer").status_code == 302
    assert {one.name.reveal() for one in polls.entries(vote)} >= {"周敏", "吴强"}


def test_abstaining_is_no_side_of_a_vote_registered_on_the_page(town, signed_in):
    staff = signed_in("staff")
    told = {
        "place": town.code, "title": "修门禁", "question": "修不修？", "rule": "simple_majority", "choices": "修\n不修\n弃权",
        "most_marks": "1", "seats": "1", "quorum_percent": "0", "proxy_cap": "0", "moves_by": MovesBy.CLOCK.value,
        "opens_at": "2027-01-01T08:00", "closes_at": "2027-01-03T08:00",
    }  # fmt: skip
    assert post(staff, reverse("staff:new_vote"), **{**told, "closes_at": "2026-12-01T08:00"}).status_code == 422
    assert post(staff, reverse("staff:new_vote"), **told).status_code == 302
    vote = Vote.public.get()
    assert [one["id"] for one in vote.choices] == ["c1", "c2", "abstain"]
    assert re.search(r"0?8:00", text_of(staff, staff_url("vote", vote)))
    changed = {**told, "choices": "不修\n修\n缓修"}
    assert post(staff, staff_url("vote_settings", vote), **changed).status_code == 302
    assert [one["id"] for one in polls.read_again(vote).choices] == ["c2", "c1", "c3"], "a line keeps its id"


def test_printing_letters_is_written_down_for_everybody_to_see(town, signed_in, client):
    vote, staff = polls.voting(town), signed_in("staff")
    sheet = post(staff, staff_url("vote_letters", vote), first="1", last="3")
    assert "居民2" in sheet.content.decode()
    assert "打印投票码信 3 封" in text_of(client, f"/votes/{vote.code}/")
    assert post(staff, staff_url("vote_letters", vote), first="1", last="900").status_code == 422
    with acting_in(Scope.everything()):
        assert AuditLine.objects.filter(deed="vote.print_letters").count() == 1


def test_a_proxy_taken_back_no_longer_opens(town, client, signed_in):
    vote, staff = polls.voting(town, proxy_cap=1), signed_in("staff")
    proxy = give_proxy(
        actor=town.actor("staff"), key=uuid4(), vote=vote.key, number=1, name="女儿", phone="13911112222"
    )
    told = {"code": proxy.code.reveal(), "word": "2222"}
    assert client.post(open_url(vote), told).status_code == 302
    ballot = reverse("resident:ballot", args=[vote.code])
    assert "代选民 1 号" in text_of(client, ballot)
    assert post(staff, staff_url("take_back_proxy", vote, proxy.id)).status_code == 302
    assert client.get(ballot).status_code == 302
    assert client.post(open_url(vote), told).status_code == 422


def test_the_code_with_the_digits_opens_the_ballot_from_the_common_question_too(town, client):
    vote = polls.voting(town)
    code = polls.entries(vote)[0].code.reveal()
    answer = client.post("/follow/", {"code": vote.code, "word": f"{code[:5]}-{code[5:]} 0001"})
    assert answer["Location"] == reverse("resident:ballot", args=[vote.code])
    assert client.post("/follow/", {"code": vote.code, "word": "0001"}).status_code == 422


def test_an_estate_leader_sees_no_roll(town, signed_in):
    vote = polls.preparing(town)
    assert signed_in("patch_leader").get(staff_url("vote_roll", vote)).status_code == 403
    assert signed_in("centre").get(staff_url("vote", vote)).status_code == 200
    assert signed_in("centre").get(staff_url("vote_roll", vote)).status_code == 403
