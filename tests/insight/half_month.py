"""A half-month in the small community, with cases brought about by real deeds at fixed times: 1–15 November 2026.

town = half_month(town)         writes them; the clock afterwards is what it was
with after(): …                 the morning of the 16th
"""

from __future__ import annotations

from datetime import date, datetime

from linli.cases.matter import PlaceChosen, Source
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.ledger.outbox import deliver
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import by_reporter
from tests.small_community import SmallCommunity

FIRST = date(2026, 11, 1)


def moment(day: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def after(day: int = 16, hour: int = 9):
    return clock.at(moment(day, hour))


def at_building(town: SmallCommunity, number: int) -> PlaceChosen:
    building = town.buildings[number]
    return PlaceChosen(building.place_code, building.estate_id, building.id, building.name)


def make_half_month(town: SmallCommunity) -> dict[str, object]:
    """October: one at estate A. November 1–15: five raised, four of them at estate A.

    satisfied    2 Nov, estate A building 1, 0301: done and rated satisfied, in time
    again        9 Nov, the same place and kind: filed, contacted by nobody, still not done → late, backlog, repeated
    unhappy     10 Nov, estate A building 2, 0301: rated dissatisfied, in time
    firm        11 Nov, estate A building 2, no kind yet, from the property firm: only raised
    elsewhere   12 Nov, estate B, 0506: dispatched; due long after
    """
    loop.make_categories()
    cases: dict[str, object] = {}
    with clock.at(moment(20, month=10)):
        cases["october"] = loop.raised(town, place=at_building(town, 1))
    with clock.at(moment(2)):
        cases["satisfied"] = loop.closed(town)
    with clock.at(moment(9)):
        cases["again"] = loop.filed(town)
    with clock.at(moment(10)):
        unhappy = loop.calling_back(town, place=at_building(town, 1))
        cases["unhappy"] = by_reporter(unhappy, Deed.RATE, {"resolved": True, "satisfaction": "dissatisfied"})
    with clock.at(moment(11)):
        cases["firm"] = loop.raised(town, place=at_building(town, 1), source=Source.PROPERTY_FIRM)
    with clock.at(moment(12)):
        cases["elsewhere"] = loop.do(
            town,
            "staff",
            loop.raised(town, place=at_building(town, 2)),
            Deed.FILE,
            {"category": "0506"},
        )
    with after():
        deliver(1000)
    return cases
