"""What the deeds in halls are called on the pages of the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from linli.halls.rules import MotionDeed, Sorting

HALLS = (
    {f"motion.{deed.value}": _(deed.label) for deed in MotionDeed}
    | {f"opinion.{one.value}": _(one.label) for one in Sorting}
    | {
        "hall.open": _("设立议事厅"),
        "hall.change": _("改名称和规矩"),
        "hall.close": _("关闭议事厅"),
        "hall.reopen": _("重新开放议事厅"),
        "hall.seat": _("登记成员"),
        "hall.unseat": _("成员退出"),
        "hall.withdraw_consent": _("监护人撤回同意"),
        "hall.look_at_members": _("查看成员名单"),
        "opinion.collect": _("记一条民情"),
        "opinion.look": _("查看民情"),
        "opinion.export": _("导出民情"),
        "opinion.reveal_phone": _("查看说民情的人电话"),
        "motion.put_to_vote": _("交给居民投票"),
        "motion.back": _("附议"),
        "motion.rate": _("评议"),
        "motion.alarm": _("议题到期提醒"),
        "motion.look": _("查看议题"),
        "motion.reveal_phone": _("查看提出人电话"),
        "motion.report_undertaking": _("报告分工办好了"),
        "meeting.plan": _("安排会议"),
        "meeting.change": _("改会议安排"),
        "meeting.call": _("发出会议通知"),
        "meeting.cancel": _("取消会议"),
        "meeting.put_on_agenda": _("排上议程"),
        "meeting.attend": _("扫码签到"),
        "meeting.tick": _("点到"),
        "minutes.write": _("写会议记录"),
        "minutes.amend": _("提修改"),
        "minutes.take": _("采纳修改"),
        "minutes.decline": _("不采纳修改"),
        "minutes.sign": _("请到会成员签字"),
        "minutes.sign_own": _("签会议记录"),
        "minutes.sign_paper": _("记纸质签字"),
        "minutes.final": _("会议记录定稿"),
    }
)

HALL_SUBJECTS = {
    "halls.hall": _("议事厅"),
    "halls.hallmember": _("成员"),
    "halls.opinion": _("民情"),
    "halls.motion": _("议题"),
    "halls.backing": _("附议"),
    "halls.meeting": _("会议"),
    "halls.attendance": _("签到"),
    "halls.minutesversion": _("会议记录"),
    "halls.amendment": _("修改意见"),
    "halls.signature": _("签字"),
    "halls.resolution": _("决议"),
    "halls.motionrating": _("评议"),
}
