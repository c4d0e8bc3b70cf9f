"""Write the roads and services of the demonstration, reckon its circles, and walk its walk days by the real deeds (practices.md B1, C3, D1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

import shapely

from linli.cases.actions.raise_from_walk import raise_from_walk
from linli.cases.matter import Matter, PlaceChosen, Source
from linli.doors.staff.circle.around import circle_load
from linli.kernel import clock
from linli.kernel.actor import Actor, Role, system
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.scoped import acting_in
from linli.places.actions.ask_for_circle import ask_for_circle
from linli.places.actions.ask_for_sites import ask_for_sites
from linli.places.actions.end_walk_day import end_walk_day
from linli.places.actions.note_looks import note_looks
from linli.places.actions.plan_walk_day import plan_walk_day
from linli.places.actions.take_in_facilities import take_in_facilities
from linli.places.jobs import reckon_circle, reckon_sites
from linli.places.models import Facility, GroundFeature
from linli.places.outlines import box_of
from linli.places.queries.walk_days import places_to_see
from linli.places.rules.facility_said import FacilitySaid
from linli.places.rules.ground import stored
from linli.places.rules.walk_day import WalkPlan

from .acting import actors_of, ago, deed_key, phones
from .elsewhere import COMMUNITIES, PUJIANG_COMMUNITY, accounts
from .ground_plan import PlannedLine, PlannedService, donghu_lines, donghu_services, lines_elsewhere, services_elsewhere
from .load_places import Progress
from .plan import COMMUNITY, dice, fixed_id
from .town import basic_grids

FOUND = (
    "楼道里堆着旧家具，堵了半边消防通道",
    "楼前的雨水井盖翘起来了，容易绊人",
    "二单元感应灯不亮",
    "车棚里有飞线充电",
)

PUJIANG_WALKS = (
    (126, (8,)),
    (84, (7,)),
    (63, (3, 4)),
    (49, (1, 2)),
    (35, (5, 6)),
    (21, (3, 4)),
    (14, (1, 2)),
    (7, (5,)),
)
"""Days ago, and which grids (by number) were walked; the ninth has not been walked for long, the tenth never."""
DONGHU_WALKS = ((112, (1, 2)), (70, (3, 4, 5)), (28, (6, 7, 8)), (7, (1, 2)))


def load_ground(progress: Progress) -> None:
    """Roads, services, a circle and two proposals of sites for 东湖路社区, its walk days with what was found. Nothing where services are there already."""
    with acting_in(Scope.everything()):
        if Facility.objects.filter(street_code=street_of(COMMUNITY)).exists():
            return
        lines = copy_rows(GroundFeature, _features(COMMUNITY, donghu_lines()))
    services = _services(COMMUNITY, donghu_services(), 8000)
    actors = actors_of(("shequ",))
    _reckoned(actors["shequ"], COMMUNITY, ("meals", "elders", 3), ("clinic", "homes", 2))
    grids = [grid.code for grid in basic_grids()]
    walks = _walks(actors["shequ"], COMMUNITY, grids, DONGHU_WALKS)
    progress(f"路网 {lines} 条（程序生成），便民设施 {services} 处，下村日 {walks} 次，便民圈算了 1 次、选址 2 次")


def load_ground_elsewhere(progress: Progress) -> None:
    """The same for the other communities: services and circles everywhere, the walk days of 蒲江社区."""
    with acting_in(Scope.everything()):
        if Facility.objects.filter(street_code=street_of(PUJIANG_COMMUNITY.code)).exists():
            return
        features = (row for place in COMMUNITIES for row in _features(place.code, lines_elsewhere(place)))
        lines = copy_rows(GroundFeature, features)
    services = 0
    for number, place in enumerate(COMMUNITIES):
        services += _services(place.code, services_elsewhere(place), 8100 + 40 * number)
    staff = {place: username for username, role, place, _title, _shown in accounts() if role is Role.COMMUNITY_STAFF}
    actors = actors_of(set(staff.values()))
    for place in COMMUNITIES:
        _reckoned(actors[staff[place.code]], place.code)
    place = PUJIANG_COMMUNITY
    grids = [place.grid(number) for number in range(1, place.grids + 1)]
    walks = _walks(actors["pujiang"], place.code, grids, PUJIANG_WALKS)
    progress(
        f"路网 {lines} 条（程序生成），便民设施 {services} 处，便民圈算了 {len(COMMUNITIES)} 次，蒲江社区下村日 {walks} 次"
    )


def _features(community: str, lines: Iterable[PlannedLine]) -> Iterable[GroundFeature]:
    for number, line in enumerate(lines):
        shape = (shapely.Polygon if line.layer == "water" else shapely.LineString)(line.points)
        facts = {"kind": line.kind} | ({"main": True} if line.kind == "primary" else {})
        yield GroundFeature(
            id=fixed_id("ground", community, number), place_code=community, layer=line.layer, source_id=f"demo/{number}",
            name=line.name, facts=facts, shape=stored(shape), source_crs="EPSG:4326", **box_of(shape),
        )  # fmt: skip


def _services(community: str, planned: Sequence[PlannedService], first_phone: int) -> int:
    telephones, today = phones(first_phone), clock.today()
    said = [
        FacilitySaid(
            kind=one.kind, name=one.name, as_of=today - timedelta(days=30 * one.months), at=one.at, offers=one.offers,
            opening_hours=one.hours, phone="" if one.kind in ("bus", "park", "playground", "toilet") else next(telephones),
            capacity=one.capacity, for_whom=one.whom, is_accessible=one.is_accessible, run_by=one.run_by,
        )
        for one in planned
    ]  # fmt: skip
    return take_in_facilities(
        actor=system(), key=deed_key("services", community), community=community, said=said, origin="table"
    )


def _reckoned(staff: Actor, community: str, *proposals: tuple[str, str, int]) -> None:
    """The circle of a community, and proposals of sites (kind, for whom, how many)."""
    with acting_in(Scope.everything()):
        load = circle_load(community)
    asked = {"actor": staff, "community": community, "load": load}
    run = ask_for_circle(key=deed_key("circle", community), **asked)
    reckon_circle(run.street_code, str(run.id))
    for kind, whom, number in proposals:
        run = ask_for_sites(key=deed_key("sites", community, kind), kind=kind, whom=whom, number=number, **asked)
        reckon_sites(run.street_code, str(run.id))


def _walks(staff: Actor, community: str, grids: Sequence[str], walks: Sequence[tuple[int, tuple[int, ...]]]) -> int:
    """Walk each day: nearly all of its places ticked off, something found on every other one; and the next one planned, every week."""
    team = ("社区专干", "网格员", "居民代表", "网格指导员")
    chance = dice("walks", community)
    for number, (days, areas) in enumerate(walks):
        walked = tuple(grids[at - 1] for at in areas)
        with clock.at(ago(days, 8)):
            plan = WalkPlan(clock.today(), walked, team, "消防通道、楼道堆物")
            row = plan_walk_day(actor=staff, key=deed_key("walk", community, number), community=community, plan=plan)
        places = [one for one in places_to_see(walked) if not one.is_facility or chance.random() < 0.4]
        seen = sorted(one.id for one in places if chance.random() < 0.9)
        with clock.at(ago(days, 10)):
            note_looks(actor=staff, key=deed_key("looks", community, number), walk_day=row.key, seen=seen)
            if number % 2:
                _found(
                    staff, community, number, row.key, next(one for one in places if one.id in seen and one.estate_id)
                )
        with clock.at(ago(days, 12)):
            end_walk_day(
                actor=staff,
                key=deed_key("ends", community, number),
                walk_day=row.key,
                remarks="看了一遍，发现的事已经上报。",
            )
    with clock.at(ago(1, 16)):
        coming = WalkPlan(clock.today() + timedelta(days=3), tuple(grids[-2:]), team, "很久没看过的楼先走", 1)
        plan_walk_day(actor=staff, key=deed_key("walk", community, "next"), community=community, plan=coming)
    return len(walks)


def _found(staff: Actor, community: str, number: int, walk: UUID, where) -> None:
    chosen = PlaceChosen(
        where.place_code, building_id=where.id, estate_id=where.estate_id, text=where.name, reason="下村日在现场选的"
    )
    raise_from_walk(
        actor=staff, key=deed_key("found", community, number), walk_day=walk,
        matter=Matter(FOUND[number // 2 % len(FOUND)], chosen, Source.OFFICER),
    )  # fmt: skip
