"""Roads, water and services of the demonstration as plain values. All generated: real roads would not fit generated estates.

东湖路社区 has a street between every two cells of its map and lanes in each estate; two estates are walled. Its services leave gaps on purpose (no meals in
the south, no clinic in the west). Elsewhere streets run around and between rows of buildings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .elsewhere import ZHELU_COMMUNITIES, Elsewhere
from .layout import CELL, on_earth
from .plan import ESTATES

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A road (`residential`, `primary`) or a water, its points in degrees."""

    layer: str
    kind: str
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class PlannedService:
    """What hangs at the door of a service, and where it stands in degrees."""

    kind: str
    name: str
    at: Point
    hours: str = ""
    offers: tuple[str, ...] = ()
    run_by: str = ""
    whom: str = ""
    capacity: int | None = None
    is_accessible: bool | None = None
    months: int = 2
    """How many months ago it was confirmed."""


EDGES_X = [CELL[0] * (n - 2) for n in range(5)]
EDGES_Y = [CELL[1] * (2 - n) for n in range(5)]
LANES = (-150.0, -75.0, 0.0, 75.0, 150.0)
"""North of the middle of a cell."""
STREETS_X = ("滨湖西路", "秀山路", "翠微路", "百荷路", "湖滨东路")
STREETS_Y = ("清风北路", "东湖路", "长江南路", "百荷南路", "清风南路")


WALLED = frozenset({(1, 0), (3, 1)})
"""Cells (row, column) whose estates have a wall on the east and no way through from north to south: there a way on foot is far longer than the line."""


def donghu_lines() -> Iterator[PlannedLine]:
    """Streets, lanes and the lake of 东湖路社区."""
    middles = [x + CELL[0] / 2 for x in EDGES_X[:-1]]
    at_lanes = sorted({top - CELL[1] / 2 + lane for top in EDGES_Y[:-1] for lane in LANES} | set(EDGES_Y))
    for name, x in zip(STREETS_X, EDGES_X, strict=True):
        kind = "primary" if name == "翠微路" else "residential"
        yield PlannedLine("road", kind, name, tuple(on_earth((x, y)) for y in at_lanes))
    for name, y in zip(STREETS_Y, EDGES_Y, strict=True):
        kind = "primary" if name == "东湖路" else "residential"
        yield PlannedLine("road", kind, name, tuple(on_earth((x, y)) for x in sorted(EDGES_X + middles)))
    for column, (west, middle) in enumerate(zip(EDGES_X[:-1], middles, strict=True)):
        for row, top in enumerate(EDGES_Y[:-1]):
            is_open = (row, column) not in WALLED
            lanes = [top - CELL[1] / 2 + lane for lane in LANES]
            for y in lanes:
                through = (middle, west + CELL[0]) if is_open else (west + CELL[0] - 30,)
                yield PlannedLine("road", "service", "", tuple(on_earth((x, y)) for x in (west, *through)))
            if is_open:
                ends = sorted({*lanes, top, top - CELL[1]})
                yield PlannedLine("road", "service", "", tuple(on_earth((middle, y)) for y in ends))
    lake = ((520, -560), (700, -520), (840, -600), (860, -760), (760, -900), (600, -880), (510, -720), (520, -560))
    yield PlannedLine("water", "water", "东湖", tuple(on_earth(point) for point in lake))


def _here(row: int, column: int, dx: float = 0.0, dy: float = 0.0) -> Point:
    return on_earth(((column - 1.5) * CELL[0] + dx, (1.5 - row) * CELL[1] + dy))


EVERY_DAY, WEEKDAYS = "每天 8:00-20:00", "周一至周五 8:30-17:30"


AT_GATES = (
    ("shop", "{}便利店", 60, 0, "每天 7:00-22:30"), ("playground", "{}健身角", -60, 75, "全天"), ("kindergarten", "{}幼儿园", 120, -150, "周一至周五 7:40-17:00"),
    ("clinic", "{}卫生站", -110, -75, EVERY_DAY), ("toilet", "{}公共厕所", -225, -150, "全天"),
)  # fmt: skip
WITH_GATES = (("shop", 8), ("playground", 7), ("kindergarten", 4), ("clinic", 3), ("toilet", 3))
"""Of which kinds estates have one of their own, and how many: every other estate, so that the rest is a gap."""


def donghu_services() -> list[PlannedService]:
    """The services of 东湖路社区: of every kind of the standard, and gaps that the map shows."""
    said = {kind: (name, dx, dy, hours) for kind, name, dx, dy, hours in AT_GATES}
    own = []
    for number, (kind, many) in enumerate(WITH_GATES):
        name, dx, dy, hours = said[kind]
        for estate in [*ESTATES[number % 2 :: 2], *ESTATES[1 - number % 2 :: 2]][:many]:
            at = _here(*estate.cell, dx + estate.half * CELL[0] * 0.25, dy)
            own.append(PlannedService(kind, name.format(estate.name), at, hours))
    return _named_services() + own


def _named_services() -> list[PlannedService]:
    west = -CELL[0] / 2
    s = PlannedService
    return [
        s("kindergarten", "东湖路幼儿园", _here(1, 1, west, 150), "周一至周五 7:40-17:00", whom="3—6 岁", capacity=270),
        s("kindergarten", "童心托育园", _here(2, 2, west, -75), "周一至周五 7:30-18:00", run_by="童心托育", whom="3 岁以下", capacity=45, is_accessible=True),
        s("primary_school", "东湖路小学", _here(0, 3, -150, -150), "周一至周五 7:30-17:30", whom="学区内学生", capacity=1080),
        s("middle_school", "清风中学", _here(2, 3, 225, 75), "周一至周五 7:20-18:00", whom="学区内学生", capacity=1500),
        s("station", "东湖路社区党群服务中心", _here(1, 2, west, 0), "周一至周日 8:30-17:30", ("toilet",), is_accessible=True, months=1),
        s("station", "翠微网格党群服务站", _here(3, 2, west, 75), WEEKDAYS, is_accessible=True),
        s("day_care", "湖东日间照料中心", _here(0, 0, 30, -75), "周一至周六 8:00-17:00", ("meals",), "安馨养老", "60 岁以上", 60, True),
        s("day_care", "清心日间照料站", _here(1, 2, west, -150), "周一至周五 8:00-17:00", (), "安馨养老", "60 岁以上", 30, True),
        s("meals", "河滨助餐点", _here(0, 1, 40, 0), "每天 10:30-12:30，16:30-18:00", (), "邻里食堂", "60 岁以上优惠", 80, True, 1),
        s("meals", "清心社区食堂", _here(1, 2, -40, 75), "每天 6:30-19:00", (), "邻里食堂", "人人可去", 120, True, 1),
        s("clinic", "东湖社区卫生服务站", _here(0, 2, west, -75), EVERY_DAY, is_accessible=True),
        s("clinic", "秀山卫生服务站", _here(3, 1, west, 0), EVERY_DAY),
        s("health_centre", "东湖医院", _here(3, 3, -150, 235), "门诊 8:00-17:30，急诊 24 小时", is_accessible=True),
        s("culture", "东湖书房", _here(1, 1, west, -75), "周二至周日 9:00-21:00", run_by="区图书馆", is_accessible=True),
        s("culture", "新港文化活动室", _here(1, 3, west, 0), EVERY_DAY),
        s("playground", "湖畔健身广场", _here(2, 1, west, 150), "全天"),
        s("playground", "新湖东苑儿童乐园", _here(0, 0, west, 75), "全天", whom="12 岁以下"),
        s("playground", "百荷健身角", _here(3, 1, west, -75), "全天", months=15),
        s("shop", "湖东便利店", _here(0, 0, west, 0), "每天 7:00-22:30"),
        s("shop", "棉纺厂菜店", _here(1, 1, west, 75), "每天 6:00-19:30"),
        s("shop", "清心便利店", _here(1, 2, west, -75), "24 小时"),
        s("shop", "汇景菜店", _here(2, 0, west, 0), "每天 6:00-19:00"),
        s("shop", "明珠便利店", _here(2, 2, west, 75), "每天 7:00-23:00"),
        s("shop", "翠微便利店", _here(3, 2, west, -75), "24 小时"),
        s("market", "东湖农贸市场", _here(2, 3, west, -75), "每天 5:30-18:30", is_accessible=True),
        s("market", "江南超市河滨店", _here(0, 1, west, -150), "每天 8:00-21:30", is_accessible=True),
        s("mall", "翠微生活广场", _here(3, 2, 195, 150), "每天 10:00-22:00", ("shop",), is_accessible=True),
        s("park", "东湖公园", _here(3, 3, west, -75), "全天", ("playground",), is_accessible=True),
        s("park", "河滨口袋公园", _here(0, 1, west, -75), "全天"),
        s("bus", "东湖路西站", _here(1, 0, west, 235), "6:00-21:30"),
        s("bus", "东湖路翠微路口站", _here(1, 2, west, 235), "6:00-21:30"),
        s("bus", "百荷南路站", _here(3, 1, west, 235), "6:00-20:30"),
        s("bus", "清风北路站", _here(0, 2, west, 235), "6:00-21:00"),
        s("toilet", "东湖公园公共厕所", _here(3, 3, west, -150), "全天", is_accessible=True),
        s("toilet", "农贸市场公共厕所", _here(2, 3, west, 0), "每天 5:30-19:00"),
        s("office", "清风街道办事处", _here(1, 3, 225, 150), WEEKDAYS, is_accessible=True),
        s("office", "清风派出所", _here(2, 2, west, 150), "24 小时"),
        s("care_home", "安馨养老院", _here(3, 0, west, 0), "24 小时", ("day_care",), "安馨养老", "60 岁以上", 150, True),
        s("sports", "湖滨体育馆", _here(0, 3, 225, -75), "每天 9:00-21:00", is_accessible=True),
        s("bank", "邮政储蓄东湖路支行", _here(1, 1, west, 235), "每天 9:00-17:00"),
        s("pharmacy", "仁心大药房", _here(0, 2, west, 0), "每天 8:00-22:00"),
        s("pharmacy", "康宁药店", _here(2, 1, west, 0), "每天 8:00-21:00"),
    ]  # fmt: skip


STEP_X, STEP_Y, ROW = 0.00036, 0.00026, 12
"""How buildings stand elsewhere: see `load_elsewhere`."""


def lines_elsewhere(place: Elsewhere) -> Iterator[PlannedLine]:
    """A street around the buildings of a community and one between every two rows; in 赭麓街道 the streets go on to the next community."""
    x, y = place.centre
    rows = -(-place.buildings // ROW)
    west, east = x - STEP_X * (ROW / 2 + 0.5), x + STEP_X * (ROW / 2 - 0.5)
    north, south = y + STEP_Y / 2, y - STEP_Y * (rows - 0.5)
    streets = [north - STEP_Y * n for n in range(0, rows + 1, 2)]
    if south not in streets:
        streets.append(south)
    # Streets that reach the next community end at the side of one of its own: there they meet.
    further = [one for one in ZHELU_COMMUNITIES if place in ZHELU_COMMUNITIES and one is not place]
    right = min((one.centre[0] for one in further if one.centre[1] == y and one.centre[0] > x), default=None)
    below = min((one.centre[1] for one in further if one.centre[0] == x and one.centre[1] < y), default=None)
    for edge in (west, east):
        ends = [streets[-1]] if below is None else [streets[-1], below + STEP_Y / 2]
        yield PlannedLine(
            "road", "residential", "", tuple((round(edge, 7), round(one, 7)) for one in (*streets[:-1], *ends))
        )
    for one in streets:
        ends = [east]
        if right is not None and one in (streets[0], streets[-1]):
            ends.append(right - STEP_X * (ROW / 2 + 0.5))
        yield PlannedLine("road", "residential", "", tuple((round(at, 7), round(one, 7)) for at in (west, *ends)))


_ORDINARY = (
    ("station", "{}党群服务中心", 0.5, 0, "周一至周日 8:30-17:30", ("toilet",)), ("clinic", "{}卫生服务站", 0.1, 0, EVERY_DAY, ()),
    ("shop", "{}便利店", 0.0, 2, "24 小时", ()), ("shop", "{}菜店", 0.9, 2, "每天 6:00-19:00", ()),
    ("playground", "{}健身角", 1.0, 4, "全天", ()), ("bus", "{}公交站", 0.2, 0, "6:00-21:30", ()), ("pharmacy", "{}药店", 0.7, 0, "每天 8:00-21:00", ()),
)  # fmt: skip
_OF_ZHELU = (
    PlannedService("day_care", "旭日养老服务中心", (118.3729, 31.3401), "每天 8:00-18:00", ("meals", "care_home"), "旭日养老服务公司", "60 岁以上", 90, True),
    PlannedService("kindergarten", "童心托育园", (118.3712, 31.3396), "周一至周五 7:30-18:00", (), "童心社会组织服务中心", "3 岁以下", 40, True),
    PlannedService("culture", "旭日书房（区图书馆分馆）", (118.3741, 31.3396), "周二至周日 9:00-21:00", (), "区图书馆", "人人可去", 60, True),
    PlannedService("meals", "车站老年食堂", (118.3880, 31.3401), "每天 6:30-18:30", (), "旭日养老服务公司", "60 岁以上优惠", 120, True),
    PlannedService("primary_school", "梅莲路小学", (118.3719, 31.3331), "周一至周五 7:30-17:30", (), "", "学区内学生", 960),
    PlannedService("middle_school", "赭麓中学", (118.3800, 31.3331), "周一至周五 7:20-18:00", (), "", "学区内学生", 1200),
    PlannedService("market", "康园菜市场", (118.3802, 31.3401), "每天 5:30-18:30"),
    PlannedService("health_centre", "赭麓社区卫生服务中心", (118.3801, 31.3331), "每天 8:00-17:30", (), "", "", None, True),
    PlannedService("park", "汀苑口袋公园", (118.3815, 31.3331), "全天"),
    PlannedService("office", "赭麓街道办事处", (118.3790, 31.3401), WEEKDAYS, (), "", "", None, True),
)  # fmt: skip
"""Published: day care, residential care, meals, childcare and reading by partner institutions (practices.md B1); names and places are generated."""


def services_elsewhere(place: Elsewhere) -> list[PlannedService]:
    """What every community has at its streets; in 赭麓街道 the partner institutions too."""
    x, y = place.centre
    short, rows = place.name.removesuffix("社区"), -(-place.buildings // ROW)
    west, wide = x - STEP_X * (ROW / 2 + 0.5), STEP_X * ROW
    found = []
    for kind, name, along, row, hours, offers in _ORDINARY:
        at = (round(west + wide * along, 7), round(y + STEP_Y / 2 - STEP_Y * min(row, rows - 1), 7))
        found.append(PlannedService(kind, name.format(short), at, hours, offers))
    nearest = {
        one: min(ZHELU_COMMUNITIES, key=lambda c: abs(c.centre[0] - one.at[0]) + abs(c.centre[1] - one.at[1]))
        for one in _OF_ZHELU
    }
    return found + [one for one in _OF_ZHELU if nearest[one] is place]
