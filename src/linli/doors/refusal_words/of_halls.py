"""The sentences of refusals in halls, which `refusal_words.py` puts among its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

NOT_ALLOWED = {
    "members_only": gettext_lazy("这个议事厅只由成员提议题。您可以先在“说说民情”里讲，社区会转过去。"),
    "not_attending": gettext_lazy("只有到会的人能提修改，只有到会的成员能签字。"),
    "two_people": gettext_lazy("纸质签字要两个人核对，请换一位同事再记一次。"),
    "not_concerned": gettext_lazy(
        "评议的是提出、附议、到会的人和住在那里的人。请填当时留的电话，或者填您住的楼栋房号。"
    ),
}

BAD_INPUT = {
    ("name", "empty"): gettext_lazy("名称或姓名还空着，请补上。"),
    ("station", "unknown"): gettext_lazy("没有这个议事站，请重新选。"),
    ("hall", "unknown"): gettext_lazy("没有这个议事厅，请重新选。"),
    ("part", "no_observers"): gettext_lazy("这个议事厅不设观察员。"),
    ("guardian", "empty"): gettext_lazy("成员和观察员是未成年人，要先有监护人的姓名和同意。"),
    ("consent_on", "empty"): gettext_lazy("请写监护人哪天、怎么同意的。"),
    ("consent_on", "in_future"): gettext_lazy("同意的日子在今天以后，请核对。"),
    ("member", "unknown"): gettext_lazy("没有这个成员，可能已经退出。"),
    ("members", "unknown"): gettext_lazy("名单里有人已经退出，没有点到。请刷新后再点。"),
    ("lines", "too_many"): gettext_lazy("一次最多补录 300 人，请分几次。"),
    ("lines", "unreadable"): gettext_lazy("有一行没有姓名。请一行一人：姓名，空格，电话。"),
    ("words", "why"): gettext_lazy("不满意的，请写一句哪里没有办好。"),
    ("phone", "empty"): gettext_lazy("请留一个电话，一个号码算一次。"),
    ("title", "tells_who"): gettext_lazy("题目里像有电话或门牌，公开前请去掉。"),
    ("public_words", "tells_who"): gettext_lazy("题目里像有电话或门牌，公开前请去掉。"),
    ("text", "tells_who"): gettext_lazy("决议里像有电话或门牌，公示前请去掉。"),
    ("into", "unknown"): gettext_lazy("没有这个议题，请重新选。"),
    ("into", "ended"): gettext_lazy("那个议题已经有了结果，不能再并进去。"),
    ("starts_at", "out_of_range"): gettext_lazy("开会的日子要在前后一年以内，请核对。"),
    ("ends_at", "too_long"): gettext_lazy("结束要晚于开始，一次最多 12 小时。"),
    ("lecturer", "empty"): gettext_lazy("请写谁来讲。"),
    ("short_notice", "too_late"): gettext_lazy("离开会的日子比规矩近了，请写明为什么来不及提前通知。"),
    ("agenda", "empty"): gettext_lazy("议程上还没有议题，请先排上议题再通知。"),
    ("minutes", "time_box"): gettext_lazy("一个议题 5 到 180 分钟，请重新选。"),
    ("motion", "unknown"): gettext_lazy("没有这个议题，请重新选。"),
    ("in_favour", "empty"): gettext_lazy("举手表决的，请把赞成、反对、弃权的人数都填上。"),
    ("in_favour", "more_than_attending"): gettext_lazy("举手的人数比到会成员还多，请核对。"),
    ("outcome", "not_carried"): gettext_lazy("赞成的人数不够，按规矩没有通过。"),
    ("outcome", "vote_carried"): gettext_lazy("投票的结果是通过，请按投票结果记。"),
    ("outcome", "vote_not_carried"): gettext_lazy("投票的结果是没有通过，请按投票结果记。"),
    ("outcome", "carried"): gettext_lazy("赞成的人数够了，按规矩是通过。"),
    ("undertakings", "incomplete"): gettext_lazy("做什么、谁来做、哪天以前，三样都要写。"),
    ("undertakings", "out_of_range"): gettext_lazy("办好的日子要在今天以后、两年以内。"),
    ("kind", "empty"): gettext_lazy("列入需求清单的，请写要哪一类、多少。"),
    ("place", "too_wide"): gettext_lazy("街道的议事厅不能直接立项目，请转给社区。"),
    ("points", "empty"): gettext_lazy("一条也没有写，没有保存。"),
    ("points", "too_long"): gettext_lazy("有一条太长了，每条不超过 3000 字。"),
    ("text", "empty"): gettext_lazy("请写一写应当怎么说。"),
    ("text", "unchanged"): gettext_lazy("和现在的记录一样，没有提交。"),
}

WRONG_STATE = {
    "no_quorum": gettext_lazy("到会的成员还不够法定人数，不能表决。可以记“下次再议”。"),
    "not_now": gettext_lazy("现在不是开会的时间，没有记下。"),
    "open_amendments": gettext_lazy("还有修改意见没有决定，先采纳或者说明不采纳。"),
    "unresolved": gettext_lazy("议程上还有议题没有记结果，先记下决议再签字。"),
    "vote_running": gettext_lazy("这个议题交给了投票，结果公布以后再记决议。"),
    "unsigned": gettext_lazy("到会成员还没有都签字，等他们签了，或者等满七天。"),
}
"""What stands in the way, where the state has a name of its own."""

NOT_FOUND = {
    "hall": gettext_lazy("没有找到这个议事厅，或者它不在您负责的区域。"),
    "motion": gettext_lazy("没有找到这个议题，可能编号抄错了，或者它不在您负责的区域。"),
    "opinion": gettext_lazy("没有找到这条民情，可能编号抄错了，或者它不在您负责的区域。"),
    "hall_meeting": gettext_lazy("没有找到这次会议，或者它不在您负责的区域。"),
}
