"""The sentence of each kind of notice, and where it leads. Rooms that tell people something add their line here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, Promise] = {
    "booking_asked": gettext_lazy("有人申请用场地：%(subject)s，等您答复。"),
    "activity_changed": gettext_lazy("您代报过的活动改了时间或地点：%(subject)s，请告诉本人。"),
    "activity_cancelled": gettext_lazy("您代报过的活动取消了：%(subject)s，请告诉本人。"),
    "activity_call_round": gettext_lazy("活动取消了：%(subject)s，请打电话告诉已报名的人。"),
    "activity_place_given": gettext_lazy("候补上了：%(subject)s，请告诉本人。"),
    "activity_need_planned": gettext_lazy("您记下的活动愿望已排成活动：%(subject)s，请告诉本人。"),
    "activity_need_held": gettext_lazy("您记下的活动愿望已经办过：%(subject)s。"),
    "activity_need_declined": gettext_lazy("您记下的活动愿望暂时办不了：%(subject)s，请把理由告诉本人。"),
    "activity_need_open": gettext_lazy("您记下的活动愿望原来的安排取消了，还在清单里：%(subject)s。"),
    "case_raised": gettext_lazy("新反映：%(subject)s（%(code)s），等待立案。"),
    "entry_added": gettext_lazy("又有人反映同一件事：%(subject)s（%(code)s）。"),
    "case_dispatch": gettext_lazy("派给您：%(subject)s（%(code)s），请签收并联系反映人。"),
    "case_conclude_consultation": gettext_lazy("会商后派给您：%(subject)s（%(code)s）。"),
    "case_transfer": gettext_lazy("转给您办理：%(subject)s（%(code)s），时限不变。"),
    "case_whistle": gettext_lazy("吹哨请您到场：%(subject)s（%(code)s），到场后请报到。"),
    "case_return": gettext_lazy("退回：%(subject)s（%(code)s），请重新安排。"),
    "case_record_finding": gettext_lazy("现场情况已报告：%(subject)s（%(code)s），请决定是否立案。"),
    "case_submit": gettext_lazy("新登记：%(subject)s（%(code)s），等待立案。"),
    "case_ask_extension": gettext_lazy("申请延期，等您决定：%(subject)s（%(code)s）。"),
    "case_propose_unreasonable": gettext_lazy("提出认定不合理，等您复核：%(subject)s（%(code)s）。"),
    "case_propose_void": gettext_lazy("提出作废，等您确认：%(subject)s（%(code)s）。"),
    "case_appeal": gettext_lazy("反映人申诉，等您复核：%(subject)s（%(code)s）。"),
    "case_raise_level": gettext_lazy("上报到您这一级：%(subject)s（%(code)s）。"),
    "case_hand_over": gettext_lazy("别的社区转来：%(subject)s（%(code)s），请接着办。"),
    "case_urge": gettext_lazy("反映人在催：%(subject)s（%(code)s）。"),
    "case_supervise": gettext_lazy("督办：%(subject)s（%(code)s），请看要求。"),
    "case_supplement": gettext_lazy("反映人补充了情况：%(subject)s（%(code)s）。"),
    "case_fail_inspection": gettext_lazy("核查未通过，请返工：%(subject)s（%(code)s）。"),
    "case_grant_extension": gettext_lazy("延期已批准：%(subject)s（%(code)s）。"),
    "case_refuse_extension": gettext_lazy("延期未批准，时限不变：%(subject)s（%(code)s）。"),
    "case_reopened": gettext_lazy("重新打开，等您审核：%(subject)s（%(code)s）。"),
    "case_turn": gettext_lazy("您登记的事有进展：%(subject)s（%(code)s）。"),
    "case_response_late": gettext_lazy("还没有联系反映人，响应时限已过：%(subject)s（%(code)s）。"),
    "case_due_soon": gettext_lazy("快到期：%(subject)s（%(code)s）。"),
    "case_overdue": gettext_lazy("已逾期：%(subject)s（%(code)s）。"),
    "wish_collect": gettext_lazy("有人许了一个心愿：%(subject)s（%(code)s），请 3 个工作日内审核。"),
    "wish_approve": gettext_lazy("您登记的心愿已公示：%(subject)s（%(code)s）。"),
    "wish_refuse": gettext_lazy("您登记的心愿未采纳：%(subject)s（%(code)s），请看理由。"),
    "wish_claim": gettext_lazy("有人认领了：%(subject)s（%(code)s），请联系约时间。"),
    "wish_release": gettext_lazy("认领退回了：%(subject)s（%(code)s），已重新公示。"),
    "wish_fulfil": gettext_lazy("说是办好了：%(subject)s（%(code)s），请问问许愿的人。"),
    "wish_confirm": gettext_lazy("心愿实现了：%(subject)s（%(code)s），可以写一则微故事。"),
    "wish_not_yet": gettext_lazy("许愿的人说还没有办好：%(subject)s（%(code)s）。"),
    "wish_to_committee": gettext_lazy("一个月没有人认领，请列入共建联席会：%(subject)s（%(code)s）。"),
    "wish_close_unmet": gettext_lazy("联席会商量后暂时办不到：%(subject)s（%(code)s）。"),
    "wish_withdraw": gettext_lazy("心愿已撤回：%(subject)s（%(code)s）。"),
    "wish_tell_story": gettext_lazy("微故事已登上心愿墙：%(subject)s（%(code)s）。"),
    "wish_waits_collected": gettext_lazy("心愿过了 3 个工作日还没有审核：%(subject)s（%(code)s）。"),
    "wish_waits_committee": gettext_lazy("联席会还没有商量出结果：%(subject)s（%(code)s）。"),
    "wish_waits_claimed": gettext_lazy("约定的日子到了，还没有说办好：%(subject)s（%(code)s）。"),
    "wish_waits_fulfilled": gettext_lazy("办好一周了，许愿的人还没有确认：%(subject)s（%(code)s），请打电话问问。"),
    "pledge_ends_soon": gettext_lazy("资源 30 天内到期：%(subject)s。"),
    "adviser_named": gettext_lazy("您被聘为%(subject)s的治理顾问，联席会议会通知您。"),
    "joint_meeting_called": gettext_lazy("请参加%(subject)s联席会议：%(day)s，%(venue)s。"),
    "alliance_rhythm_waits": gettext_lazy("%(subject)s的联席会议到期还没有召集，请定时间。"),
    "alliance_minutes_waits": gettext_lazy("%(subject)s的联席会议开过了，还没有写纪要。"),
    "alliance_point_waits": gettext_lazy("联席会议定的事到期还没有办完：%(subject)s。"),
    "alliance_pairing_waits": gettext_lazy("%(subject)s结对的一户，该联系了。"),
    "need_ask": gettext_lazy("新的需求：%(subject)s，请对接资源。"),
    "need_commit": gettext_lazy("有人答应办了：%(subject)s。"),
    "need_start": gettext_lazy("开始办了：%(subject)s。"),
    "need_fulfil": gettext_lazy("说是办好了：%(subject)s，请向提出的人确认。"),
    "need_confirm": gettext_lazy("需求已确认办好：%(subject)s。"),
    "need_not_yet": gettext_lazy("提出的人说还没有办好：%(subject)s。"),
    "need_fall_back": gettext_lazy("没有办成，要重新找资源：%(subject)s。"),
    "need_decline": gettext_lazy("暂时办不了：%(subject)s，请看理由。"),
    "need_withdraw": gettext_lazy("需求已撤回：%(subject)s。"),
    "need_waits_asked": gettext_lazy("还没有落实：%(subject)s，请对接资源，或列入联席会。"),
    "need_waits_committed": gettext_lazy("约定的日子到了，还没有开始：%(subject)s。"),
    "need_waits_under_way": gettext_lazy("约定的日子到了，还没有说办好：%(subject)s。"),
    "need_waits_fulfilled": gettext_lazy("办好一周了，提出的人还没有确认：%(subject)s，请问问。"),
    "project_propose": gettext_lazy("新提出的项目，等您决定是否立项：%(subject)s。"),
    "project_approve": gettext_lazy("项目已立项：%(subject)s。"),
    "project_start": gettext_lazy("项目已开工：%(subject)s。"),
    "project_accept": gettext_lazy("项目已通过验收：%(subject)s。"),
    "project_hand_over": gettext_lazy("项目已交付维护：%(subject)s。"),
    "project_stop": gettext_lazy("项目已停止：%(subject)s，请看理由。"),
    "project_milestone_done": gettext_lazy("项目节点办完了：%(subject)s。"),
    "project_milestone_moved": gettext_lazy("项目节点改期了：%(subject)s，请看原因。"),
    "project_milestone_late": gettext_lazy("项目节点逾期：%(subject)s，%(milestone)s，应在 %(due_on)s 以前办完。"),
    "project_look_due": gettext_lazy("该去看一看了：%(subject)s，维护检查到期。"),
    "survey_opened": gettext_lazy("问卷开始征集，可以上门代填：%(subject)s，%(last_on)s 截止。"),
    "survey_closed": gettext_lazy("问卷已结束，请看结果：%(subject)s。"),
    "vote_asked_roll_published": gettext_lazy("请您确认公示名册：%(subject)s。"),
    "vote_asked_voting": gettext_lazy("请您确认开始投票：%(subject)s。"),
    "vote_asked_counting": gettext_lazy("请您确认截止投票：%(subject)s。"),
    "vote_asked_declared": gettext_lazy("请您核对并确认公布结果：%(subject)s。"),
    "vote_asked_annulled": gettext_lazy("有人提请作废，请您看理由：%(subject)s。"),
    "vote_roll_late": gettext_lazy("到了开始投票的时间，名册还没有公示：%(subject)s，请抓紧或改时间。"),
    "vote_roll_published": gettext_lazy("名册已公示：%(subject)s。"),
    "vote_voting": gettext_lazy("开始投票了：%(subject)s。"),
    "vote_counting": gettext_lazy("投票已截止，请计票：%(subject)s。"),
    "vote_declared": gettext_lazy("结果已公布：%(subject)s。"),
    "vote_annulled": gettext_lazy("投票已作废：%(subject)s。"),
    "officer_nominated": gettext_lazy("有人推荐您：%(subject)s，请说说您愿不愿意。"),
    "opinion_collected": gettext_lazy("有人说了一条民情（%(code)s），请 2 个工作日内分流。"),
    "opinion_sorted": gettext_lazy("您记的民情已分流（%(code)s）。"),
    "motion_raise": gettext_lazy("有人提了议题：%(subject)s（%(code)s），请在规定的日子里答复。"),
    "motion_admit": gettext_lazy("已立题：%(subject)s（%(code)s）。"),
    "motion_refuse": gettext_lazy("没有立题：%(subject)s（%(code)s），请看理由。"),
    "motion_merge": gettext_lazy("已并入相同的议题：%(subject)s（%(code)s）。"),
    "motion_withdraw": gettext_lazy("提出的人撤回了议题：%(subject)s（%(code)s）。"),
    "motion_schedule": gettext_lazy("已排上议程：%(subject)s（%(code)s）。"),
    "motion_take_off": gettext_lazy("移出了议程：%(subject)s（%(code)s）。"),
    "motion_adopt": gettext_lazy("已形成决议：%(subject)s（%(code)s）。"),
    "motion_answer": gettext_lazy("会上已答复：%(subject)s（%(code)s）。"),
    "motion_reject": gettext_lazy("会上没有通过：%(subject)s（%(code)s）。"),
    "motion_postpone": gettext_lazy("下次再议：%(subject)s（%(code)s）。"),
    "motion_report_done": gettext_lazy("说是办好了：%(subject)s（%(code)s），正在请大家评议。"),
    "motion_reopen": gettext_lazy("还没有办好，接着办：%(subject)s（%(code)s）。"),
    "motion_close": gettext_lazy("议题已办结：%(subject)s（%(code)s）。"),
    "motion_project_stopped": gettext_lazy("决议立的项目停了：%(subject)s（%(code)s），请另想办法并告诉大家。"),
    "motion_vote_closed": gettext_lazy("投票结束了：%(subject)s（%(code)s），请在会议那一页记下决议。"),
    "motion_waits_raised": gettext_lazy("议题过了日子还没有答复：%(subject)s（%(code)s）。"),
    "motion_waits_admitted": gettext_lazy("立题两个月还没有排上议程：%(subject)s（%(code)s）。"),
    "motion_waits_scheduled": gettext_lazy("排上议程两个月还没有结果：%(subject)s（%(code)s）。"),
    "motion_waits_under_way": gettext_lazy("决议到了日子还没有办好：%(subject)s（%(code)s）。"),
    "hall_meeting_called": gettext_lazy("请您开会：%(subject)s，%(at)s。"),
    "hall_meeting_cancelled": gettext_lazy("会议取消了：%(subject)s，原定 %(at)s。"),
    "hall_meeting_drafted": gettext_lazy("会议记录写好了：%(subject)s，到会的可以提修改。"),
    "hall_meeting_amended": gettext_lazy("有人对会议记录提了修改：%(subject)s，请决定。"),
    "hall_meeting_signing": gettext_lazy("请签会议记录：%(subject)s。"),
    "hall_meeting_final": gettext_lazy("会议记录已定稿：%(subject)s。"),
    "volunteer_applied": gettext_lazy("有人登记当志愿者（%(code)s），请看一看、接纳。"),
    "call_asked": gettext_lazy("有人用时间币求助：%(subject)s，请看一看能不能发布。"),
    "call_taken": gettext_lazy("有人报名帮忙：%(subject)s。"),
    "call_dropped": gettext_lazy("有人来不了，空出一个位子：%(subject)s。"),
    "call_soon": gettext_lazy("一天内开始：%(subject)s，请看人够不够，打电话提醒报名的人。"),
    "call_over": gettext_lazy("时间过了：%(subject)s，请记下谁来了。"),
    "hours_entered": gettext_lazy("服务时长待确认：%(subject)s。"),
    "hours_refused": gettext_lazy("您登记的服务时长没有通过：%(subject)s，请看原因。"),
    "grids_published": gettext_lazy("%(name)s重新划分了网格：%(moved)s 栋楼换了网格，%(ended)s 个网格不再使用。"),
    "grids_planned": gettext_lazy("%(name)s从 %(on)s 起用新的网格：%(moved)s 栋楼换网格。"),
    "grids_withdrawn": gettext_lazy("%(name)s原定 %(on)s 起用的新网格撤回了，网格不变。"),
    "grids_held_up": gettext_lazy("%(name)s原定 %(on)s 起用的新网格没有生效，请到“网格划分”看原因。"),
    "report_drafted": gettext_lazy(
        "%(name)s %(first_on)s 至 %(last_on)s 的半月分析已生成草稿，请看一看、写上分析再发布。"
    ),
    "report_issued": gettext_lazy("%(name)s %(first_on)s 至 %(last_on)s 的半月分析已发布。"),
}
"""Kind → sentence with the facts as `%(name)s`. A kind without a line shows the fact `words`."""

ADDRESSES: dict[str, tuple[str, tuple[str, ...]]] = {
    "cases.case": ("staff:case", ("code",)),
    "alliance.wish": ("staff:wish", ("code",)),
    "alliance.pledge": ("staff:resources", ()),
    "alliance.adviser": ("staff:alliance", ()),
    "alliance.meetingrhythm": ("staff:alliance", ()),
    "alliance.jointmeeting": ("staff:meeting", ("subject_id",)),
    "alliance.meetingpoint": ("staff:meeting", ("meeting",)),
    "alliance.pairing": ("staff:pairing", ("subject_id",)),
    "alliance.need": ("staff:need", ("subject_id",)),
    "alliance.project": ("staff:project", ("subject_id",)),
    "forms.survey": ("staff:survey", ("subject_id",)),
    "votes.vote": ("staff:vote", ("code",)),
    "votes.nomination": ("staff:my_nominations", ()),
    "halls.opinion": ("staff:opinion", ("code",)),
    "halls.motion": ("staff:motion", ("code",)),
    "halls.meeting": ("staff:hall_meeting", ("subject_id",)),
    "teams.volunteer": ("staff:volunteer", ("subject_id",)),
    "teams.helpcall": ("staff:call", ("subject_id",)),
    "teams.hoursentry": ("staff:hours_entry", ("subject_id",)),
    "activities.booking": ("staff:venues", ()),
    "activities.activity": ("staff:activity", ("subject_id",)),
    "activities.need": ("staff:activities", ()),
    "insight.report": ("staff:report", ("subject_id",)),
}
"""Subject (a model's label) → the url name of its page and the facts that are its arguments; `subject_id` is one of them."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice as its list shows it."""

    id: UUID
    words: str
    at: datetime
    is_unread: bool


def words_for_notice(kind: str, facts: dict[str, Any]) -> str:
    """The sentence; a fact that is missing leaves a gap, never an error."""
    sentence = SENTENCES.get(kind)
    if sentence is None:
        return str(facts.get("words") or _("有一件与您有关的事情有了新进展。"))
    return str(sentence) % _Facts(facts)


def address_of_notice(subject: str, subject_id: UUID, facts: dict[str, Any]) -> str | None:
    """The page of what a notice is about; None when there is no page for it."""
    if subject not in ADDRESSES:
        return None
    name, wanted = ADDRESSES[subject]
    known = {**facts, "subject_id": subject_id}
    try:
        return reverse(name, args=[known[one] for one in wanted])
    except (KeyError, NoReverseMatch):
        return None


class _Facts(dict):
    def __missing__(self, name: str) -> str:
        return "…"
