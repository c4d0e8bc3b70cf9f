"""What the deeds of the room of activities are called in the audit trail; `deed_words` takes them in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from linli.activities.rules import ActivityDeed

ACTIVITIES = {
    **{f"activity.{deed.value}": _(deed.label) for deed in ActivityDeed},
    "activity.plan": _("安排活动"),
    "activity.change": _("修改活动"),
    "activity.sign_up": _("报名"),
    "activity.leave": _("退出报名"),
    "activity.check_in": _("签到"),
    "activity.count": _("记摊位计数"),
    "activity.rate": _("评价活动"),
    "activity.slips": _("录入纸质评价"),
    "activity.duty": _("记谁来帮忙"),
    "activity.offer_hours": _("登记帮忙的时长"),
    "activity.question": _("记政策咨询"),
    "activity.wish": _("提出活动想法"),
    "activity.group_wishes": _("归并活动想法"),
    "activity.decline": _("说明活动需求办不了"),
    "activity.list": _("查看报名名单"),
    "activity.print": _("打印报名名单"),
    "venue.keep": _("登记或修改场地"),
    "venue.room": _("登记或修改房间"),
    "venue.book": _("预订场地"),
    "venue.ask": _("申请场地"),
    "venue.held": _("同意场地申请"),
    "venue.refused": _("不同意场地申请"),
    "venue.cancelled": _("退回场地"),
}

ACTIVITY_SUBJECTS = {
    "activities.activity": _("活动"),
    "activities.activitypart": _("科室或摊位"),
    "activities.signup": _("报名"),
    "activities.checkin": _("签到"),
    "activities.rating": _("活动评价"),
    "activities.onduty": _("帮忙的人"),
    "activities.stallquestion": _("政策咨询"),
    "activities.need": _("活动需求"),
    "activities.activitywish": _("活动想法"),
    "activities.venue": _("场地"),
    "activities.venueroom": _("房间"),
    "activities.booking": _("场地预订"),
}
