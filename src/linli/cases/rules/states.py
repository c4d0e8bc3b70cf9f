"""Where one matter can stand (standards.zh.md §8)."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class State(Labelled):
    """A state of the closed loop. `label` is the word of the desk; `told` is what the person who raised it reads."""

    told: str

    DRAFT = "draft", _("草稿"), _("还没有提交")
    REPORTED = "reported", _("已上报"), _("已收到，正在登记")
    VERIFYING = "verifying", _("核实中"), _("已请人到现场看情况")
    REJECTED = "rejected", _("不予立案"), _("没有立案，理由见下，可在 7 日内申诉")
    FILED = "filed", _("已立案"), _("已立案，正在安排办理人")
    DISPATCHED = "dispatched", _("已派遣"), _("已派给办理人")
    ACCEPTED = "accepted", _("已签收"), _("办理人已接手")
    RETURNED = "returned", _("已退回"), _("正在重新安排办理人")
    HANDLING = "handling", _("处置中"), _("正在办理")
    WHISTLED = "whistled", _("已吹哨"), _("已请有关部门一起来办")
    JOINED = "joined", _("部门已报到"), _("有关部门已到场")
    CONSULTING = "consulting", _("会商中"), _("几家正在商量由谁来办")
    FED_BACK = "fed_back", _("待核查"), _("已办理，正在核查结果")
    INSPECTING = "inspecting", _("核查中"), _("已办理，正在核查结果")
    REWORK = "rework", _("返工"), _("核查未通过，正在重新办理")
    CALLING_BACK = "calling_back", _("待回访"), _("已办结，请您评价")
    CLOSED = "closed", _("已结案"), _("已结案，7 日内可以评价或要求重办")
    ARCHIVED = "archived", _("已归档"), _("已归档")
    REOPENED = "reopened", _("已重开"), _("已重新打开，将换人审核办理")
    SUSPENDED = "suspended", _("挂账缓办"), _("暂缓办理，原因和复查日期见下")
    WAITING = "waiting", _("待补充"), _("等您补充情况")
    MERGED = "merged", _("已并案"), _("已和同一件事合并办理，进展照样通知您")
    WITHDRAWN = "withdrawn", _("已撤回"), _("您已撤回")
    VOID = "void", _("已作废"), _("已作废，理由见下")
    UNREASONABLE = "unreasonable", _("认定不合理"), _("经两人复核认为不能办理，理由见下，可在 7 日内申诉")
    APPEALED = "appealed", _("申诉复核中"), _("正由没有经手的人复核")
    SELF_CLOSED = "self_closed", _("自办自结"), _("已当场办结，请您评价")


STARTS = frozenset({State.DRAFT, State.REPORTED})
"""Where a case can begin, besides being settled on the spot."""

LAST = State.ARCHIVED
"""The only state nothing leads out of."""

UNDER_WAY = frozenset(
    {
        State.FILED,
        State.DISPATCHED,
        State.ACCEPTED,
        State.RETURNED,
        State.HANDLING,
        State.WHISTLED,
        State.JOINED,
        State.CONSULTING,
        State.REWORK,
        State.REOPENED,
    }
)
"""Somebody owes the next step of the work; the handling clock runs."""

PAUSED = frozenset({State.SUSPENDED, State.WAITING})
"""The two states, and no others, in which the clocks stand still (§8: 时限暂停仅 suspended/待报告人补充)."""

OPEN = (
    UNDER_WAY
    | PAUSED
    | {State.REPORTED, State.VERIFYING, State.FED_BACK, State.INSPECTING, State.CALLING_BACK, State.APPEALED}
)
"""Not yet ended: may still be merged into, withdrawn, urged, supervised."""

ENDED = frozenset(State) - OPEN - {State.DRAFT}
"""Settled, refused or put away. Some can still be rated, reopened or appealed for a while."""
