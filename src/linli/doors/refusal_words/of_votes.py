"""What refusals of votes say; part of the tables of `refusal_words.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
    ("choices", "how_many"): gettext_lazy("选项要有 2 到 40 个，一行一个。"),
    ("choices", "twice"): gettext_lazy("有两个选项一样，请改一个。"),
    ("choices", "length"): gettext_lazy("每个选项 1 到 60 个字，请改一下。"),
    ("choices", "yes_or_no"): gettext_lazy("业主共同决定的选项固定是同意、不同意、弃权。"),
    ("title", "length"): gettext_lazy("名称 1 到 60 个字，请改一下。"),
    ("question", "length"): gettext_lazy("题目 1 到 400 个字，请改一下。"),
    ("rule", "unknown"): gettext_lazy("没有这条规则，请重新选。"),
    ("rule", "takes_no_nominations"): gettext_lazy("推荐产生的选项不能用业主共同决定的规则，请换一条。"),
    ("most_marks", "out_of_range"): gettext_lazy("每张票选的项数要在 1 和选项数之间。"),
    ("seats", "out_of_range"): gettext_lazy("名额要在 1 和选项数之间。"),
    ("quorum_percent", "out_of_range"): gettext_lazy("百分比在 0 到 100 之间。"),
    ("proxy_cap", "out_of_range"): gettext_lazy("一人最多代 10 人。"),
    ("closes_at", "before_opening"): gettext_lazy("截止要晚于开始，请改一下。"),
    ("named", "area_needs_names"): gettext_lazy("按面积计票的投票要记名。"),
    ("rows", "how_many"): gettext_lazy("没有要加的人（可能都已在册），或者超过 20000 人。"),
    ("rows", "no_source"): gettext_lazy("请先选一个小区或岗位。"),
    ("marks", "empty"): gettext_lazy("还没有选，请选一项。"),
    ("marks", "too_many"): gettext_lazy("选多了，请去掉几项。"),
    ("marks", "unknown"): gettext_lazy("请在票上的选项里选。"),
    ("marks", "abstain_alone"): gettext_lazy("选了弃权就不能再选别的。"),
    ("number", "no_proxies"): gettext_lazy("这次投票不收委托。"),
    ("number", "has_voted"): gettext_lazy("这一位已经投过票，不能再委托。"),
    ("number", "no_paper_left"): gettext_lazy("没有可以发的纸质票了，请先编号打印；记名投票要打印这一位的票。"),
    ("phone", "proxy_cap"): gettext_lazy("这位受托人已经代满了规定的人数。"),
    ("phone", "empty"): gettext_lazy("请写受托人的电话，投票时要用尾号四位。"),
    ("count", "out_of_range"): gettext_lazy("张数要大于零，也不能超过名册人数减去已编号的。"),
    ("unused", "out_of_range"): gettext_lazy("剩余张数不能超过已编号的张数，请重新清点。"),
    ("serial", "unknown"): gettext_lazy("没有这个编号的票，可能扫错了，或者不是我们印的。"),
    ("serial", "empty"): gettext_lazy("一张票都还没有录。"),
    ("serial", "agreed"): gettext_lazy("这张票两遍录得一样，不用再看。"),
    ("serial", "not_looked_at"): gettext_lazy("录得不一样的票还没有全部看过。"),
    ("serial", "more_than_handed_out"): gettext_lazy("录入的票比发出的还多，没有计入，请核对。"),
    ("serial", "not_handed_out"): gettext_lazy("有一张票没有发出的记录，没有计入，请核对。"),
    ("papers", "do_not_balance"): gettext_lazy("纸质票的账还没有平，不能公布结果。请先录完、清点剩余。"),
    ("post", "unknown"): gettext_lazy("没有这个人选，可能刚刚离岗，请重新选。"),
    ("post", "too_many"): gettext_lazy("被推荐的人已经满 40 位。"),
    ("post", "no_nominations"): gettext_lazy("这次投票不收推荐。"),
    ("words", "nomination_words"): gettext_lazy("请用一两句话说说为什么推荐，不超过 200 字。"),
    ("to", "unknown"): gettext_lazy("没有这一步，请返回刷新后再试。"),
}

NOT_FOUND = {
    "vote": gettext_lazy("没有找到这次投票，可能编号抄错了，或者它不在您负责的区域。"),
    "roll_entry": gettext_lazy("名册上没有这个序号。"),
    "right": gettext_lazy("投票码和尾号对不上，请再核对一次。"),
    "receipt": gettext_lazy("没有找到这个回执的票，请核对回执码。"),
    "proxy": gettext_lazy("这份委托已经撤销，不能再用。"),
    "ballots": gettext_lazy("结果公布以后才能看选票。"),
    "nomination": gettext_lazy("没有找到这次推荐。"),
    "volunteer": gettext_lazy("没有找到这位志愿者，可能已经退出，或者不在您负责的区域。"),
    "call": gettext_lazy("没有找到这个求助，可能已经结束，或者不在您负责的区域。"),
    "call_place": gettext_lazy("这个求助里没有报过名。"),
    "hours": gettext_lazy("没有找到这笔时长，或者它不在您负责的区域。"),
    "team": gettext_lazy("没有找到这支队伍，或者它不在您负责的区域。"),
    "training": gettext_lazy("没有找到这次培训。"),
    "attendee": gettext_lazy("有一个人不在这次培训的范围里，请按名单核对。"),
    "certificate": gettext_lazy("没有找到这份证明，请核对编号。"),
    "branch": gettext_lazy("没有找到这个支部，或者它不归您管理。"),
    "need": gettext_lazy("没有找到这个需求，可能已经换了编号，或者它不在您负责的区域。"),
    "match": gettext_lazy("没有找到这条建议，可能已经重新对接过。"),
    "match_run": gettext_lazy("还没有对接过，请先对接一次。"),
}

NOT_ALLOWED = {
    "same_person": gettext_lazy("第一遍是您录的，第二遍要请另一位同事来录。"),
    "second_person": gettext_lazy("您自己提请的，要由另一位工作人员确认。"),
}
