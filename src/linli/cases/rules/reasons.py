"""Why a deed is refused: a code for the program and a sentence for the person."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str


class Reason(Labelled):
    """The `reason` of a `NotAllowed` on a case. `label` is the sentence shown beside the greyed button."""

    ROLE = "role", _("这一步不由您的岗位来做")
    NOT_AUTHOR = "not_author", _("草稿只有起草人自己能动")
    NOT_REPORTER = "not_reporter", _("这一步只有反映人本人能做")
    NOT_VERIFIER = "not_verifier", _("已请另一位去看现场")
    NOT_HANDLER = "not_handler", _("这一步由现在的办理人来做")
    HANDLER = "handler", _("经手办理的人不能核查、回访或认定自己办的事")
    DISPATCHER = "dispatcher", _("派遣人不能核查自己派出的事")
    EARLIER_REVIEWER = "earlier_reviewer", _("重办的事要换人：您上一轮核查或回访过")
    MADE_THE_FINDING = "made_the_finding", _("申诉由没有参与原认定的人复核")
    INSPECTED_BY_ANOTHER = "inspected_by_another", _("另一位正在核查")
    ALREADY_YOURS = "already_yours", _("已由您核查")
    NOT_FILED = "not_filed", _("还没有立案")
    ALREADY_FILED = "already_filed", _("已经立过案")
    NOTHING_PROPOSED = "nothing_proposed", _("还没有人提出")
    ALREADY_PROPOSED = "already_proposed", _("已经有人提出，等另一人确认")
    SAME_PERSON = "same_person", _("须由提出人之外的另一人决定")
    ALREADY_EXTENDED = "already_extended", _("已经延期一次，不能再延")
    NO_DEADLINE = "no_deadline", _("还没有办理时限")
    TOO_LONG = "too_long", _("延长的时间不能超过原来的时限，计时方式也要相同")
    ALREADY_WAITED = "already_waited", _("这一轮已经停表等过一次，请直接联系反映人")
    TOO_EARLY = "too_early", _("还没到时候")
    ALREADY_APPEALED = "already_appealed", _("已经申诉过一次")
    OTHER_LEVEL = "other_level", _("转办只能转给同级；需要上级请用上报一级")
    HIGHEST_LEVEL = "highest_level", _("已经在最高一级")
    NOT_CALLED = "not_called", _("没有请这个部门")
    ALREADY_ARRIVED = "already_arrived", _("这个部门已经报到")
    SAME_CASE = "same_case", _("不能并入自己")
    NOT_OPEN = "not_open", _("只能并入还在办理的案件")
