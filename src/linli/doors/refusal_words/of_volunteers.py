"""The sentences for what is refused about volunteers and teams; part of the tables of `refusal_words.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
    ("name", "missing"): gettext_lazy("请写上姓名。"),
    ("birth_year", "out_of_range"): gettext_lazy("出生年份不对：志愿者要满 6 周岁，请检查。"),
    ("guardian_name", "empty"): gettext_lazy("未满 18 周岁的要写监护人姓名。"),
    ("guardian_phone", "empty"): gettext_lazy("未满 18 周岁的要写监护人电话。"),
    ("guardian_phone", "not_a_phone"): gettext_lazy("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。"),
    ("guardian_consents", "missing"): gettext_lazy("未满 18 周岁的要监护人同意才能登记。"),
    ("username", "unknown"): gettext_lazy("没有这个账号，请核对用户名；不是工作人员的空着。"),
    ("volunteer", "left"): gettext_lazy("这位志愿者已经退出，没有改动。"),
    ("codes", "unknown"): gettext_lazy("有一个编号不对，或者那个人不在本社区、还没有接纳，请核对。"),
    ("places", "out_of_range"): gettext_lazy("人数要在 1 到 200 之间。"),
    ("starts_at", "past"): gettext_lazy("开始的时间已经过了，请改一下。"),
    ("ends_at", "not_in_order"): gettext_lazy("结束要在开始之后、一天以内，请改一下。"),
    ("ends_at", "to_come"): gettext_lazy("还没有做完的不能登记，请做完再记。"),
    ("held_on", "to_come"): gettext_lazy("还没有做完的不能登记，请做完再记。"),
    ("minutes", "out_of_range"): gettext_lazy("时间要大于零、不超过 24 小时，请改一下。"),
    ("minutes", "longer_than_span"): gettext_lazy("每人的分钟数比起止时间还长，请改一下。"),
    ("minutes", "more_than_balance"): gettext_lazy("时间币不够，没有动。可以少要几个小时，或者先帮别人存一些。"),
    ("evidence", "empty"): gettext_lazy("没有起止时间的，请写凭什么这样记。"),
    ("served", "out_of_range"): gettext_lazy("服务的人数不对，请检查。"),
    ("volunteers", "too_many"): gettext_lazy("一次最多 300 人，请分几次登记。"),
    ("came", "unknown"): gettext_lazy("有一个人没有报名，请先替本人报名。"),
    ("to_code", "unknown"): gettext_lazy("没有这位志愿者，或者是您自己，请核对编号。"),
    ("last_on", "past"): gettext_lazy("结束的日子要在今天以后，请改一下。"),
    ("first_on", "nothing"): gettext_lazy("这段日子里没有已确认的时长，没有开证明。"),
    ("apprentice", "elsewhere"): gettext_lazy("师傅和徒弟要是同一个社区的两个岗位。"),
    ("grids", "elsewhere"): gettext_lazy("有一个网格不在这里，请重新选。"),
    ("kind", "unknown"): gettext_lazy("请在列出的类别里选。"),
    ("purpose", "missing"): gettext_lazy("请写一句导出做什么用，没有导出。"),
}

NOT_FOUND = {
    "volunteer": gettext_lazy("没有找到这位志愿者，可能已经退出，或者不在您负责的区域。"),
    "call": gettext_lazy("没有找到这个求助，可能已经结束，或者不在您负责的区域。"),
    "call_place": gettext_lazy("这个求助里没有报过名。"),
    "hours": gettext_lazy("没有找到这笔时长，或者它不在您负责的区域。"),
    "team": gettext_lazy("没有找到这支队伍，或者它不在您负责的区域。"),
    "training": gettext_lazy("没有找到这次培训。"),
    "attendee": gettext_lazy("有一个人不在这次培训的范围里，请按名单核对。"),
    "certificate": gettext_lazy("没有找到这份证明，请核对编号。"),
    "branch": gettext_lazy("没有找到这个支部，或者它不归您管理。"),
}

CONFLICTS = {
    "volunteer": gettext_lazy("这个姓名和电话已经登记过了，不用再登记。忘了编号，请打电话问社区。"),
    "call_full": gettext_lazy("刚刚报满了，谢谢您。看看别的求助。"),
    "own_call": gettext_lazy("这是您自己的求助，请等别人来帮忙。"),
    "hours_overlap": gettext_lazy("有人在这段时间里已经有别的服务时长，没有登记。请核对起止时间。"),
    "hours_reversed": gettext_lazy("这笔时长已经有一笔更正，不用再记。"),
    "mentoring": gettext_lazy("这位徒弟已经有师傅了，请先结束原来的结对。"),
}
"""By what somebody else was first at."""

NOT_ALLOWED = {
    "own_entry": gettext_lazy("登记的人不能自己确认，请换一位同事。"),
    "own_hours": gettext_lazy("帮忙的人不能确认自己的时长，请换一位同事。"),
}
