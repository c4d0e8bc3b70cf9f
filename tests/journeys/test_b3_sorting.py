"""B3: opinions that residents bring to the hall are sorted by kind as suggested, dispatched, and the sorting is counted."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from linli.cases.models import TriageNote
from linli.cases.rules import Deed
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in

pytestmark = pytest.mark.django_db

OPINIONS = (
    "楼道里的路灯坏了，晚上上下楼看不清",
    "单元门口下水道堵了，污水往外冒",
    "有人把电动车拉进楼道飞线充电",
    "广场舞音响太大，晚上十点还在跳",
    "地下车库一下雨就渗水",
    "大家都说不好说",
)


def suggested(neighbours, body):
    """The code of the kind suggested while the opinion is typed in, empty where the platform is not sure."""
    answer = neighbours.at("staff").post(reverse("staff:entry_hints"), {"body": body, "place": "湖东苑1号楼"})
    found = re.search(r"<strong>(\d{4}) ", answer.content.decode())
    return found.group(1) if found else ""


def test_opinions_are_sorted_as_suggested_dispatched_and_counted(neighbours):
    town, kinds = neighbours.town, []
    for body in OPINIONS:
        kind = suggested(neighbours, body)
        code = neighbours.register("staff", body=body, place="湖东苑1号楼", source="visit")
        neighbours.do("staff", code, Deed.FILE, category=kind or "0506")
        neighbours.do("staff", code, Deed.DISPATCH, lead=str(town.posts["officer_a"].id))
        kinds.append(kind)
    deliver()
    assert kinds[-1] == "", "what nobody could sort is not guessed"
    sure = [kind for kind in kinds if kind]
    assert len(sure) >= 4
    assert len(set(sure)) == len(sure), "each to a kind of its own"
    with acting_in(Scope.everything()):
        notes = list(TriageNote.objects.values_list("suggested", "filed"))
    assert len(notes) == len(OPINIONS)
    assert sum(was == became for was, became in notes) >= len(sure)
    record = neighbours.at("street_lead").get(reverse("staff:triage")).content.decode()
    assert f"立案 {len(OPINIONS)} 件" in record


def test_a_suggestion_is_corrected_with_one_choice(neighbours):
    code = neighbours.register("staff", body="楼道里的路灯坏了，晚上看不清", place="湖东苑1号楼", source="visit")
    page = neighbours.at("staff").get(reverse("staff:case_deed", args=[code, "file"])).content.decode()
    assert "因为说到" in page
    neighbours.do("staff", code, Deed.FILE, category="0506")
    assert neighbours.case(code).category_code == "0506"
    repeated = neighbours.at("staff").post(reverse("staff:entry_hints"), {"body": "", "place": "", "key": uuid4()})
    assert repeated.status_code == 200
