"""The other places of the demonstration as plain values: 赭麓街道 of 芜湖, 蒲江社区 of 温州, 颐和社区 of 南通.

Published are the names of streets, communities and halls and the figures; the codes of streets are the real statistical ones. The last
three digits of communities (901 …), every building, person and telephone are generated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linli.kernel.actor import Role

ZHELU, PUJIANG, YIHE = "340202014", "330303002901", "320613002901"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A community: its `estates` as (name, firm or none, buildings); how many basic `grids`; `homes` for each building as
    (units, floors, flats), empty where homes are not written; `centre` longitude and latitude."""

    code: str
    name: str
    estates: tuple[tuple[str, str, int], ...]
    grids: int
    centre: tuple[float, float]
    homes: tuple[int, int, int] | None = None

    @property
    def buildings(self) -> int:
        return sum(count for _name, _firm, count in self.estates)

    def grid(self, number: int) -> str:
        """The code of the basic grid with this number, from 1."""
        return f"{self.code}1{number:03d}"

    def grid_at(self, at: int) -> str:
        """The grid of the building that comes `at` in the order of the estates: an estate a grid where there are as many."""
        if len(self.estates) != self.grids:
            return self.grid(at * self.grids // self.buildings + 1)
        before = 0
        for number, (_name, _firm, count) in enumerate(self.estates, 1):
            before += count
            if at < before:
                return self.grid(number)
        raise IndexError(at)

    def place_of(self, estate: str) -> str:
        """Where an estate belongs: to its grid where it is the grid's only one, else to the community."""
        if len(self.estates) != self.grids:
            return self.code
        return self.grid([name for name, _firm, _count in self.estates].index(estate) + 1)


_GROUPS = "一二三四五六"
ZHELU_COMMUNITIES = (
    Elsewhere(
        ZHELU + "901", "旭日天都社区", tuple((f"旭日天都{n}组团", "旭日物业", 10) for n in _GROUPS), 6, (118.372, 31.340)
    ),
    Elsewhere(ZHELU + "902", "康园新村社区", tuple((f"康园新村{n}区", "", 10) for n in _GROUPS), 6, (118.380, 31.340)),
    Elsewhere(
        ZHELU + "903", "车站社区",
        (
            ("华联片区", "", 10), ("铁路宿舍", "", 9), ("站前新村", "", 9), ("货场宿舍", "", 8), ("候车里", "", 8),
            ("车站北院", "", 8),
        ),
        6, (118.388, 31.340),
    ),
    Elsewhere(ZHELU + "904", "梅莲路社区", tuple((f"梅莲路{n}号院", "", 10) for n in _GROUPS[:5]), 5, (118.372, 31.333)),
    Elsewhere(
        ZHELU + "905", "汀苑社区", tuple((f"汀苑小区{n}期", "汀苑物业", 9 + (n == "一")) for n in _GROUPS), 6, (118.380, 31.333)
    ),
)  # fmt: skip
"""29 grids and 277 buildings, a captain for each (practices.md B2)."""

PARKING_ESTATES = ("和家锦园", "留香园", "江前里", "蒲江一村", "蒲江二村", "蒲江三村", "文昌里", "上江宿舍")
FIRE_ESTATES = ("江前新里", "蒲东小区", "蒲西小区", "机械厂宿舍", "粮站宿舍", "校场里", "渡口小区")
PUJIANG_COMMUNITY = Elsewhere(
    PUJIANG, "蒲江社区",
    (*((name, "", 9) for name in (*PARKING_ESTATES, *FIRE_ESTATES)), ("蒲江名邸", "蒲江物业", 4)),
    10, (120.770, 27.990), (3, 6, 2),
)  # fmt: skip
GAIN = 11_645
"""Published: people who gain from works in 8 and 7 estates without a property firm (practices.md C6)."""

YIHE_COMMUNITY = Elsewhere(
    YIHE, "颐和社区", (("河东老街", "", 18), ("颐和家园", "颐和物业", 14), ("北濠新村", "", 16)), 4, (120.872, 32.020)
)

COMMUNITIES = (*ZHELU_COMMUNITIES, PUJIANG_COMMUNITY, YIHE_COMMUNITY)

NOMINATED = 5


def accounts() -> Iterator[tuple[str, Role, str, str, str]]:
    """Username, role, place, title, what to try; an empty last one is not printed."""
    yield "zhelu", Role.STREET_STAFF, ZHELU, "赭麓街道网格中心专干", "一站四厅、1+1+N 力量、最美网格员投票"
    yield "zhelu2", Role.STREET_LEAD, ZHELU, "赭麓街道分管负责人", "和 zhelu 一起推进投票的下一步"
    yield "zhelu_shuji", Role.COMMUNITY_LEAD, ZHELU_COMMUNITIES[0].code, "旭日天都社区书记", ""
    for number, place in enumerate(ZHELU_COMMUNITIES, 1):
        shown = "儿童议事会、活动" if number == 1 else ""
        yield f"zhelu_shequ{number}", Role.COMMUNITY_STAFF, place.code, f"{place.name}专干", shown
    first = ZHELU_COMMUNITIES[0]
    for number in range(1, NOMINATED + 1):
        shown = "答复最美网格员提名" if number == NOMINATED else ""
        title = f"{first.name}第{_GROUPS[number - 1]}网格网格员"
        yield f"zhelu_wangge{number}", Role.GRID_OFFICER, first.grid(number), title, shown
    yield "pujiang", Role.COMMUNITY_STAFF, PUJIANG, "蒲江社区专干", "改造项目：问需、问计、问效"
    yield "pujiang_shuji", Role.COMMUNITY_LEAD, PUJIANG, "蒲江社区书记", "批准立项、验收"
    yield "yihe", Role.COMMUNITY_STAFF, YIHE, "颐和社区专干", "网格党群阵地、共治联盟"
    yield "yihe_shuji", Role.COMMUNITY_LEAD, YIHE, "颐和社区书记", "看联席会和三张清单"
