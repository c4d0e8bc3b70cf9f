"""What is wrong with a field of a survey, a registered form or a project, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
    ("answer", "missing"): gettext_lazy("这一题请回答。"),
    ("answer", "not_a_choice"): gettext_lazy("请从列出的里选，没有这个序号。"),
    ("answer", "one_choice"): gettext_lazy("这一题只能选一个。"),
    ("answer", "not_a_number"): gettext_lazy("请填一个数字，最多两位小数。"),
    ("answer", "too_long"): gettext_lazy("写得太长了，请不要超过 500 字。"),
    ("q1", "all_empty"): gettext_lazy("一题都没有答，请至少答一题。"),
    ("dwelling", "unknown"): gettext_lazy("登记里没有这一户，请核对楼栋和门牌。"),
    ("slip", "wrong"): gettext_lazy("和这一户的纸条对不上，请核对楼栋、门牌和六位数字。"),
    ("dwelling", "missing"): gettext_lazy("请选楼栋、填门牌。"),
    ("dwelling", "not_asked"): gettext_lazy("这次调查没有问这个小区。"),
    ("dwelling", "other_on_paper"): gettext_lazy("第一遍录的是另一户，请核对纸上的编号和门牌。"),
    ("channel", "closed"): gettext_lazy("这份问卷不从这里收。"),
    ("age_group", "unknown"): gettext_lazy("没有这个年龄段，请重新选。"),
    ("serial", "empty"): gettext_lazy("请填纸上的编号。"),
    ("serial", "too_long"): gettext_lazy("编号最多 12 个字。"),
    ("serial", "no_paper"): gettext_lazy("这份问卷不收纸质的。"),
    ("last_on", "before_start"): gettext_lazy("结束的日子不能早于开始的日子。"),
    ("last_on", "too_long"): gettext_lazy("最长 180 天，请改短一些。"),
    ("last_on", "over_a_year"): gettext_lazy("一张表最长登记一年，到期再看还要不要。"),
    ("age_last", "out_of_order"): gettext_lazy("年龄写反了，请检查。"),
    ("questions", "empty"): gettext_lazy("至少选一道题。"),
    ("questions", "too_many"): gettext_lazy("最多 60 道题，太长了没有人愿意答。"),
    ("questions", "unknown"): gettext_lazy("有一道题已经换了措辞或不能用，请重新选。"),
    ("questions", "other_version"): gettext_lazy(
        "有一道题在同一个项目的另一次问卷里用了另一个版本的措辞，这样不能前后比较。请用同一个版本。"
    ),
    ("channels", "empty"): gettext_lazy("请至少选一种收的方式。"),
    ("estates", "unknown"): gettext_lazy("有一个小区不在这个社区，请重新选。"),
    ("stage", "without_series"): gettext_lazy("问需、问计、问效要从项目的页面里做。"),
    ("options", "too_few"): gettext_lazy("单选、多选至少要有两个选项，一行一个。"),
    ("options", "too_many"): gettext_lazy("选项最多 20 个。"),
    ("options", "twice"): gettext_lazy("有两个选项写得一样。"),
    ("unit", "too_long"): gettext_lazy("单位最多 12 个字。"),
    ("topic", "too_long"): gettext_lazy("归类的名字最多 20 个字。"),
    ("texts", "empty"): gettext_lazy("请先勾选要归类的原话。"),
    ("fields", "empty"): gettext_lazy("请写要填哪些，一行一项。"),
    ("fields", "too_many"): gettext_lazy("一张表最多 40 项。"),
    ("fields", "twice"): gettext_lazy("有两项写得一样。"),
    ("item", "twice"): gettext_lazy("这个项目里已经有同样的一行，请改那一行。"),
    ("name", "twice"): gettext_lazy("这个项目里已经有同名的拍照点。"),
    ("planned", "out_of_range"): gettext_lazy("数目太大或不对，请检查。"),
    ("spent", "out_of_range"): gettext_lazy("数目太大或不对，请检查。"),
    ("done", "out_of_range"): gettext_lazy("数目太大或不对，请检查。"),
    ("due_on", "far"): gettext_lazy("这个日子太远了，请检查年份。"),
    ("done_on", "future"): gettext_lazy("还没有到这一天，请检查。"),
    ("held_on", "future"): gettext_lazy("还没有到这一天，请检查。"),
    ("looked_on", "future"): gettext_lazy("还没有到这一天，请检查。"),
    ("taken_on", "future"): gettext_lazy("还没有到这一天，请检查。"),
    ("first_on", "past"): gettext_lazy("请选今天以后的日子。"),
    ("every_days", "out_of_range"): gettext_lazy("请填 1 到 730 天。"),
    ("parts", "two_leads"): gettext_lazy("只能有一个牵头的。"),
    ("parts", "unknown"): gettext_lazy("有一个岗位或单位已经撤销，请重新选。"),
    ("places", "unknown"): gettext_lazy("有一个地方不在这个社区，请重新选。"),
    ("places", "too_many"): gettext_lazy("涉及的地方太多了，整个小区请直接勾选小区。"),
    ("rating", "out_of_range"): gettext_lazy("请选 1 到 5 分。"),
}

NOT_FOUND = {
    "project": gettext_lazy("没有找到这个项目，可能它不在您负责的区域。"),
    "survey": gettext_lazy("没有找到这份问卷，可能它不在您负责的区域。"),
    "question": gettext_lazy("没有找到这道题，可能它不归您的社区用。"),
    "form": gettext_lazy("没有找到这张表，可能它不要您填。"),
}

WRONG_STATE = {
    "open_milestones": gettext_lazy("还有节点没有办完，没有验收。请先办完或改期。"),
}

WRONG_DEED = {
    "form.fill": gettext_lazy("这张表现在不用填：还没开始、已经到期或已经停用。"),
    "survey.answer": gettext_lazy("这份问卷现在不能答：还没开始或已经结束。"),
}
