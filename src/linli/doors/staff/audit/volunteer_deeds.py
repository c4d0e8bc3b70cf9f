"""What the deeds of volunteers and teams are called in the audit trail; part of the tables of `deed_words.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "volunteer.register": _("登记志愿者"),
    "volunteer.accept": _("接纳志愿者"),
    "volunteer.refuse": _("不接纳志愿者"),
    "volunteer.change": _("改志愿者的特长和队伍"),
    "volunteer.leave": _("志愿者退出并清除信息"),
    "volunteer.import": _("导入志愿者名册"),
    "volunteer.export": _("导出志愿者"),
    "volunteer.look": _("查看志愿者"),
    "volunteer.reveal_phone": _("查看志愿者电话"),
    "volunteer.search_by_phone": _("按电话查志愿者"),
    "call.open": _("发起求助招募"),
    "call.publish": _("同意发布求助"),
    "call.cancel": _("取消求助招募"),
    "call.take": _("报名帮忙"),
    "call.drop": _("退出帮忙"),
    "call.finish": _("记下求助办完"),
    "call.look": _("查看求助"),
    "hours.enter": _("登记服务时长"),
    "hours.confirm": _("确认服务时长"),
    "hours.refuse": _("退回服务时长"),
    "hours.reverse": _("更正服务时长"),
    "coins.give": _("送时间币"),
    "certificate.issue": _("开服务证明"),
    "certificate.print": _("打印服务证明"),
    "team.open": _("建队伍"),
    "team.change": _("改队伍"),
    "team.close": _("撤销队伍"),
    "team.join": _("加入队伍"),
    "team.leave": _("退出队伍"),
    "organisation.set_grids": _("改支部的网格"),
    "training.hold": _("登记培训"),
    "training.attend": _("培训签到"),
    "mentoring.pair": _("师徒结对"),
    "mentoring.end": _("结束师徒结对"),
}

SUBJECTS = {
    "teams.volunteer": _("志愿者"),
    "teams.team": _("队伍"),
    "teams.teammember": _("队员"),
    "teams.helpcall": _("求助招募"),
    "teams.calltaker": _("报名"),
    "teams.hoursentry": _("服务时长"),
    "teams.coinmove": _("时间币"),
    "teams.certificate": _("服务证明"),
    "teams.training": _("培训"),
    "teams.trainingattendance": _("培训签到"),
    "teams.mentoring": _("师徒结对"),
}
