"""What the deeds of the audit trail are called on a page. Rooms add their lines here."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.alliance.rules import WishDeed
from linli.alliance.rules.need_loop import NeedDeed
from linli.cases.rules import Deed

from . import ground_words, project_words, volunteer_deeds, vote_deeds
from .activity_deeds import ACTIVITIES, ACTIVITY_SUBJECTS
from .address_deed_words import ADDRESS_SUBJECTS, ADDRESSES
from .hall_deed_words import HALL_SUBJECTS, HALLS
from .insight_deed_words import HOT_ISSUES, REPORTS

ACCOUNTS = {
    "account.sign_in": _("登录"),
    "account.sign_in_refused": _("登录未成功"),
    "account.sign_out": _("退出"),
    "account.change_password": _("修改密码"),
    "account.open": _("开通账号"),
    "account.reopen": _("重新开通账号"),
    "account.close": _("停用账号"),
    "account.unlock": _("解锁账号"),
    "account.reset_password": _("重置密码"),
    "account.grant_role": _("授予岗位"),
    "account.revoke_role": _("收回岗位"),
    "audit.export": _("导出审计记录"),
}
CASES = {f"case.{deed.value}": _(deed.label) for deed in Deed} | {
    "case.alarm": _("时限提醒"),
    "case.look": _("查看事项"),
    "case.reveal_phone": _("查看电话"),
    "case.search_by_phone": _("按电话查找"),
    "case.export": _("导出事项"),
    "case.second": _("我也遇到"),
}
ALLIANCE = {f"wish.{deed.value}": _(deed.label) for deed in WishDeed} | {
    "wish.alarm": _("心愿到期提醒"),
    "wish.look": _("查看心愿"),
    "wish.join_claim": _("加入认领"),
    "wish.reveal_phone": _("查看许愿人或认领人电话"),
    "alliance.join": _("登记共建单位"),
    "alliance.pledge": _("登记资源"),
    "alliance.withdraw_pledge": _("撤下资源"),
    "alliance.ask_for_pledge": _("联系单位用资源"),
    "alliance.committed": _("单位答应"),
    "alliance.declined": _("单位说这次不行"),
    "alliance.under_way": _("单位开始办"),
}
NEEDS = {f"need.{deed.value}": _(deed.label) for deed in NeedDeed} | {
    "need.alarm": _("需求到期提醒"),
    "need.look": _("查看需求"),
    "alliance.deliver": _("记录交付"),
    "alliance.leave": _("退出共治联盟"),
    "alliance.change_liaison": _("更换单位联系人"),
    "alliance.name_adviser": _("聘请治理顾问"),
    "alliance.release_adviser": _("治理顾问卸任"),
    "alliance.set_rhythm": _("定联席会议的规律"),
    "alliance.call_meeting": _("召集联席会议"),
    "alliance.add_point": _("加一项议题"),
    "alliance.write_minutes": _("写会议纪要"),
    "alliance.cancel_meeting": _("取消联席会议"),
    "alliance.export_pairings": _("导出结对名单"),
    "alliance.settle_point": _("会议定的事办完"),
    "alliance.alarm": _("联盟到期提醒"),
    "alliance.pair": _("结对"),
    "alliance.pairing_contact": _("记一次结对联系"),
    "alliance.end_pairing": _("结束结对"),
    "alliance.look_at_pairing": _("查看结对"),
    "alliance.reveal_pairing": _("查看结对户电话地址"),
    "alliance.call_member": _("查看单位联系人电话"),
    "alliance.match": _("对接资源"),
    "alliance.confirm_match": _("采用对接建议"),
    "alliance.reject_match": _("不采用对接建议"),
    "need.reveal_phone": _("查看提出人电话"),
}
SETTINGS = {
    "places.hand_in_ground_file": _("上传地图文件"),
    "places.take_in_ground": _("导入地图文件"),
    "places.drop_ground_file": _("不导入地图文件"),
    "places.begin_grid_draft": _("起草网格划分"),
    "places.keep_grid_draft": _("改网格草稿"),
    "places.publish_grid_draft": _("发布网格"),
    "places.set_grid_rule": _("定网格大小和权重"),
    "places.withdraw_grid_plan": _("撤回定好日子的网格"),
    "places.put_grids_into_effect": _("定好的网格到日子生效"),
    "places.drop_grid_draft": _("放弃网格草稿"),
    "places.ask_for_grid_design": _("请系统提网格方案"),
    "places.take_up_grid_design": _("系统提出网格方案"),
    "post.open": _("设立岗位"),
    "post.appoint": _("任命到岗"),
    "post.vacate": _("离岗"),
    "post.pair": _("结为AB角"),
    "post.close": _("撤销岗位"),
    "triage.set_words": _("改归类用词"),
    "calendar.import": _("导入工作日历"),
    "calendar.set_day": _("调整工作日"),
    "calendar.set_hours": _("调整办公时间"),
    "post.change_places": _("改岗位负责的楼栋"),
    "organisation.open": _("登记单位"),
    "organisation.close": _("撤下单位"),
    "places.load_divisions": _("载入区划代码"),
    "places.open_community": _("建立社区"),
    "places.take_in": _("登记小区楼栋"),
    "places.rename": _("地方改名"),
    "categories.draft": _("起草类别与时限"),
    "categories.change": _("改类别与时限草案"),
    "categories.remove": _("从草案去掉类别"),
    "categories.publish": _("发布类别与时限"),
    "categories.discard": _("放弃类别与时限草案"),
}
IMPORTS = {
    "ledger.take_in": _("收下台账文件"),
    "ledger.map": _("对应台账的列"),
    "ledger.start": _("开始导入"),
    "ledger.bring_in": _("导入一批"),
    "ledger.end": _("导入完成"),
    "ledger.discard": _("放弃导入"),
    "ledger.take_corrections": _("取走需改正的行"),
}
PLACES = {"places.keep_own_map": _("保存网格图"), "base_map.set": _("改地图的底图")}
OTHERS = {"notice.read": _("看过提醒")}
GROUPS = (
    (_("账号"), ACCOUNTS),
    (_("事项"), CASES),
    (_("心愿与资源"), ALLIANCE),
    (_("议事厅"), HALLS),
    (_("地址"), ADDRESSES),
    (_("需求清单"), NEEDS),
    (_("活动与阵地"), ACTIVITIES),
    (_("项目"), project_words.PROJECTS),
    (_("问卷和表单"), project_words.FORMS),
    (_("便民圈和下村日"), ground_words.DEEDS),
    (_("投票"), vote_deeds.DEEDS),
    (_("志愿者与队伍"), volunteer_deeds.DEEDS),
    (_("半月分析"), REPORTS),
    (_("热点问题与写作助手"), HOT_ISSUES),
    (_("岗位与日历"), SETTINGS),
    (_("台账导入"), IMPORTS),
    (_("地方"), PLACES),
)
DEED_WORDS: dict[str, Promise] = OTHERS | {deed: words for _label, deeds in GROUPS for deed, words in deeds.items()}

SUBJECT_WORDS: dict[str, Promise] = {
    **ADDRESS_SUBJECTS,
    **HALL_SUBJECTS,
    **ACTIVITY_SUBJECTS,
    "accounts.user": _("账号"),
    "accounts.grant": _("授权"),
    "cases.case": _("事项"),
    "cases.entry": _("反映记录"),
    "cases.step": _("办理步骤"),
    "alliance.wish": _("心愿"),
    "alliance.wishclaim": _("认领"),
    "alliance.coclaimer": _("一起帮的人"),
    "alliance.memberunit": _("共建单位"),
    "alliance.pledge": _("资源"),
    "alliance.pledgeuse": _("资源台账"),
    "alliance.need": _("需求"),
    "alliance.adviser": _("治理顾问"),
    "alliance.meetingrhythm": _("联席会议规律"),
    "alliance.jointmeeting": _("联席会议"),
    "alliance.meetingpoint": _("会议事项"),
    "alliance.pairing": _("结对"),
    "alliance.pairingcontact": _("结对联系"),
    **ground_words.SUBJECTS,
    **project_words.SUBJECTS,
    **vote_deeds.SUBJECTS,
    **volunteer_deeds.SUBJECTS,
    "alliance.delivery": _("交付记录"),
    "alliance.matchrun": _("一次对接"),
    "alliance.match": _("对接建议"),
    "people.resident": _("居民"),
    "people.household": _("住户"),
    "teams.post": _("岗位"),
    "teams.workday": _("工作日历"),
    "teams.officehours": _("办公时间"),
    "cases.categoryset": _("类别与时限"),
    "cases.category": _("类别"),
    "places.building": _("楼栋"),
    "places.ownmap": _("网格图"),
    "insight.report": _("半月分析"),
    "insight.rateterms": _("比率的口径"),
    "places.community": _("社区"),
    "places.grid": _("网格"),
    "places.gridrule": _("网格大小和权重"),
    "places.griddraft": _("网格草稿"),
    "places.estate": _("小区"),
    "teams.organisation": _("单位"),
    "ledger.auditline": _("审计记录"),
    "cases.ledgerimport": _("台账导入"),
    "cases.savedmapping": _("列的对应"),
    "cases.assignment": _("分工"),
    "accounts.notice": _("提醒"),
    "places.division": _("区划"),
}


def words_for_deed(deed: str) -> str:
    """The deed's name; its code where it has none yet."""
    return str(DEED_WORDS.get(deed, deed))


def words_for_subject(subject: str) -> str:
    return str(SUBJECT_WORDS.get(subject, subject))
