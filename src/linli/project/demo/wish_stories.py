"""The wishes of the demonstration: the five that the published account tells of, all fulfilled, and others in every state."""

from __future__ import annotations

from dataclasses import dataclass

from linli.alliance.rules import ClaimerKind, ResourceKind, WishKind, WishState


@dataclass(frozen=True, slots=True)
class WishStory:
    """One wish and how far it came. `days` since it was made; `helper` a member unit, or who claimed it; `pledge` names the
    resource it was met from."""

    words: str
    public: str
    kind: WishKind
    state: WishState
    days: float
    estate: str = ""
    helper: str = ""
    note: str = ""
    story: str = ""
    pledge: str = ""
    waited: float = 4.0


@dataclass(frozen=True, slots=True)
class DemoPledge:
    """A line of the demonstration's resource list; `lasts` in days from now."""

    unit: str
    kind: ResourceKind
    title: str
    quantity: int
    measure: str
    lasts: int


K, S = WishKind, WishState

UNITS: tuple[tuple[str, str], ...] = (
    ("晨光眼镜店", "enterprise"),
    ("清风便民维修队", "social"),
    ("区园林绿化所", "organ"),
    ("湖畔建筑装饰公司", "enterprise"),
    ("东湖志愿服务中心", "social"),
    ("安居物业", "property_firm"),
)

PLEDGES: tuple[DemoPledge, ...] = (
    DemoPledge("晨光眼镜店", ResourceKind.GOODS, "老花镜", 30, "副", 200),
    DemoPledge("清风便民维修队", ResourceKind.WORKS, "水电小修", 60, "次", 120),
    DemoPledge("区园林绿化所", ResourceKind.GOODS, "花苗", 500, "株", 25),
    DemoPledge("湖畔建筑装饰公司", ResourceKind.WORKS, "小型修缮用工", 40, "工日", 90),
    DemoPledge("东湖志愿服务中心", ResourceKind.LABOUR, "上门陪伴", 120, "小时", 300),
    DemoPledge("东湖志愿服务中心", ResourceKind.SKILL, "手机使用辅导", 24, "次", 150),
    DemoPledge("安居物业", ResourceKind.VENUE, "会所活动室", 50, "次", 365),
    DemoPledge("湖畔建筑装饰公司", ResourceKind.FUNDS, "公益资金", 20000, "元", 12),
)

THE_FIVE: tuple[WishStory, ...] = (
    WishStory(
        "楼下那间闲置车库空了好几年，能不能给我们老年人有个坐一坐、下下棋的地方",
        "把新湖东苑的闲置车库改成老年活动室", K.PLACE, S.CONFIRMED, 95, "新湖东苑", "湖畔建筑装饰公司",
        "清了杂物，刷了墙，装了灯和扶手，摆了四张桌子。",
        "闲置多年的车库收拾一新，老人们有了下棋、读报、拉家常的屋子。", waited=9,
    ),
    WishStory(
        "楼道里的灯坏了，晚上上楼摸黑，老人怕摔",
        "让啤酒厂小区的楼道亮起来", K.PLACE, S.CONFIRMED, 80, "啤酒厂小区", "清风便民维修队",
        "三天里换了四十二盏声控灯。", "没有物业的老小区，楼道灯又亮了。", waited=2,
    ),
    WishStory(
        "三期没有车棚，自行车、电动车日晒雨淋，停得到处都是",
        "给河滨花园三期搭一个自行车棚", K.PLACE, S.CONFIRMED, 120, "河滨花园", "湖畔建筑装饰公司",
        "车棚搭好了，能停六十辆。", "车有了家，楼前的路也让出来了。", waited=14,
    ),
    WishStory(
        "进小区的路坑坑洼洼，下雨一脚泥，推轮椅过不去",
        "修好新城明珠的破损路面", K.PLACE, S.CONFIRMED, 66, "新城明珠", "安居物业",
        "坑洼处全部铺平，加了两处缓坡。", "路平了，轮椅和婴儿车都能推了。", waited=6,
    ),
    WishStory(
        "院子里的绿地秃了，想种些花草",
        "给清心佳园补种花草", K.PLACE, S.CONFIRMED, 45, "清心佳园", "区园林绿化所",
        "补种了三百株，居民认养了二十块。", "秃了的绿地重新开花，邻居们自己排班浇水。", pledge="花苗", waited=3,
    ),
)  # fmt: skip

OTHERS: tuple[WishStory, ...] = (
    WishStory("眼睛花了，看报纸费劲，想要一副老花镜", "一位老人想要一副老花镜", K.GOODS, S.COLLECTED, 0.3),
    WishStory("想有人教我用手机和外地的孙子视频", "想学会用手机视频", K.SERVICE, S.COLLECTED, 1.2, "汇景新村"),
    WishStory("门口想装个小扶手，进门有三级台阶", "单元门口装一个扶手", K.PLACE, S.COLLECTED, 5, "棉纺厂宿舍"),
    WishStory("孩子想要一套少儿百科", "一个孩子想要一套少儿百科书", K.GOODS, S.PUBLISHED, 6),
    WishStory("老伴走后一个人，想有人隔几天来说说话", "一位老人盼着有人来说说话", K.SERVICE, S.PUBLISHED, 9),
    WishStory("凉亭的凳子断了，想修一修", "修好小区凉亭的长凳", K.PLACE, S.PUBLISHED, 12, "秀山苑"),
    WishStory("想要一台收音机听戏", "一位老人想要一台收音机", K.GOODS, S.PUBLISHED, 20),
    WishStory("想在楼下有个晾被子的架子", "楼下添几个晾晒架", K.PLACE, S.PUBLISHED, 3, "农机局宿舍"),
    WishStory("想组织一次邻里包饺子", "想和邻居们一起包一次饺子", K.SERVICE, S.COMMITTEE, 40),
    WishStory("想在院子里建一个小书亭", "小区里添一个换书的小书亭", K.PLACE, S.COMMITTEE, 52, "百荷花园"),
    WishStory("轮椅的轮子坏了，自己修不了", "一位行动不便的居民想修轮椅", K.SERVICE, S.CLAIMED, 8, helper="清风便民维修队"),
    WishStory("想要一张能写作业的小书桌", "一个孩子想要一张书桌", K.GOODS, S.CLAIMED, 11, helper=ClaimerKind.PERSON.value),
    WishStory("想把阳台的水管包一包，冬天怕冻", "帮独居老人包好水管防冻", K.SERVICE, S.CLAIMED, 5, helper=ClaimerKind.GROUP.value),
    WishStory("想理个发，腿脚不便下不了楼", "一位下不了楼的老人想理发", K.SERVICE, S.FULFILLED, 10, helper=ClaimerKind.PERSON.value, note="师傅上门理了发，还约好了下个月。"),
    WishStory("想要一副老花镜看药瓶上的字", "一位老人想要老花镜看清药瓶", K.GOODS, S.FULFILLED, 13, helper="晨光眼镜店", note="上门验光，配好送到。", pledge="老花镜"),
    WishStory("想要一双防滑鞋，雨天不敢出门", "一位老人想要一双防滑鞋", K.GOODS, S.CONFIRMED, 33, helper=ClaimerKind.PERSON.value, note="照尺码买了一双送到家。", waited=1),
    WishStory("孩子数学跟不上，想有人辅导", "一个孩子想有人辅导数学", K.SERVICE, S.CONFIRMED, 58, helper=ClaimerKind.GROUP.value, note="大学生志愿者每周六上午来辅导。", story="四位大学生轮流来，孩子说不怕数学了。", waited=5),
    WishStory("想照一张全家福", "一家三代想照一张全家福", K.SERVICE, S.CONFIRMED, 27, helper="东湖志愿服务中心", note="摄影志愿者上门拍好，装了相框。", waited=2),
    WishStory("想有个无障碍坡道，买菜车拉不上来", "单元口添一段小坡道", K.PLACE, S.CONFIRMED, 71, "翠微名邸", "安居物业", note="坡道做好了，加了防滑条。", waited=8),
    WishStory("想把全家的房贷还清", "", K.GOODS, S.REFUSED, 15),
    WishStory("想让楼上那家搬走", "", K.SERVICE, S.REFUSED, 22),
    WishStory("想在院里建一个游泳池", "小区里添一个戏水的地方", K.PLACE, S.UNMET, 90, "湖畔人家"),
    WishStory("想要一台缝纫机", "一位居民想要一台缝纫机", K.GOODS, S.WITHDRAWN, 18),
)  # fmt: skip

STORIES = THE_FIVE + OTHERS

REFUSALS = {
    "想把全家的房贷还清": "这件事比较大，一个人、一家单位办不了。公积金还款困难可以到窗口问延期，社区可以陪您去。",
    "想让楼上那家搬走": "照这样办会影响别人。两家有难处，可以请社区调解，已请网格员联系您。",
}
