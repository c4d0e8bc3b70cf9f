"""What the deeds of reports, hot issues and the writing aid are called."""

from django.utils.translation import gettext_lazy as _

REPORTS = {
    "report.draft": _("生成半月分析"),
    "report.write_remarks": _("写半月分析"),
    "report.issue": _("发布半月分析"),
    "report.correct": _("更正半月分析"),
}
HOT_ISSUES = {
    "hot_issue.rename": _("改热点问题的名称"),
    "hot_issue.merge": _("合并热点问题"),
    "hot_issue.take_out": _("把事项移出热点问题"),
    "hot_issue.mute": _("热点问题不再提示"),
    "hot_issue.unmute": _("恢复提示热点问题"),
    "rate_terms.set": _("改比率的口径"),
    "writing_aid.set": _("改写作助手的设置"),
    "writing_aid.call": _("请写作助手帮忙"),
}
