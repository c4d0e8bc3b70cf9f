"""The stories of the live cases: who does what, how many hours after the deed before, and how long ago it ended."""

from __future__ import annotations

from datetime import timedelta

from linli.cases.matter import Source
from linli.cases.rules import Deed

from .turns import (
    FILED,
    NO,
    OK,
    SO_SO,
    THREE_DAYS,
    TO_FIRM,
    TO_OFFICER,
    WHISTLED,
    Story,
    Turn,
    answered,
    in_hand,
    inspected,
    rated,
    taken,
)


def _new() -> tuple[Story, ...]:
    """Just come in, by every way."""
    sources = (
        Source.RESIDENT, Source.DOOR_QR, Source.CALL, Source.VISIT, Source.OFFICER, Source.PROPERTY_FIRM, Source.COMMUNITY,
    )  # fmt: skip
    return tuple(
        Story(f"新报来的{number}", number, 0.3 + number * 1.7, source=source, estate="新湖东苑" if number > 4 else "")
        for number, source in enumerate(sources)
    )


def _closed() -> tuple[Story, ...]:
    """Rated and closed in the last weeks, most of them where they arose."""
    words = (OK, OK, OK, SO_SO, OK, NO)
    by_officer = tuple(
        Story(
            f"已评价{number}", number * 5 + 1, 9 + number * 27,
            (*inspected(TO_OFFICER), rated(words[number % 6], resolved=words[number % 6] is not NO)),
            Source.RESIDENT if number % 3 == 0 else Source.DOOR_QR,
        )
        for number in range(12)
    )  # fmt: skip
    by_firm = tuple(
        Story(
            f"物业办结{number}", number * 3, 30 + number * 50, (*inspected(TO_FIRM, "firm"), rated(OK)),
            Source.CALL if number % 2 else Source.RESIDENT, "新湖东苑" if number % 2 else "新港花园",
        )
        for number in range(4)
    )  # fmt: skip
    by_street = Story(
        "街道协调后办结", 11, 130,
        (
            *in_hand(TO_OFFICER), Turn("zhanzhang", Deed.RAISE_LEVEL, 4, {"reason": "跨社区的占道，请街道协调"}),
            Turn("officer", Deed.FEED_BACK, 20, {"result": "$answer", "public_summary": "$summary"}),
            Turn("shequ2", Deed.PASS_INSPECTION, 2), rated(OK),
        ),
    )  # fmt: skip
    return (*by_officer, *by_firm, by_street)


STORIES: tuple[Story, ...] = (
    *_new(),
    Story("已立案待派", 1, 0.5, FILED, Source.CALL),
    Story("已立案待派2", 14, 3, FILED),
    Story("刚派给网格员", 0, 0.4, TO_OFFICER, estate="新湖东苑"),
    Story("刚派给网格员2", 7, 2, TO_OFFICER),
    Story("派给物业待签收", 2, 1, TO_FIRM, estate="新湖东苑"),
    Story("派出两天没人签收", 8, 60, TO_OFFICER),
    Story("网格员已签收", 10, 1, taken(TO_OFFICER), estate="新湖东苑"),
    Story("物业已签收", 9, 4, taken(TO_FIRM, "firm"), estate="新港花园"),
    Story("正在办", 15, 2, in_hand(TO_OFFICER), estate="新湖东苑"),
    Story("正在办2", 10, 20, in_hand(TO_OFFICER)),
    Story("正在办3", 2, 30, in_hand(TO_FIRM, "firm"), estate="新湖东苑"),
    Story("快到期", 5, 60, in_hand(TO_OFFICER)),
    Story("逾期三天", 3, 90, in_hand(TO_OFFICER), estate="新湖东苑"),
    Story("逾期一周", 6, 290, in_hand(TO_OFFICER)),
    Story("逾期没人联系", 11, 75, taken(TO_OFFICER)),
    Story("物业逾期", 1, 70, in_hand(TO_FIRM, "firm"), estate="新湖东苑"),
    Story("吹哨后一家到场", 16, 3, (*WHISTLED, Turn("zhujian", Deed.RESPOND, 2)), estate="新湖东苑"),
    Story("刚吹哨", 10, 1.5, WHISTLED),
    Story(
        "吹哨办结",
        2,
        50,
        (
            *WHISTLED,
            Turn("chengguan", Deed.RESPOND, 2),
            Turn("zhujian", Deed.RESPOND, 1),
            Turn("officer", Deed.FEED_BACK, 24, {"result": "$answer", "public_summary": "$summary"}),
            Turn("shequ2", Deed.PASS_INSPECTION, 3),
            rated(OK),
        ),
    ),
    Story(
        "退回一次",
        11,
        5,
        (*TO_OFFICER, Turn("officer", Deed.RETURN, 2, {"reason": "占道经营要由城管处理，网格没有执法权"})),
    ),
    Story(
        "会商中",
        4,
        6,
        (
            *TO_OFFICER,
            Turn("officer", Deed.RETURN, 2, {"reason": "杂物属于物业清理范围"}),
            Turn("shequ", Deed.DISPATCH, 2, {"lead": "firm"}),
            Turn("firm", Deed.RETURN, 3, {"reason": "业主拒绝清理，需要社区出面"}),
        ),
        estate="新湖东苑",
    ),
    Story("待核查", 0, 1, answered(TO_OFFICER), estate="新湖东苑"),
    Story("待核查2", 12, 8, answered(TO_OFFICER)),
    Story("物业待核查", 7, 20, answered(TO_FIRM, "firm"), estate="新港花园"),
    Story("正在核查", 8, 2, (*answered(TO_OFFICER), Turn("shequ2", Deed.TAKE_INSPECTION, 2))),
    Story(
        "返工",
        4,
        4,
        (
            *answered(TO_OFFICER),
            Turn("shequ2", Deed.FAIL_INSPECTION, 3, {"reason": "现场看还有两个纸箱没有清走"}),
        ),
    ),
    Story("待回访", 3, 2, inspected(TO_OFFICER), estate="新湖东苑"),
    Story("待回访2", 13, 20, inspected(TO_OFFICER), Source.CALL),
    Story(
        "回访没人接",
        5,
        6,
        (
            *inspected(TO_OFFICER),
            Turn("shequ3", Deed.CALL_BACK, 2, {"reached": False}),
        ),
    ),
    Story(
        "不满意重开",
        2,
        5,
        (
            *inspected(TO_FIRM, "firm"),
            rated(NO, False, "下了一场雨又渗水了，没有修好"),
        ),
        estate="新湖东苑",
    ),
    Story(
        "结案后要求重办",
        0,
        8,
        (
            *inspected(TO_OFFICER),
            rated(OK),
            Turn("reporter", Deed.REOPEN, 30, {"reason": "灯修好两天又坏了"}),
        ),
    ),
    Story(
        "挂账缓办",
        9,
        30,
        (
            *in_hand(TO_OFFICER),
            Turn(
                "zhanzhang",
                Deed.SUSPEND,
                6,
                {"reason": "等充电桩运营公司排期，已写入下月计划", "review_on": timedelta(days=20)},
            ),
        ),
    ),
    Story(
        "挂账缓办2",
        15,
        100,
        (
            *FILED,
            Turn("zhanzhang", Deed.SUSPEND, 10, {"reason": "列入下季度道路维修", "review_on": timedelta(days=45)}),
        ),
    ),
    Story(
        "等反映人补充",
        14,
        4,
        (
            *taken(TO_OFFICER),
            Turn("officer", Deed.ASK_REPORTER, 1, {"question": "请问是哪个单元，方便什么时候上门？"}),
        ),
    ),
    Story(
        "申请延期",
        10,
        2,
        (
            *in_hand(TO_OFFICER),
            Turn("officer", Deed.ASK_EXTENSION, 6, {"reason": "防水要等天晴才能做", "extension": THREE_DAYS}),
        ),
        estate="新湖东苑",
    ),
    Story(
        "延期已同意",
        15,
        9,
        (
            *in_hand(TO_OFFICER),
            Turn("officer", Deed.ASK_EXTENSION, 4, {"reason": "冷补料要等到货", "extension": THREE_DAYS}),
            Turn("zhanzhang", Deed.GRANT_EXTENSION, 2),
        ),
    ),
    Story(
        "提出不合理待复核",
        5,
        7,
        (
            *in_hand(TO_OFFICER),
            Turn("shequ", Deed.PROPOSE_UNREASONABLE, 4, {"reason": "三次测量都在标准以内，店家已按约定关闭音响"}),
        ),
    ),
    Story(
        "认定不合理",
        6,
        40,
        (
            *in_hand(TO_OFFICER),
            Turn("shequ", Deed.PROPOSE_UNREASONABLE, 8, {"reason": "车辆在正规车位，手续齐全，停放不违反规定"}),
            Turn("jiedao", Deed.CONFIRM_UNREASONABLE, 5, {"reason": "复核属实，已向反映人当面说明"}),
        ),
    ),
    Story("不予立案", 14, 25, (Turn("shequ", Deed.REJECT, 2, {"reason": "与上周已答复的是同一件咨询，已电话说明"}),)),
    Story(
        "双登记：物业和社区",
        1,
        3,
        (
            Turn("shequ2", "add_entry", 1, {"source": Source.COMMUNITY}),
            *in_hand(TO_FIRM, "firm"),
        ),
        Source.PROPERTY_FIRM,
        "新湖东苑",
    ),
    Story(
        "双登记：楼栋长和居民来电",
        0,
        6,
        (
            Turn("shequ", "add_entry", 1, {"source": Source.CALL}),
            *taken(TO_OFFICER),
        ),
        Source.OFFICER,
        "新湖东苑",
    ),
    Story(
        "两户报同一件，已并案",
        8,
        5,
        (
            *TO_OFFICER,
            Turn("shequ", "another", 2),
        ),
    ),
    Story(
        "上报到街道",
        11,
        15,
        (
            *in_hand(TO_OFFICER),
            Turn("zhanzhang", Deed.RAISE_LEVEL, 5, {"reason": "跨社区的占道，请街道协调"}),
        ),
    ),
    Story("网格员当场办结", 0, 10, source=Source.OFFICER, settled_by="officer"),
    Story("网格员当场办结2", 4, 33, (rated(OK),), source=Source.OFFICER, settled_by="officer"),
    Story("社区当场办结", 14, 28, source=Source.VISIT, settled_by="shequ"),
    *_closed(),
)
"""About sixty cases, in every state that a desk, a phone, the centre or the wall shows."""
