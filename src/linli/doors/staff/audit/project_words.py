"""What the deeds of projects, surveys and registered forms are called in the audit trail."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.alliance.rules.project_loop import ProjectDeed

PROJECTS = {f"project.{deed.value}": _(deed.label) for deed in ProjectDeed} | {
    "project.change": _("改项目说明"),
    "project.set_places": _("改项目涉及的地方"),
    "project.set_parts": _("改牵头和帮忙的"),
    "project.write_money": _("记项目资金"),
    "project.write_quantity": _("记工程量"),
    "project.write_milestone": _("定项目节点"),
    "project.finish_milestone": _("节点办完"),
    "project.drop_money": _("删去一行资金"),
    "project.drop_quantity": _("删去一项工程量"),
    "project.drop_milestone": _("删去一个节点"),
    "project.drop_turnout": _("删去一次参与人数"),
    "project.add_spot": _("加拍照点"),
    "project.add_picture": _("加项目照片"),
    "project.count_turnout": _("记居民参与人数"),
    "project.look_after": _("维护检查"),
    "project.follow": _("关注项目"),
    "project.rate": _("评价项目"),
    "project.ring_milestone": _("节点逾期提醒"),
    "project.remind_of_look": _("维护检查提醒"),
}
FORMS = {
    "survey.write_question": _("写题库的题"),
    "survey.draft": _("起草问卷"),
    "survey.change": _("改问卷草稿"),
    "survey.open": _("开始征集"),
    "survey.close": _("结束征集"),
    "survey.answer": _("收下一份问卷"),
    "survey.enter_paper": _("录纸质问卷"),
    "survey.settle_paper": _("核对纸质问卷"),
    "survey.sort_texts": _("给原话归类"),
    "survey.read_texts": _("看问卷原话"),
    "form.register": _("登记一张表"),
    "form.stop": _("停用一张表"),
    "form.fill": _("填一张表"),
}
SUBJECTS: dict[str, Promise] = {
    "alliance.project": _("项目"),
    "alliance.projectpart": _("项目分工"),
    "alliance.projectbudgetline": _("项目资金"),
    "alliance.projectquantity": _("工程量"),
    "alliance.projectmilestone": _("项目节点"),
    "alliance.projectspot": _("拍照点"),
    "alliance.projectpicture": _("项目照片"),
    "alliance.projectturnout": _("居民参与人数"),
    "alliance.projectlook": _("维护检查"),
    "alliance.projectfollower": _("项目关注"),
    "forms.question": _("题库的题"),
    "forms.survey": _("问卷"),
    "forms.surveyreturn": _("问卷回收"),
    "forms.paperslip": _("纸质问卷"),
    "forms.registeredform": _("登记的表"),
    "forms.formfilling": _("填好的表"),
}
