"""What can be done with a case (standards.zh.md §8), in the words of its buttons."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str


class Deed(Labelled):
    """A deed on a case. `label` is the word on the button; `consequence` is the line beside it: what happens next."""

    consequence: str

    # raising
    SAVE_DRAFT = "save_draft", _("存草稿"), _("只有您自己看得到，可以以后再交")
    RAISE = "raise", _("上报"), _("之后由社区登记，您会得到一个查询码")
    SUBMIT = "submit", _("提交"), _("之后由社区登记，您会得到一个查询码")
    DISCARD = "discard", _("不要这份草稿"), _("草稿作废，不会进入办理")
    ADD_ENTRY = "add_entry", _("记为同一件事"), _("又一位反映人记入本案，以后的进展同样告知")
    SUPPLEMENT = "supplement", _("补充情况"), _("补充的内容会给办理人看到")
    URGE = "urge", _("催一催"), _("提醒现在负责的人，不改变办理时限")
    WITHDRAW = "withdraw", _("撤回"), _("您这一份不再办理；还有别人反映的，案件继续")
    # receiving
    VERIFY = "verify", _("请网格员先看现场"), _("之后由被请的人报告看到的情况")
    RECORD_FINDING = "record_finding", _("报告现场情况"), _("之后由社区决定是否立案")
    FILE = "file", _("立案"), _("响应和办理时限从此刻起算，之后派给办理人")
    CORRECT_KIND = "correct_kind", _("订正类别"), _("换到对的类别，时限按新类别从原来起算的时间算；反映人会知道")
    REJECT = "reject", _("不予立案并说明理由"), _("理由告知反映人，反映人 7 日内可以申诉")
    SELF_CLOSE = "self_close", _("当场办结"), _("一步记完，之后抽查；反映人可以评价或要求重办")
    # assigning
    DISPATCH = "dispatch", _("派给办理人"), _("之后由办理人签收，反映人会知道派给了谁")
    ACCEPT = "accept", _("签收"), _("从此由您负责办理，请先联系反映人")
    RETURN = "return", _("退回并说明"), _("之后重新派遣；第二次退回就转会商")
    TRANSFER = "transfer", _("转给同级同事"), _("由接手的人继续办理，时限不变")
    HAND_OVER = "hand_over", _("转到所属社区"), _("由那里的社区接着办，时限不变；反映人会知道转到了哪里")
    # working
    RECORD_CONTACT = "record_contact", _("记录联系反映人"), _("第一次联系即算响应，之后进入办理")
    RESUME_WORK = "resume_work", _("着手办理"), _("进入办理，办完后请报告结果")
    FEED_BACK = "feed_back", _("报告办理结果"), _("之后由没有经手的人核查")
    ADD_NOTE = "add_note", _("加一条备注"), _("只记入过程，不改变办理状态")
    # joining forces
    WHISTLE = "whistle", _("吹哨请部门"), _("被请的部门收到通知，到场请点报到")
    RESPOND = "respond", _("报到"), _("记下到场时间，与牵头人一起办理")
    CONSULT = "consult", _("召集会商"), _("商定牵头和协办后重新派遣")
    CONCLUDE_CONSULTATION = (
        "conclude_consultation",
        _("记录会商结论"),
        _("按结论派给牵头和协办；无人认领的由首接单位牵头"),
    )
    RAISE_LEVEL = "raise_level", _("上报一级"), _("上一级从此也负责这件事，已定的时限不变")
    SUPERVISE = "supervise", _("督办"), _("督办要求记入过程并提醒办理人")
    ESCALATE = "escalate", _("逾期升级"), _("系统按逾期时间逐级提醒")
    # judging the result
    TAKE_INSPECTION = "take_inspection", _("由我核查"), _("核查由您来做，别人不会重复核查")
    PASS_INSPECTION = "pass_inspection", _("核查通过"), _("之后回访反映人，请他评价")
    FAIL_INSPECTION = "fail_inspection", _("核查不通过"), _("退给办理人返工，理由一并告知")
    CALL_BACK = "call_back", _("电话回访"), _("满意则结案；未解决或不满意且说明理由的，换人重新办理")
    RATE = "rate", _("评价"), _("满意则结案；未解决或不满意且说明理由的，换人重新办理")
    REOPEN = "reopen", _("要求重办"), _("换没有经手过的人审核，重新办理")
    CLOSE_UNANSWERED = "close_unanswered", _("无人应答结案"), _("记为未评价，反映人 7 日内仍可评价或要求重办")
    ARCHIVE = "archive", _("归档"), _("不再变动，留存备查")
    # time
    ASK_EXTENSION = "ask_extension", _("申请延期"), _("到期前由另一人批准才算数，只能延一次")
    GRANT_EXTENSION = "grant_extension", _("同意延期"), _("新的到期时间告知反映人")
    REFUSE_EXTENSION = "refuse_extension", _("不同意延期"), _("时限不变")
    SUSPEND = "suspend", _("挂账缓办"), _("时限暂停，原因和复查日期告知反映人，单独统计")
    RESUME = "resume", _("恢复办理"), _("回到挂账前的步骤，剩余时限接着算")
    ASK_REPORTER = "ask_reporter", _("请反映人补充"), _("时限最多暂停 3 个工作日")
    STOP_WAITING = "stop_waiting", _("不再等补充"), _("回到原来的步骤，剩余时限接着算")
    # ending otherwise
    MERGE = "merge", _("并入另一件"), _("随另一件办理，每位反映人照样得到通知")
    PROPOSE_VOID = "propose_void", _("提出作废"), _("须由指挥室另一人确认")
    CONFIRM_VOID = "confirm_void", _("确认作废"), _("案件作废，理由告知反映人")
    PROPOSE_UNREASONABLE = "propose_unreasonable", _("提出认定不合理"), _("须由另一人复核，期间照常办理")
    CONFIRM_UNREASONABLE = "confirm_unreasonable", _("复核认定不合理"), _("理由告知反映人，反映人 7 日内可以申诉")
    DISMISS_PROPOSAL = "dismiss_proposal", _("不采纳该提议"), _("提议撤销，继续办理")
    APPEAL = "appeal", _("申诉"), _("由没有参与认定的人复核，只能申诉一次")
    UPHOLD = "uphold", _("维持原认定"), _("理由告知反映人，不再受理申诉")
    GRANT_APPEAL = "grant_appeal", _("申诉成立"), _("案件重新打开，换人审核办理")


class WhistleKind(Labelled):
    """The three occasions for calling departments (standards.zh.md §2.1)."""

    BEYOND_US = "beyond_us", _("群众反映突出、本级解决不了")
    JOINT_ENFORCEMENT = "joint_enforcement", _("需要综合执法")
    EMERGENCY = "emergency", _("应急处置")
