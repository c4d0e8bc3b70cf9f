"""E2: the owners of an estate decide by a vote that holds: one roll, every channel, area and heads, a public recount."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.votes.models import PaperBallot, RollMark
from linli.votes.recount import recount
from tests.journeys import voting

pytestmark = pytest.mark.django_db

OWNERS = 8
TABLE = "姓名,手机号,房号,建筑面积\n" + "\n".join(
    f"业主{n},1390000{n:04d},湖东苑1号楼{n}01,{80 + 10 * n}" for n in range(1, OWNERS + 1)
)


def test_owners_decide_on_the_maintenance_fund(neighbours):
    staff, second, lead = neighbours.at("staff"), neighbours.at("staff2"), neighbours.at("lead")
    vote = voting.register(
        staff,
        place=neighbours.town.code,
        title="动用维修资金修屋面",
        question="是否同意动用维修资金 38 万元修 1 号楼屋面？",
        rule="owners_special",
        proxy_cap="1",
    )
    assert vote.named, "an owners' vote is by name"
    voting.import_roll(staff, vote, TABLE)
    voting.turn(neighbours, vote, "roll_published")
    assert "请您确认" in neighbours.notices("lead")

    # The roll is public as a question, never as a list; an objection holds the opening up until it is answered.
    resident = Client()
    public = reverse("resident:vote", args=[vote.code])
    assert "业主1" not in resident.get(public).content.decode()
    asked = voting.post(resident, reverse("resident:on_roll", args=[vote.code]), phone="13900000003")
    assert "选民序号：3" in asked.content.decode()
    voting.done(resident, reverse("resident:object_to_roll", args=[vote.code]), words="我家是 112 平方米", phone="")
    ask = reverse("staff:turn_vote", args=[vote.code, "ask"])
    assert voting.post(staff, ask, to="voting").status_code == 400
    roll = staff.get(reverse("staff:vote_roll", args=[vote.code])).content.decode()
    objection = re.search(r"objections/([0-9a-f-]{36})/", roll)[1]
    entry = reverse("staff:roll_entry", args=[vote.code, 3])
    voting.done(staff, entry, name="业主3", phone="13900000003", home="湖东苑1号楼301", area="112", reason="产证")
    voting.done(staff, reverse("staff:answer_objection", args=[vote.code, objection]), answer="已按产证改为 112")

    codes = voting.letters(staff, vote, OWNERS)
    assert len(codes) == OWNERS
    voting.turn(neighbours, vote, "voting")

    # Web.
    receipts = [voting.vote_by_web(vote, codes[n - 1], f"{n:04d}", "yes") for n in (1, 2, 3, 4)]
    again = Client()
    assert voting.open_ballot(again, vote, codes[0], "9999").status_code == 422
    voting.open_ballot(again, vote, codes[0], "0001")
    assert "您已经投过票" in again.get(reverse("resident:ballot", args=[vote.code])).content.decode()
    # Telephone: the same code, and the choice is never shown to the staff again.
    phone, told = reverse("staff:phone_ballot", args=[vote.code]), {"code": codes[4], "word": "0005"}
    page = staff.post(phone, told).content.decode()
    hidden = {name: re.search(voting.HIDDEN.format(name), page)[1] for name in ("key", "receipt")}
    said = staff.post(phone, {**told, **hidden, "marks": "yes", "go": "cast"})
    assert "请把回执码念给来电人" in said.content.decode()
    # Proxy: revoked, given anew, capped, and used.
    proxies = reverse("staff:vote_proxies", args=[vote.code])
    voting.done(staff, proxies, number="6", name="业主女儿", phone="13811112222")
    assert "已经代满" in voting.post(staff, proxies, number="8", name="业主女儿", phone="13811112222").content.decode()
    page = staff.get(proxies).content.decode()
    proxy_code = re.search(r"([A-Z0-9]{5}-[A-Z0-9]{5})", page)[1]
    voting.vote_by_web(vote, proxy_code, "2222", "yes")
    # Paper: printed by name, handed out, and the right is used.
    voting.done(staff, reverse("staff:issue_papers", args=[vote.code]), count="2")
    assert "选民 7 号" in staff.get(reverse("staff:paper_sheet", args=[vote.code])).content.decode()
    voting.done(staff, reverse("staff:give_paper", args=[vote.code]), number="7")
    taken = Client()
    voting.open_ballot(taken, vote, codes[6], "0007")
    assert "您已经投过票" in taken.get(reverse("resident:ballot", args=[vote.code])).content.decode()
    assert "7/8" in resident.get(public).content.decode().replace(" ", "")
    assert "yes" not in staff.get(reverse("staff:vote_roll", args=[vote.code])).content.decode().split("<main")[1]
    for file in ("ballots_json", "ballots_csv"):
        assert resident.get(reverse(f"resident:{file}", args=[vote.code])).status_code == 404, "before it is declared"

    voting.turn(neighbours, vote, "counting")
    # Two people enter the paper; where they differ, a third looks.
    with acting_in(Scope.everything()):
        entry_id = RollMark.objects.get(vote_id=vote.id, channel="paper").entry_id
        serial = PaperBallot.objects.get(vote_id=vote.id, entry_id=entry_id).serial
    declare = {"to": "declared"}
    voting.done(staff, ask, **declare)
    confirm = reverse("staff:turn_vote", args=[vote.code, "confirm"])
    assert "账还没有平" in voting.post(lead, confirm, **declare).content.decode()
    batch = voting.done(staff, reverse("staff:begin_batch", args=[vote.code]))["Location"]
    voting.done(staff, batch, do="read", serial=serial, marks="yes", spoiled="")
    voting.done(staff, batch, do="finish")
    assert "轮到您" in second.get(reverse("staff:vote_papers", args=[vote.code])).content.decode()
    assert serial not in second.get(batch).content.decode(), "the second does not see the first's reading"
    voting.done(second, batch, do="read", serial=serial, marks="no", spoiled="")
    voting.done(second, batch, do="finish")
    assert "录得不一样" in lead.get(batch).content.decode()
    voting.done(lead, batch, do="read", serial=serial, marks="no", spoiled="")
    voting.done(lead, batch, do="finish")
    voting.done(staff, reverse("staff:unused_papers", args=[vote.code]), unused="1")
    voting.done(lead, confirm, **declare)

    page = resident.get(public).content.decode()
    assert "通过：同意" in page
    assert "参照《民法典》第二百七十八条" in page
    assert "6 / 7" in page, "how the rule was applied"
    assert "首尾相接，没有改动" in page
    mine = resident.get(public, {"receipt": receipts[0]}).content.decode()
    assert "这张票在公布的选票里" in mine
    assert "没有这个回执" in resident.get(public, {"receipt": "AAAAA-AAAAA"}).content.decode()
    file = json.loads(resident.get(reverse("resident:ballots_json", args=[vote.code])).content)
    assert all(agrees for agrees, _sentence in recount(file)), recount(file)
    assert "业主" not in json.dumps(file, ensure_ascii=False).replace("业主共同决定", "")
    assert resident.get(reverse("resident:ballots_csv", args=[vote.code])).content.decode("utf-8-sig").count("\n") == 8
