"""Kinds of facilities with how near each should be, and how fast people walk: shipped, and as a tenant changed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

MINUTES = 15
"""Of the circle; a service further than this on foot is not in it, whatever its own radius."""

RADII = (100, 3_000)
SPEEDS = (20, 120)
ROUNDABOUT = 1.3
"""What a way on foot is longer than the straight line, where no roads are known (§10); shown as an estimate."""


class Whom(Labelled):
    """For whom a service is placed; the code is what of a building is counted."""

    HOMES = "homes", _("全体住户")
    ELDERS = "elders", _("老人（60 岁以上）")
    CHILDREN = "children", _("孩子（14 岁以下）")


@dataclass(frozen=True, slots=True)
class FacilityKind:
    """A kind of service: `radius` in metres on foot, `glyph` the one character that stands for it on the map."""

    code: str
    glyph: str
    label: str
    radius: int


@dataclass(frozen=True, slots=True)
class CircleStandard:
    """The kinds in force, and how fast people walk in metres a minute. `version` 0 is the shipped one."""

    kinds: tuple[FacilityKind, ...]
    adult: int = 80
    elder: int = 55
    version: int = 0

    def kind(self, code: str) -> FacilityKind | None:
        return next((one for one in self.kinds if one.code == code), None)

    def limit(self, kind: FacilityKind, speed: int) -> float:
        """Metres on foot within which a service of the kind serves somebody: its radius, and no more than the circle's minutes."""
        return float(min(kind.radius, MINUTES * speed))

    def speed(self, whom: Whom) -> int:
        """Metres a minute of those for whom it is."""
        return self.adult if whom is Whom.HOMES else self.elder

    def as_plain(self) -> dict[str, Any]:
        return {"radii": {one.code: one.radius for one in self.kinds}, "adult": self.adult, "elder": self.elder}


SHIPPED = CircleStandard(
    kinds=(
        FacilityKind("kindergarten", "幼", _("幼儿园、托育"), 300),
        FacilityKind("primary_school", "小", _("小学"), 500),
        FacilityKind("middle_school", "中", _("初中"), 1000),
        FacilityKind("station", "党", _("社区服务站、党群服务中心"), 300),
        FacilityKind("day_care", "老", _("老年人日间照料"), 300),
        FacilityKind("meals", "餐", _("助餐点、社区食堂"), 300),
        FacilityKind("clinic", "医", _("社区卫生服务站"), 300),
        FacilityKind("health_centre", "卫", _("社区卫生服务中心、医院"), 1000),
        FacilityKind("culture", "文", _("文化活动站、图书阅览"), 500),
        FacilityKind("playground", "健", _("健身、儿童老人活动场地"), 500),
        FacilityKind("shop", "便", _("便利店、菜店"), 300),
        FacilityKind("market", "菜", _("菜市场、超市"), 500),
        FacilityKind("mall", "商", _("商场"), 1000),
        FacilityKind("park", "园", _("社区公园、口袋公园"), 500),
        FacilityKind("bus", "公", _("公交站"), 500),
        FacilityKind("toilet", "厕", _("公共厕所"), 500),
        FacilityKind("office", "政", _("街道办、派出所、司法所、综治中心"), 1000),
        FacilityKind("care_home", "养", _("养老院、护理院、残疾人托养"), 1000),
        FacilityKind("sports", "体", _("运动场、文体中心"), 1000),
        FacilityKind("bank", "银", _("银行、邮政"), 1000),
        FacilityKind("pharmacy", "药", _("药店"), 500),
    )
)
"""standards.zh.md §10; of a range the wider end, of several sources the one marked surest."""


def standard_of(said: Mapping[str, Any] | None, version: int = 0) -> CircleStandard:
    """The shipped kinds with the radii and speeds a tenant set (what `CircleStandard.as_plain` makes)."""
    if not said:
        return SHIPPED
    radii = said.get("radii", {})
    kinds = tuple(replace(one, radius=int(radii.get(one.code, one.radius))) for one in SHIPPED.kinds)
    return CircleStandard(kinds, int(said.get("adult", 80)), int(said.get("elder", 55)), version)


def read_standard(radii: Mapping[str, int], adult: int, elder: int) -> CircleStandard:
    """A standard somebody set. Raises `BadInput` on the code of a kind (`out_of_range`) or on `adult`, `elder`."""
    for code, radius in radii.items():
        if SHIPPED.kind(code) is None:
            raise BadInput("kind", "unknown", code[:20])
        if not RADII[0] <= radius <= RADII[1]:
            raise BadInput(code, "out_of_range", radius)
    for name, speed in (("adult", adult), ("elder", elder)):
        if not SPEEDS[0] <= speed <= SPEEDS[1]:
            raise BadInput(name, "out_of_range", speed)
    return standard_of({"radii": dict(radii), "adult": adult, "elder": elder})


KIND_OF_POI = {
    "kindergarten": "kindergarten", "childcare": "kindergarten", "school": "primary_school", "primary_school": "primary_school",
    "middle_school": "middle_school", "community_centre": "station", "social_facility": "day_care", "social_centre": "day_care",
    "clinic": "clinic", "doctors": "clinic", "hospital": "health_centre", "library": "culture", "arts_centre": "culture",
    "playground": "playground", "fitness_station": "playground", "convenience": "shop", "greengrocer": "shop", "grocery": "shop",
    "supermarket": "market", "marketplace": "market",
    "mall": "mall", "department_store": "mall", "park": "park", "garden": "park", "bus_stop": "bus", "bus_station": "bus",
    "toilets": "toilet", "townhall": "office", "police": "office", "courthouse": "office", "nursing_home": "care_home",
    "sports_centre": "sports", "stadium": "sports", "pitch": "sports", "bank": "bank", "post_office": "bank", "atm": "bank",
    "pharmacy": "pharmacy", "chemist": "pharmacy",
}  # fmt: skip
"""What a place on an imported map most likely is here, by OpenStreetMap's word for it."""


def kind_of_poi(word: str) -> str:
    """The kind of a place that came in from a file: by OpenStreetMap's word or a Chinese label of ours; empty where it is none of them."""
    known = KIND_OF_POI.get(word.strip().lower())
    return known or next((one.code for one in SHIPPED.kinds if word.strip() and word.strip() in one.label), "")
