"""Volunteers, calls and hours in every state, made by the deeds themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.actions.answer_hours import answer_hours
from linli.teams.actions.finish_call import finish_call
from linli.teams.actions.open_call import open_call
from linli.teams.actions.register_volunteer import register_volunteer
from linli.teams.actions.take_call import take_call
from linli.teams.actions.write_down_hours import write_down_hours
from linli.teams.call_said import CallSaid
from linli.teams.models import CallTaker, CoinAccount, HelpCall, HoursEntry, Volunteer
from linli.teams.registration import Registration
from linli.teams.rules.volunteers import Way

PHONE = "13900005678"


def registration(town: Any, **more: Any) -> Registration:
    return Registration(**{"name": "李热心", "place_code": town.code, "way": Way.PAGE, "phone": PHONE, **more})


def applied(town: Any, **more: Any) -> Volunteer:
    """Somebody registered on the page."""
    actor = reporter(uuid4(), town.code)
    return register_volunteer(actor=actor, key=uuid4(), said=registration(town, **more))


def active(town: Any, number: int = 0, **more: Any) -> Volunteer:
    """A volunteer the community wrote down, and so accepted."""
    given = {"name": f"志愿者{number}", "phone": f"139{number:08d}", "way": Way.PAPER, **more}
    return register_volunteer(actor=town.actor("staff"), key=uuid4(), said=registration(town, **given))


def herself(volunteer: Volunteer) -> Actor:
    return reporter(volunteer.id, volunteer.place_code[:12])


def call_said(town: Any, **more: Any) -> CallSaid:
    start = more.pop("starts_at", clock.now() + timedelta(days=2))
    given = {
        "title": "陪李奶奶去医院", "words": "上午门诊，来回约三小时", "place_code": town.code, "starts_at": start,
        "ends_at": start + timedelta(hours=3), "places": 2, "address": "湖东苑1号楼201", "contact": "李奶奶的女儿",
    }  # fmt: skip
    return CallSaid(**{**given, **more})


def opened(town: Any, by: str = "staff", **more: Any) -> HelpCall:
    return open_call(actor=town.actor(by), key=uuid4(), said=call_said(town, **more))


def take(call: HelpCall, volunteer: Volunteer) -> CallTaker:
    return take_call(actor=herself(volunteer), key=uuid4(), call=call.key, volunteer=volunteer.key)


def done(town: Any, call: HelpCall, came: list[Volunteer], by: str = "staff", **more: Any) -> HelpCall:
    """The call is over and closed by somebody."""
    with clock.at(call.ends_at + timedelta(hours=1)):
        return finish_call(
            actor=town.actor(by), key=uuid4(), call=call.key, came=[one.id for one in came], thanks="多谢各位", **more
        )


def entered(town: Any, people: list[Volunteer], by: str = "staff", minutes: int = 120, **more: Any) -> HoursEntry:
    """Hours of a day of cleaning, without from and to unless told."""
    given = {"minutes": minutes, "evidence": "签到表见社区档案"} if "span" not in more else {}
    return write_down_hours(
        actor=town.actor(by), key=uuid4(), place_code=town.code, volunteer_ids=[one.id for one in people],
        what="清扫楼道", **{**given, **more},
    )  # fmt: skip


def confirmed(town: Any, people: list[Volunteer], **more: Any) -> HoursEntry:
    entry = entered(town, people, **more)
    return answer_hours(actor=town.actor("staff2"), key=uuid4(), entry=entry.key, confirmed=True)


def span(hours_ago: float, hours: float) -> tuple[datetime, datetime]:
    start = clock.now() - timedelta(hours=hours_ago)
    return start, start + timedelta(hours=hours)


def balance(volunteer: Volunteer) -> int:
    with acting_in(Scope.everything()):
        return CoinAccount.objects.filter(volunteer=volunteer).values_list("balance", flat=True).first() or 0


def all_balances() -> list[int]:
    with acting_in(Scope.everything()):
        return list(CoinAccount.objects.values_list("balance", flat=True))


def again(row: Any) -> Any:
    with acting_in(Scope.everything()):
        return type(row).objects.get(street_code=row.street_code, id=row.id)
