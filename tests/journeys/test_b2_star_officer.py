"""B2: 最美网格员 by open vote: put forward, asked, voted on in secret, declared with ties named; nobody is ranked."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from linli.ledger.outbox import deliver
from tests.journeys import voting

pytestmark = pytest.mark.django_db

TABLE = "姓名,电话,住址\n" + "\n".join(f"居民{n},1380000{n:04d},湖东苑2号楼{n}02" for n in range(1, 7))


def test_residents_choose_the_officers_they_thank(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    vote = voting.register(
        staff,
        place=town.code,
        title="最美网格员",
        question="您想感谢哪两位？",
        rule="several_seats",
        seats="2",
        takes_nominations="on",
    )
    resident = Client()
    public = reverse("resident:vote", args=[vote.code])
    assert "我来推荐" in resident.get(public).content.decode()
    nominate = reverse("resident:nominate", args=[vote.code])
    voting.done(resident, nominate, post=str(town.posts["officer_a"].id), words="半夜帮老人修好了灯", by_name="")
    voting.done(resident, nominate, post=str(town.posts["officer_b"].id), words="天天来看独居的父亲", by_name="李阿姨")
    own = reverse("staff:vote_nominations", args=[vote.code])
    voting.done(staff, own, post=str(town.posts["captain"].id), words="三十年的楼栋长", by_name="")
    voting.done(staff, own, post=str(town.posts["leader"].id), words="带队防汛", by_name="")
    assert voting.post(staff, own, post=str(town.posts["leader"].id), words="再推荐一次", by_name="").status_code == 422

    # Nobody stands unasked; declining needs no reason and is seen by nobody outside.
    assert "周敏" not in resident.get(public).content.decode()
    deliver()
    for name, answer in (("officer_a", "stand"), ("officer_b", "stand"), ("captain", "stand"), ("leader", "decline")):
        client = neighbours.at(name)
        assert "有人推荐您" in neighbours.notices(name)
        page = client.get(reverse("staff:my_nominations")).content.decode()
        nomination = re.search(r"nominations/([0-9a-f-]{36})/", page)[1]
        voting.done(client, reverse("staff:answer_my_nomination", args=[nomination, answer]))
    strange = neighbours.at("officer_a").post(
        reverse("staff:answer_my_nomination", args=[nomination, "stand"]), {"key": "x"}
    )
    assert strange.status_code == 404, "only for oneself"
    page = resident.get(public).content.decode()
    assert "周敏" in page
    assert "郑军" not in page
    assert "李阿姨" not in page

    voting.import_roll(staff, vote, TABLE)
    voting.turn(neighbours, vote, "roll_published", second="staff2")
    codes = voting.letters(staff, vote, 6)
    voting.turn(neighbours, vote, "voting", second="staff2")
    vote.refresh_from_db()
    ids = {one["label"]: one["id"] for one in vote.choices}
    for n, marks in enumerate([("周敏", "吴强"), ("周敏", "王桂兰"), ("周敏",), ("吴强",), ("王桂兰",)], 1):
        voting.vote_by_web(vote, codes[n - 1], f"{n:04d}", *(ids[one] for one in marks))
    page = resident.get(public).content.decode()
    assert "5/6" in page.replace(" ", "")
    voting.turn(neighbours, vote, "counting", second="staff2")
    assert "票数" not in resident.get(public).content.decode().split("怎么投")[0]
    voting.turn(neighbours, vote, "declared", second="staff2")
    page = resident.get(public).content.decode()
    assert "通过：周敏；票数相同，并列：" in page, "a tie is named as one"
    assert "5/6" in page.replace(" ", "")
    voting.turn(neighbours, vote, "annulled", second="staff2", reason="有人冒领投票码")
    assert "有人冒领投票码" in resident.get(public).content.decode()
