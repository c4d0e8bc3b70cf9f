"""The way of one motion (议题) as one table: raised, admitted, on an agenda, resolved, carried out, rated (standards.zh.md §6).

Everybody who raised, backed or attended is told at each turn; no state but the last ones waits without a day.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from linli.kernel.clock import SHANGHAI
from linli.kernel.deed_table import check_deed_table, row
from linli.kernel.labelled import Labelled
from linli.kernel.limits import Clock, Limit
from linli.kernel.work_calendar import WorkCalendar

_ = str  # marks a Chinese source string for the catalogue; the door translates it

AGENDA_DAYS = 60
RATE_DAYS = 15
REMIND_AGAIN_DAYS = 3


class MotionState(Labelled):
    """Where a motion stands. `label` is the word of the desk, `told` what whoever raised it reads."""

    told: str

    RAISED = "raised", _("待答复"), _("已收到，议事厅正在看能不能立题")
    REFUSED = "refused", _("未立题"), _("没有立题，理由见下")
    MERGED = "merged", _("已并入"), _("已并入另一个相同的议题，您的声音算在里面")
    WITHDRAWN = "withdrawn", _("已撤回"), _("已撤回")
    ADMITTED = "admitted", _("已立题"), _("已立题公开，等着排上议程；可以请邻居附议")
    SCHEDULED = "scheduled", _("已排上议程"), _("已排上议程，会上商量")
    REJECTED = "rejected", _("未通过"), _("会上没有通过，理由见下")
    UNDER_WAY = "under_way", _("落实中"), _("已形成决议，正在落实")
    DONE = "to_rate", _("待评议"), _("说是办好了，请您评议")
    CLOSED = "closed", _("已办结"), _("已办结，评议结果见下")


ENDED = frozenset(
    {MotionState.REFUSED, MotionState.MERGED, MotionState.WITHDRAWN, MotionState.REJECTED, MotionState.CLOSED}
)
PUBLIC_STATES = frozenset(MotionState) - {
    MotionState.RAISED, MotionState.REFUSED, MotionState.MERGED, MotionState.WITHDRAWN,
}  # fmt: skip
"""Where everybody may read a motion of a hall that is public."""

OPEN_TO_BACK = frozenset({MotionState.ADMITTED, MotionState.SCHEDULED})
RESOLVED = frozenset({MotionState.UNDER_WAY, MotionState.DONE, MotionState.CLOSED})
RATEABLE = frozenset({MotionState.DONE, MotionState.CLOSED})


class MotionDeed(Labelled):
    """What is done with a motion: the button's word, and what follows from it."""

    consequence: str

    RAISE = "raise", _("提出议题"), _("议事厅在规定的日子里答复立不立题")
    ADMIT = "admit", _("立题"), _("公开题目，邻居可以附议，等着排上议程")
    REFUSE = "refuse", _("不立题"), _("理由原样告知提出的人")
    MERGE = "merge", _("并入相同的议题"), _("两边的声音算在一起，提出的人转去看那一个")
    WITHDRAW = "withdraw", _("撤回议题"), _("不再讨论，已经附议的会看到")
    SCHEDULE = "schedule", _("排上议程"), _("提出和附议的人会看到哪天、在哪里商量")
    TAKE_OFF = "take_off", _("移出议程"), _("回到待排期，理由告知大家")
    ADOPT = "adopt", _("形成决议"), _("公示决议和谁在哪天以前办好")
    ANSWER = "answer", _("当场答复"), _("会上说清楚了，请大家评议")
    REJECT = "reject", _("没有通过"), _("理由原样告知提出和附议的人")
    POSTPONE = "postpone", _("下次再议"), _("回到待排期，说明还缺什么")
    REPORT_DONE = "report_done", _("办好了"), _("请提出、附议、到会的人和住在那里的人评议")
    REOPEN = "reopen", _("还没有办好，接着办"), _("回到落实中")
    CLOSE = "close", _("办结"), _("公示评议结果")


class Part(StrEnum):
    """In which part somebody acts on one motion."""

    MOVER = "mover"
    PUBLIC = "public"
    MEMBER = "member"
    CHAIR = "chair"
    DESK = "desk"
    SYSTEM = "system"


KEEPS = frozenset({Part.CHAIR, Part.DESK})

S, D, P = MotionState, MotionDeed, Part

TABLE = (
    row(D.RAISE, {None}, S.RAISED, {P.PUBLIC, P.MEMBER, P.CHAIR, P.DESK}, ("words",), True),
    row(D.ADMIT, {S.RAISED}, S.ADMITTED, KEEPS, ("title",), True),
    row(D.REFUSE, {S.RAISED}, S.REFUSED, KEEPS, ("reason",)),
    row(D.MERGE, {S.RAISED, S.ADMITTED}, S.MERGED, KEEPS, ("into",)),
    row(D.WITHDRAW, {S.RAISED, S.ADMITTED}, S.WITHDRAWN, {P.MOVER}, ("reason",)),
    row(D.SCHEDULE, {S.ADMITTED}, S.SCHEDULED, KEEPS, ("meeting",), True),
    row(D.TAKE_OFF, {S.SCHEDULED}, S.ADMITTED, KEEPS, ("reason",)),
    row(D.ADOPT, {S.SCHEDULED}, S.UNDER_WAY, KEEPS, ("text", "undertakings"), True),
    row(D.ANSWER, {S.SCHEDULED}, S.DONE, KEEPS, ("text",)),
    row(D.REJECT, {S.SCHEDULED}, S.REJECTED, KEEPS, ("text",)),
    row(D.POSTPONE, {S.SCHEDULED}, S.ADMITTED, KEEPS, ("text",)),
    row(D.REPORT_DONE, {S.UNDER_WAY}, S.DONE, KEEPS | {P.SYSTEM}, ("note",), True),
    row(D.REOPEN, {S.DONE}, S.UNDER_WAY, KEEPS, ("reason", "who", "due_on")),
    row(D.CLOSE, {S.DONE}, S.CLOSED, KEEPS | {P.SYSTEM}, (), True),
)

check_deed_table(TABLE, MotionState, ENDED)

OF_A_MEETING = frozenset({D.SCHEDULE, D.TAKE_OFF, D.ADOPT, D.ANSWER, D.REJECT, D.POSTPONE})
"""Deeds done on the page of a meeting, with its rows."""


class Origin(Labelled):
    """Where a motion comes from."""

    RESIDENT = "resident", _("居民提出")
    MEMBER = "member", _("成员提出")
    STAFF = "staff", _("社区提出")
    OPINION = "opinion", _("民情转来")
    CASE = "case", _("事项转来")
    WISH = "wish", _("心愿转来")
    SURVEY = "survey", _("问卷反映")
    HOT_ISSUE = "hot_issue", _("热点问题")


def due_after(
    state: MotionState, *, now: datetime, calendar: WorkCalendar, answer_days: int, next_due: date | None = None
) -> datetime | None:
    """By when the next turn is due: the answer within the hall's working days, an agenda within 60 days, the next
    undertaking's day (`next_due`), 15 days of rating. None where nobody waits."""
    if state is S.RAISED:
        return calendar.deadline(now, Limit(Decimal(answer_days), Clock.WORKING_DAYS)).at
    if state is S.ADMITTED or state is S.SCHEDULED:
        return now + timedelta(days=AGENDA_DAYS)
    if state is S.UNDER_WAY:
        return datetime.combine(next_due, time(18), SHANGHAI) if next_due else now + timedelta(days=AGENDA_DAYS)
    if state is S.DONE:
        return now + timedelta(days=RATE_DAYS)
    return None
