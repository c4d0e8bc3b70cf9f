"""What is talked over in the halls of the demonstration, and what was said to them (practices.md B3, E2)."""

from __future__ import annotations

from dataclasses import dataclass

from linli.halls.rules import Becomes, MotionState

S = MotionState


@dataclass(frozen=True, slots=True)
class MotionStory:
    """A motion of an estate's group and how far it came; `days` since it was raised."""

    estate: str
    words: str
    title: str
    state: MotionState
    days: float
    resolved: str = ""
    who: str = ""
    becomes: Becomes = Becomes.TASK
    voices: int = 3


MOTIONS: tuple[MotionStory, ...] = (
    MotionStory("新湖东苑", "晚上电动车飞线充电太危险，能不能装几个充电口", "楼下装电动车充电口", S.RAISED, 1.2, voices=0),
    MotionStory("新湖东苑", "活动室的钥匙谁管，周末也想开门", "老年活动室周末开门", S.ADMITTED, 9, voices=6),
    MotionStory("新湖东苑", "小区门口晚上停满车，救护车进不来", "门口消防通道划线不停车", S.SCHEDULED, 16, voices=8),
    MotionStory("新湖东苑", "三号楼一楼返水，要查查主管道", "疏通并检查排水主管", S.UNDER_WAY, 30, "请专业队伍检查全部主管，先疏通 3 号楼", "安居物业", voices=5),
    MotionStory("河滨花园", "三期没有车棚，车都停楼道里", "三期搭自行车棚", S.CLOSED, 120, "在三期西侧空地搭车棚，停六十辆", "江南物业", voices=9),
    MotionStory("啤酒厂小区", "没有物业，楼道灯没人管", "居民轮值管楼道灯", S.DONE, 40, "每栋推一人登记报修，社区统一换灯", "楼栋长", voices=7),
    MotionStory("新城明珠", "主路坑洼，推轮椅过不去", "重铺小区主路", S.UNDER_WAY, 50, "列为共建项目，争取改造资金", "社区", Becomes.PROJECT, 10),
    MotionStory("清心佳园", "绿地秃了，想认养种花", "居民认养绿地", S.CLOSED, 75, "划二十块认养地，社区统一买苗", "楼栋长", voices=6),
    MotionStory("棉纺厂宿舍", "想把围墙拆了和隔壁合成一个院", "拆围墙并院", S.REJECTED, 60, "隔壁院多数住户不同意，先各开一道便门再看", "", voices=2),
    MotionStory("翠微名邸", "想养几只鸡", "", S.REFUSED, 22, voices=0),
)  # fmt: skip

SAID: tuple[tuple[str, str], ...] = (
    ("楼道里堆了旧沙发，走路碰腿", "已请楼栋长和那户商量，当天搬走。"),
    ("路灯到点不亮", "已报路灯所，第二天修好，定时器重新调过。"),
    ("广场舞声音大，孩子写作业受影响", "和舞队约好，晚上八点半前结束，音量调低一档。"),
    ("垃圾桶离窗户太近，夏天有味", "往东挪了十五米，加一次清运。"),
    ("快递堆在单元门口", "请驿站每天两次上门收，门口放了架子。"),
    ("老人不会用手机缴费", "志愿者上门教会了，写了一张大字卡片。"),
    ("小狗没牵绳吓着孩子", "已上门提醒，小区门口添了牵绳提示。"),
    ("楼上空调滴水到窗台", "和楼上约了时间，接好排水管。"),
    ("健身器材松动", "维修队当天拧紧，换了两颗螺栓。"),
    ("下水道盖子响，夜里睡不好", "加了胶垫，晚上车过不响了。"),
    ("想知道体检在哪里报名", "告知了时间和地点，帮着报上名。"),
    ("楼门禁坏了，外人随便进", "物业换了电机，补录了门卡。"),
)  # fmt: skip

SORTED_OUT = 528
"""Published: small, urgent and hard matters settled within the estates this year."""
