"""The activities of the demonstration as plain values: 217 in a year and a half, 18 of them fairs (practices.md E1, E5)."""

from __future__ import annotations

from dataclasses import dataclass

from linli.activities.rules import Access, ActivityKind, AgeGroup, VenueKind

ACTIVITIES = 217
FAIRS = 18
SERVED = 7_800
SERVED_AT_FAIRS = 3_400
"""Published: 217 activities, 7,800 served; 18 fairs from which 3,400 gained."""


@dataclass(frozen=True, slots=True)
class DemoVenue:
    """A venue with the name of its whole and its rooms, each with how many find place."""

    name: str
    kind: VenueKind
    address: str
    whole: str
    rooms: tuple[tuple[str, int], ...] = ()
    access: tuple[Access, ...] = (Access.RAMP, Access.SEATS)
    offers: str = ""


VENUES = (
    DemoVenue(
        "党群服务中心", VenueKind.INDOOR, "东湖路与秀山路交叉口，社区服务大厅楼上", "整层",
        (("二楼多功能厅", 80), ("议事室", 24), ("手工教室", 30)), (Access.RAMP, Access.LIFT, Access.TOILET),
        "讲座、课程、议事会",
    ),
    DemoVenue(
        "新湖东苑老年活动室", VenueKind.ELDER_CARE, "新湖东苑 6 号楼旁，原闲置车库", "活动室", (),
        (Access.RAMP, Access.SEATS), "棋牌、读报、拉家常",
    ),
    DemoVenue("东湖市民广场", VenueKind.OUTDOOR, "东湖路南段湖边", "整个广场", (), (Access.RAMP, Access.SEATS, Access.TOILET)),
    DemoVenue("邻里书屋", VenueKind.READING, "清心佳园 2 号楼底层", "阅览室", (("童书角", 16),), (Access.RAMP,), "借书、换书、周末陪读"),
)  # fmt: skip

OLD, C, A, Y, ALL = AgeGroup.OLD, AgeGroup.CHILDREN, AgeGroup.ADULTS, AgeGroup.YOUTH, AgeGroup.ALL
SMALL: tuple[tuple[str, ActivityKind, AgeGroup], ...] = (
    ("智能手机课：挂号和缴费", ActivityKind.LECTURE, OLD),
    ("八段锦晨练", ActivityKind.EVENT, OLD),
    ("亲子手工", ActivityKind.EVENT, C),
    ("反诈小课堂", ActivityKind.LECTURE, OLD),
    ("健康讲座：血压和血糖", ActivityKind.LECTURE, OLD),
    ("垃圾分类小游戏", ActivityKind.EVENT, C),
    ("读书会", ActivityKind.EVENT, A),
    ("法律咨询：邻里和物业", ActivityKind.LECTURE, A),
    ("周末作业陪读", ActivityKind.EVENT, C),
    ("消防逃生演练", ActivityKind.EVENT, ALL),
    ("广场舞展演", ActivityKind.EVENT, ALL),
    ("就业政策讲解", ActivityKind.LECTURE, A),
    ("青少年心理课", ActivityKind.LECTURE, Y),
    ("篮球友谊赛", ActivityKind.EVENT, Y),
    ("插花沙龙", ActivityKind.EVENT, A),
    ("小区大扫除", ActivityKind.EVENT, ALL),
)

STALLS: tuple[tuple[str, str, str], ...] = (
    ("义诊", "量血压、测血糖、看片子", "东湖医院"),
    ("理发", "免费理发", "社区理发志愿者"),
    ("磨刀修伞", "磨刀、修伞、配钥匙", "清风便民维修队"),
    ("政策咨询", "医保、养老、就业", "社区服务大厅"),
    ("法律咨询", "现场解答", "司法所"),
    ("反诈宣传", "教您开来电预警", "派出所"),
    ("家电维修", "小家电检修", "清风便民维修队"),
)

CLINIC: tuple[tuple[str, int], ...] = (
    ("骨科", 20), ("眼科", 24), ("康复科", 16), ("神经内科", 16), ("心内科", 20), ("中医科", 30), ("口腔科", 16),
)  # fmt: skip
"""A clinic with seven departments, as neighbours asked for them (practices.md C5)."""

WISHES: tuple[tuple[str, AgeGroup, str], ...] = (
    ("能不能请骨科医生来看看，膝盖疼上下楼难", OLD, "clinic"),
    ("最近看东西模糊，想有眼科医生来", OLD, "clinic"),
    ("能不能请骨科大夫，一到阴天腿就疼", OLD, "clinic"),
    ("想学写春联", A, "couplets"),
    ("孩子想学写毛笔字，过年写春联", C, "couplets"),
    ("想有人教做月饼", A, ""),
    ("周末带孩子没地方去，想有亲子电影", C, ""),
    ("想听听延迟退休怎么算", A, ""),
)
