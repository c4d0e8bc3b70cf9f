"""The sentences for refusals of the room of activities; `refusal_words` takes them in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
    ("code", "unknown_volunteer"): gettext_lazy("没有这个编号的志愿者，或者不在本社区、还没有接纳，请核对。"),
    ("groups", "empty"): gettext_lazy("请选一选给谁办。"),
    ("ends_at", "before_start"): gettext_lazy("结束要晚于开始，没有存。"),
    ("ends_at", "too_long"): gettext_lazy("一次最多 14 小时；要停用多日，请勾上“是停用”。"),
    ("starts_at", "too_far"): gettext_lazy("太远了，最多提前 400 天。"),
    ("starts_at", "not_begun"): gettext_lazy("活动还没有开始，不能说结束。"),
    ("starts_at", "closed_day"): gettext_lazy("那一天不开放，请换一天。"),
    ("starts_at", "closed_hours"): gettext_lazy("不在开放时间里，请看开放时间改一下。"),
    ("sign_up_until", "after_end"): gettext_lazy("报名截止不能晚于活动结束。"),
    ("place_words", "empty"): gettext_lazy("请选一个场地，或者写上地点。"),
    ("room_id", "unknown"): gettext_lazy("这一间已经不能用了，请重新选。"),
    ("until", "out_of_range"): gettext_lazy("每周都订最多 26 次，请改一下日子。"),
    ("parts", "empty"): gettext_lazy("义诊、集市请至少写一个科室或摊位。"),
    ("parts", "twice"): gettext_lazy("有两个科室或摊位同名，请改一个。"),
    ("parts", "too_many"): gettext_lazy("最多 40 个科室或摊位。"),
    ("parts", "in_use"): gettext_lazy("有人报了的科室或摊位不能去掉，请留着。"),
    ("capacity", "out_of_range"): gettext_lazy("名额是 1 到 5000，空着就是不限。"),
    ("capacity", "fewer_than_given"): gettext_lazy("名额不能比已经报上的人少，没有改。"),
    ("people", "more_than_room"): gettext_lazy("这一间坐不下这么多人，请换一间大的。"),
    ("guardian", "empty"): gettext_lazy("14 岁以下的孩子由监护人来报名，请写上监护人姓名。"),
    ("consent", "not_given"): gettext_lazy("请监护人同意后打勾。"),
    ("scans", "too_many"): gettext_lazy("一次发得太多了，请分几次。"),
    ("scans", "unreadable"): gettext_lazy("这一批没有传完整，记下的都还在，稍后会再发。"),
    ("counted", "out_of_range"): gettext_lazy("摊位计数请填 0 到 100000 的数字，没有存。"),
    ("satisfied", "out_of_range"): gettext_lazy("请填每种评价有几张，至少填一个。"),
    ("answer", "neither"): gettext_lazy("请写当场怎么答的，或者勾上转成事项。"),
    ("words", "empty_question"): gettext_lazy("请写下问的是什么。"),
    ("words", "empty_idea"): gettext_lazy("请写一写想要什么活动，一句话就行。"),
    ("wishes", "empty"): gettext_lazy("请先勾选几条想法，再归到一行。"),
    ("title", "empty_need"): gettext_lazy("请给新的一行起个名字，例如“骨科义诊”。"),
}

NOT_FOUND = {
    "activity": gettext_lazy("没有找到这场活动，可能还没有发布，或者链接抄错了。"),
    "venue": gettext_lazy("没有找到这个场地，可能已经撤下。"),
    "room": gettext_lazy("这一间现在不接受申请。"),
    "sign_up": gettext_lazy("没有找到这个报名，可能码抄错了。"),
}

CONFLICTS = {
    "room_taken": gettext_lazy("这段时间这一间刚刚有人订了，没有再订。请换个时间或换一间。"),
    "sign_up": gettext_lazy("这个人已经报过这场活动了，没有再报。"),
}
