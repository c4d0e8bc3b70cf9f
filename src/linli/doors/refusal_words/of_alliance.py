"""Refusals of wishes, needs, resources, matching, joint meetings and pairings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

NOT_ALLOWED = {
    "own_report": gettext_lazy("说“办好了”的人不能替提出的人确认，请换一位同事。"),
}

BAD_INPUT = {
    ("checks", "unmet"): gettext_lazy("三条都符合才能公示；有一条不符合，请用“不采纳”并说明理由。"),
    ("public_words", "personal"): gettext_lazy("这句话里像有电话或门牌，公示前请去掉。"),
    ("story", "personal"): gettext_lazy("微故事里像有电话或门牌，登出前请去掉。"),
    ("promised_on", "out_of_range"): gettext_lazy("约定的日子要在今天以后、半年以内，没有记下。"),
    ("claimer_name", "empty"): gettext_lazy("请写上怎么称呼认领的人。"),
    ("claimer_phone", "empty"): gettext_lazy("请留一个电话，社区好约时间。"),
    ("claimer_phone", "not_a_phone"): gettext_lazy("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。"),
    ("words", "empty"): gettext_lazy("请写一写您的心愿，一两句就行。"),
    ("quantity", "out_of_range"): gettext_lazy("数量要大于零，请改一下。"),
    ("quantity", "more_than_left"): gettext_lazy("数量要大于零，也不能比剩下的多，没有记下。"),
    ("last_on", "before_first"): gettext_lazy("到期的日子早于开始的日子，请改一下。"),
    ("title", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉：只写要什么，不写是谁家的。"),
    ("unit", "empty"): gettext_lazy("请写上单位，例如辆、次、小时。"),
    ("people", "out_of_range"): gettext_lazy("人数要在 1 到 100 万之间，请改一下。"),
    ("to_hour", "before_first"): gettext_lazy("结束的钟点要晚于开始的钟点，请改一下。"),
    ("on", "in_the_future"): gettext_lazy("这一天还没有到，请改成已经过去的日子。"),
    ("quantity", "more_than_due"): gettext_lazy("数量要大于零，也不能比答应了还没有交的多，没有记下。"),
    ("note", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("lead_days", "out_of_range"): gettext_lazy("提前的天数在 0 到 180 之间，请改一下。"),
    ("weekdays", "empty"): gettext_lazy("请至少选一天。"),
    ("venue", "empty"): gettext_lazy("请写上在哪里开。"),
    ("hour", "out_of_range"): gettext_lazy("钟点在 0 到 23 之间，请改一下。"),
    ("starts_at", "in_the_past"): gettext_lazy("这个时间已经过去了，请另选一个。"),
    ("summary", "personal"): gettext_lazy("会议情况里像有电话或门牌，请去掉再保存。"),
    ("outcome", "personal"): gettext_lazy("议定里像有电话或门牌，请去掉再保存。"),
    ("outcome", "half"): gettext_lazy("要办的事，议定、谁办、哪天以前三样都要写；不用再办的只写议定。"),
    ("words", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("purpose", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉：只写要帮什么。"),
    ("purpose", "empty"): gettext_lazy("请写一写为什么结对。"),
    ("consent_by", "empty"): gettext_lazy("没有本人或监护人同意不能结对，请写上谁同意的。"),
    ("consented_on", "in_the_future"): gettext_lazy("同意的日子还没有到，请改一下。"),
    ("every_days", "out_of_range"): gettext_lazy("间隔在 1 到 180 天之间，请改一下。"),
    ("brought", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("reason", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("brings", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("matches", "empty"): gettext_lazy("还没有选中任何一条建议，请先勾选。"),
    ("pledge", "unfit"): gettext_lazy("这项资源现在用不上了（用完、过期或撤下），请换一项。"),
}

NOT_FOUND = {
    "wish": gettext_lazy("没有找到这个心愿，可能编号抄错了，或者它不在您负责的区域。"),
    "need": gettext_lazy("没有找到这个需求，可能已经换了编号，或者它不在您负责的区域。"),
    "member": gettext_lazy("没有找到这家单位，可能已经退出联盟。"),
    "adviser": gettext_lazy("没有找到这位治理顾问，可能已经卸任。"),
    "meeting": gettext_lazy("没有找到这次联席会议，或者它不在您负责的区域。"),
    "meeting_point": gettext_lazy("没有找到这项议题，可能会议已经改过，请刷新再看。"),
    "pairing": gettext_lazy("没有找到这个结对，可能已经结束，或者它不在您负责的区域。"),
    "match": gettext_lazy("没有找到这条建议，可能已经重新对接过。"),
    "match_run": gettext_lazy("还没有对接过，请先对接一次。"),
}

CONFLICTS = {
    "pledge": gettext_lazy("这项资源刚被别处用掉，或者这个需求已经够了，没有记下。请重新对接一次。"),
}
