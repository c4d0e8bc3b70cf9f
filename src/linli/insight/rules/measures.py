"""What is counted over a span of days. A measure is a condition on cases, so that each number opens the cases behind it."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class Measure(Labelled):
    """A kind of case counted in a period. `label` is its name on the page. What was drafted, merged into another or voided is
    never counted."""

    RAISED = "raised", _("本期反映")
    VALID = "valid", _("有效上报")
    ACCEPTED = "accepted", _("本期反映、已立案")
    PROACTIVE = "proactive", _("主动发现")
    REPEATED = "repeated", _("30 天内同址同类再报")
    CONTACT_DUE = "contact_due", _("应联系反映人")
    CONTACTED = "contacted", _("时限内已联系")
    DUE = "due", _("本期办好或到期")
    ON_TIME = "on_time", _("按时办好")
    LATE = "late", _("没有按时办好")
    DUE_CLOSED = "due_closed", _("办好或到期、已结案")
    SUSPENDED = "suspended", _("缓办")
    URGENT_DUE = "urgent_due", _("紧急、本期办好或到期")
    URGENT_ON_TIME = "urgent_on_time", _("紧急、按时办好")
    BACKLOG = "backlog", _("至今逾期未办")
    CLOSED = "closed", _("本期结案")
    SETTLED_GRID = "settled_grid", _("网格内办结")
    SETTLED_COMMUNITY = "settled_community", _("社区办结")
    SETTLED_STREET = "settled_street", _("街道办结")
    SETTLED_COUNTY = "settled_county", _("区县办结")
    COME_BACK = "come_back", _("结案后 30 天内同址同类再报")
    ANSWERED = "answered", _("有效回访和评价")
    SOLVED = "solved", _("确认已解决")
    RATED = "rated", _("评过满意度")
    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("基本满意")
    DISSATISFIED = "dissatisfied", _("不满意")
    FILED = "filed", _("本期立案")
    WHISTLED = "whistled", _("吹过哨")
    CALL_DUE = "call_due", _("应报到")
    CALL_ANSWERED = "call_answered", _("24 小时内都到场")
    DISPATCHED = "dispatched", _("本期派遣")
    NOT_RETURNED = "not_returned", _("派遣后没有退单")
    INSPECTED = "inspected", _("本期核查")
    FAILED = "failed", _("核查未通过")
    CHECK_DUE = "check_due", _("应核查")
    CHECKED = "checked", _("已核查")
    SIGN_DUE = "sign_due", _("应签收")
    SIGNED = "signed", _("24 小时内都签收")


OF_A_REPORT = (
    Measure.RAISED,
    Measure.PROACTIVE,
    Measure.REPEATED,
    Measure.CONTACT_DUE,
    Measure.CONTACTED,
    Measure.DUE,
    Measure.ON_TIME,
    Measure.LATE,
    Measure.SUSPENDED,
    Measure.BACKLOG,
    Measure.CLOSED,
    Measure.SETTLED_GRID,
    Measure.SETTLED_COMMUNITY,
    Measure.SETTLED_STREET,
    Measure.SETTLED_COUNTY,
    Measure.ANSWERED,
    Measure.SOLVED,
    Measure.RATED,
    Measure.SATISFIED,
    Measure.BASICALLY,
    Measure.DISSATISFIED,
)
"""What the half-month analysis counts (practices.md E3: kinds, frequency, satisfaction)."""

NOW_ONLY = frozenset({Measure.BACKLOG, Measure.SUSPENDED})
"""How things stand at the moment of counting: not to be compared with an earlier period."""
