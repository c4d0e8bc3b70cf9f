"""The sentences of refusals about volunteers and teams, which `refusal_words.py` puts among its own."""

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
