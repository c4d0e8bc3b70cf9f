"""Cases brought to where a test needs them, by the real deeds.

town = make_small_community(); make_categories()
case = raised(town)                       reported by a resident, at building 1 of estate A
case = filed(town)                        filed by staff as 0301 (2wh / 4wh)
case = dispatched(town, to="officer_a")   … accepted(), handling(), fed_back(), calling_back(), closed()
do(town, "staff", case, Deed.X, {...})    one deed by somebody; returns the case read again
by_reporter(case, Deed.RATE, {...})       one deed by the person who raised it
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from linli.cases.actions.move_case import move_case
from linli.cases.actions.raise_case import raise_case
from linli.cases.matter import Matter, PlaceChosen, Source, Voice
from linli.cases.models import Case, Category, CategorySet, Entry
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.small_community import SmallCommunity

PHONE = "13900001234"


def make_categories() -> CategorySet:
    """The set in force: the shipped one where a migration has loaded it, else a small one."""
    found = CategorySet.objects.filter(published_at__isnull=False).first()
    if found:
        return found
    made = CategorySet.objects.create(number=1, published_at=clock.now())
    Category.objects.bulk_create(
        [
            Category(set=made, code="03", name="市容环境"),
            Category(
                set=made, code="0301", parent_code="03", name="暴露垃圾", response_limit="2wh", handle_limit="4wh"
            ),
            Category(set=made, code="05", name="小区与物业"),
            Category(
                set=made,
                code="0506",
                parent_code="05",
                name="地下室车库渗水",
                response_limit="1wd",
                handle_limit="15wd",
            ),
        ]
    )
    return made


def a_matter(town: SmallCommunity, **changed: Any) -> Matter:
    building = town.buildings[0]
    values = {
        "body": "地下室又脏又臭，还漏水，物业没人管。",
        "place": PlaceChosen(building.place_code, building.estate_id, building.id, "湖东苑1号楼地下室"),
        "source": Source.RESIDENT,
        "voice": Voice("王建国", PHONE, "1单元101室"),
    }
    return Matter(**(values | changed))


def raised(town: SmallCommunity, **changed: Any) -> Case:
    matter = a_matter(town, **changed)
    return raise_case(actor=reporter(uuid4(), matter.place.place_code), key=uuid4(), matter=matter)


def read_again(case: Case) -> Case:
    with acting_in(Scope.everything()):
        return Case.objects.get(id=case.id)


def do(town: SmallCommunity, who: str | Actor, case: Case, deed: Deed, given: dict[str, Any] | None = None) -> Case:
    actor = town.actor(who) if isinstance(who, str) else who
    move_case(actor=actor, key=uuid4(), case=case.key, deed_done=deed, given=given or {})
    return read_again(case)


def the_reporter(case: Case) -> Actor:
    with acting_in(Scope.everything()):
        entry = Entry.objects.filter(case=case).order_by("entered_at").first()
    return reporter(entry.id, read_again(case).place_code)


def by_reporter(case: Case, deed: Deed, given: dict[str, Any] | None = None) -> Case:
    move_case(actor=the_reporter(case), key=uuid4(), case=case.key, deed_done=deed, given=given or {})
    return read_again(case)


def filed(town: SmallCommunity, category: str = "0301", **changed: Any) -> Case:
    return do(town, "staff", raised(town, **changed), Deed.FILE, {"category": category})


def dispatched(town: SmallCommunity, to: str = "officer_a", assists: tuple[str, ...] = (), **changed: Any) -> Case:
    given = {"lead": town.posts[to].id, "assists": tuple(town.posts[name].id for name in assists)}
    return do(town, "staff", filed(town, **changed), Deed.DISPATCH, given)


def accepted(town: SmallCommunity, by: str = "officer_a", **changed: Any) -> Case:
    return do(town, by, dispatched(town, to=by, **changed), Deed.ACCEPT)


def handling(town: SmallCommunity, by: str = "officer_a", **changed: Any) -> Case:
    given = {"contacted": "电话联系，已约时间", "contacted_at": clock.now()}
    return do(town, by, accepted(town, by, **changed), Deed.RECORD_CONTACT, given)


def fed_back(town: SmallCommunity, by: str = "officer_a", **changed: Any) -> Case:
    return do(town, by, handling(town, by, **changed), Deed.FEED_BACK, {"result": "污水已抽干，管道已修好。"})


def calling_back(town: SmallCommunity, by: str = "officer_a", **changed: Any) -> Case:
    return do(town, "staff2", fed_back(town, by, **changed), Deed.PASS_INSPECTION)


def closed(town: SmallCommunity, by: str = "officer_a", **changed: Any) -> Case:
    return by_reporter(calling_back(town, by, **changed), Deed.RATE, {"resolved": True, "satisfaction": "satisfied"})
