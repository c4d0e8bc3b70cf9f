"""The way of one wish (微心愿) as one table: collected, reviewed, published, claimed, fulfilled, confirmed (standards.zh.md §2.8).

Everybody who wished or claimed is told at each turn; no state but the last ones waits without a day on which somebody is reminded.
"""

from __future__ import annotations

from enum import StrEnum

from linli.kernel.actor import Role
from linli.kernel.deed_table import check_deed_table, row
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class WishState(Labelled):
    """Where a wish stands. `label` is the word of the desk, `told` what the person who wished reads."""

    told: str

    COLLECTED = "collected", _("待审核"), _("已收到，社区正在看")
    REFUSED = "refused", _("未采纳"), _("这个心愿没有采纳，理由见下")
    PUBLISHED = "published", _("待认领"), _("已公示，正等人认领")
    COMMITTEE = "committee", _("联席会商议"), _("一个月没有人认领，已提请共建联席会商量")
    CLAIMED = "claimed", _("已认领"), _("有人认领了，正在准备")
    FULFILLED = "fulfilled", _("待确认"), _("帮忙的人说办好了，请您确认")
    CONFIRMED = "confirmed", _("已实现"), _("心愿已实现")
    UNMET = "unmet", _("暂未实现"), _("联席会商量后暂时办不到，理由见下")
    WITHDRAWN = "withdrawn", _("已撤回"), _("已撤回")


ENDED = frozenset({WishState.REFUSED, WishState.CONFIRMED, WishState.UNMET, WishState.WITHDRAWN})
"""Where nobody waits any more."""

OPEN_TO_CLAIM = frozenset({WishState.PUBLISHED, WishState.COMMITTEE})


class WishDeed(Labelled):
    """What is done with a wish: the button's word, and what follows from it."""

    consequence: str

    COLLECT = "collect", _("登记心愿"), _("社区 3 个工作日内审核，结果告知本人")
    APPROVE = "approve", _("通过并公示"), _("隐去身份后公示，等人认领")
    REFUSE = "refuse", _("不采纳"), _("理由原样告知本人")
    CLAIM = "claim", _("认领"), _("别人不能再认领；约定的日子会提醒")
    RELEASE = "release", _("退回认领"), _("重新公示，告知许愿人")
    FULFIL = "fulfil", _("办好了"), _("请许愿人确认")
    CONFIRM = "confirm", _("确认实现"), _("转达谢意，登上心愿墙")
    NOT_YET = "not_yet", _("还没有办好"), _("请认领人接着办")
    TO_COMMITTEE = "to_committee", _("提请联席会"), _("列入共建联席会的议题，仍可认领")
    CLOSE_UNMET = "close_unmet", _("说明办不到"), _("理由原样告知本人，结束")
    WITHDRAW = "withdraw", _("撤回心愿"), _("不再公示；已认领的告知认领人")
    TELL_STORY = "tell_story", _("写微故事"), _("登在心愿墙上，不写姓名住址")


class Part(StrEnum):
    """In which part somebody acts on one wish."""

    WISHER = "wisher"
    CLAIMER = "claimer"
    PUBLIC = "public"
    FRONT = "front"
    DESK = "desk"
    LEAD = "lead"
    SYSTEM = "system"


PARTS_OF_ROLE: dict[Role, frozenset[Part]] = {
    Role.GRID_OFFICER: frozenset({Part.FRONT}),
    Role.GRID_LEADER: frozenset({Part.FRONT}),
    Role.BUILDING_CAPTAIN: frozenset({Part.FRONT}),
    Role.PATCH_LEADER: frozenset({Part.FRONT}),
    Role.COMMUNITY_STAFF: frozenset({Part.DESK}),
    Role.COMMUNITY_LEAD: frozenset({Part.DESK, Part.LEAD}),
    Role.SYSTEM: frozenset({Part.SYSTEM}),
}
"""Roles that are not named read and do nothing: wishes are settled in the community."""


S, D, P = WishState, WishDeed, Part

TABLE = (
    row(D.COLLECT, {None}, S.COLLECTED, {P.WISHER, P.FRONT, P.DESK}, ("words",), True),
    row(D.APPROVE, {S.COLLECTED}, S.PUBLISHED, {P.DESK}, ("kind", "public_words"), True),
    row(D.REFUSE, {S.COLLECTED}, S.REFUSED, {P.DESK}, ("reason",)),
    row(D.CLAIM, OPEN_TO_CLAIM, S.CLAIMED, {P.PUBLIC, P.FRONT, P.DESK}, ("claimer", "promised_on"), True),
    row(D.TO_COMMITTEE, {S.PUBLISHED}, S.COMMITTEE, {P.DESK, P.SYSTEM}),
    row(D.CLOSE_UNMET, {S.COMMITTEE}, S.UNMET, {P.LEAD}, ("reason",)),
    row(D.FULFIL, {S.CLAIMED}, S.FULFILLED, {P.CLAIMER, P.FRONT, P.DESK}, ("note",), True),
    row(D.RELEASE, {S.CLAIMED}, S.PUBLISHED, {P.CLAIMER, P.DESK}, ("reason",)),
    row(D.CONFIRM, {S.FULFILLED}, S.CONFIRMED, {P.WISHER, P.DESK}, (), True),
    row(D.NOT_YET, {S.FULFILLED}, S.CLAIMED, {P.WISHER, P.DESK}, ("reason",)),
    row(D.TELL_STORY, {S.CONFIRMED}, None, {P.DESK}, ("story",)),
    row(
        D.WITHDRAW,
        {S.COLLECTED, S.PUBLISHED, S.COMMITTEE, S.CLAIMED},
        S.WITHDRAWN,
        {P.WISHER, P.DESK},
        ("reason",),
    ),
)

check_deed_table(TABLE, WishState, ENDED)
