"""Messages of a small community that belong together, and some that do not.

told(town, "王五", body)       one resident reports a matter of estate A; the events are delivered
NIGHT                          five neighbours about one building site, each in other words
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from linli.cases.matter import PlaceChosen, Voice
from linli.cases.models import Case
from linli.insight.models import HotIssue, Telling
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.cases.in_the_loop import raised
from tests.small_community import SmallCommunity

NIGHT = (
    "湖东苑北门外工地半夜还在施工，噪音太大，根本睡不着。",
    "湖东苑旁边的工地夜间施工，噪音扰民，孩子没法休息。",
    "投诉：湖东苑北门工地凌晨打桩施工，噪音大，一家人都睡不了觉！",
    "工地夜里施工到两点，噪音吵得湖东苑的人睡不好。",
    "请管管湖东苑北门工地，晚上施工噪音扰民一个星期了。",
)
LIFT = "湖东苑2号楼电梯坏了三天，老人上下楼困难。"


def told(town: SmallCommunity, phone: str, body: str, estate: Any = None, **changed: Any) -> Case:
    """One matter by the owner of the phone, delivered."""
    estate = estate or town.estate_a
    place = PlaceChosen(estate.place_code, estate.id, None, estate.name)
    case = raised(town, body=body, place=place, voice=Voice("王某", phone, ""), **changed)
    deliver()
    return case


def told_all(town: SmallCommunity, bodies: tuple[str, ...], days_apart: float = 1.0) -> list[Case]:
    """One after the other by different people, the last of them now."""
    now, cases = clock.now(), []
    for number, body in enumerate(bodies):
        with clock.at(now - timedelta(days=days_apart * (len(bodies) - 1 - number))):
            cases.append(told(town, f"1390000{number:04d}", body))
    return cases


def issues() -> list[HotIssue]:
    """The issues that stand, the one with most messages first."""
    with acting_in(Scope.everything()):
        return list(HotIssue.objects.filter(part_of__isnull=True, messages__gt=0).order_by("-messages", "id"))


def tellings(case: Case) -> list[Telling]:
    with acting_in(Scope.everything()):
        return list(Telling.objects.filter(case_id=case.id))
