"""Refusals of facilities, circles and walk days."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
    ("kind", "unknown"): gettext_lazy("没有这一类，请从清单里选。"),
    ("offers", "unknown"): gettext_lazy("有一样服务不在清单里，请重新勾选。"),
    ("as_of", "out_of_range"): gettext_lazy("核实的日子不能在今天以后，也不能早于 1990 年。"),
    ("longitude", "position"): gettext_lazy("经纬度不在国内，可能填反了：经度在前，是一百多；纬度在后，是几十。"),
    ("longitude", "half_position"): gettext_lazy("经度和纬度要一起填。"),
    ("longitude", "not_a_number"): gettext_lazy("经度要填数字。"),
    ("latitude", "not_a_number"): gettext_lazy("纬度要填数字。"),
    ("capacity", "out_of_range"): gettext_lazy("能服务的人数要在 1 到 100000 之间。"),
    ("capacity", "not_a_number"): gettext_lazy("能服务的人数要填数字。"),
    ("name", "facility_taken"): gettext_lazy("本社区已经有一处同类同名的，没有再登记一次。"),
    ("name", "twice"): gettext_lazy("表里有两行同类同名。"),
    ("name", "empty"): gettext_lazy("名称还空着，请补上。"),
    ("file", "no_column"): gettext_lazy("表里没有“类别”或“名称”这一列。"),
    ("file", "too_many"): gettext_lazy("行数太多，一次最多 2000 行。"),
    ("file", "unreadable"): gettext_lazy("这一行读不出来。"),
    ("circle", "nothing_located"): gettext_lazy("楼栋都还没有登记位置，算不了。请先导入楼栋位置。"),
    ("whom", "unknown"): gettext_lazy("请选先照顾谁。"),
    ("whom", "nobody"): gettext_lazy(
        "登记的居民里还没有这样的人，没法按他们选。请先登记居民的出生年份，或者选全体住户。"
    ),
    ("number", "sites_range"): gettext_lazy("一次选 1 到 10 处。"),
    ("adult", "out_of_range"): gettext_lazy("步行速度要在每分钟 20 到 120 米之间。"),
    ("elder", "out_of_range"): gettext_lazy("步行速度要在每分钟 20 到 120 米之间。"),
    ("on", "walk_day_past"): gettext_lazy("日子已经过去了，请选今天或以后的日子。"),
    ("on", "walk_day_far"): gettext_lazy("最多排到一年以后。"),
    ("grids", "unknown"): gettext_lazy("有一个网格不在本社区，请重新选。"),
    ("grids", "empty"): gettext_lazy("请至少选一个网格。"),
    ("team", "empty"): gettext_lazy("请至少选一位一起去的人。"),
    ("looked", "outside"): gettext_lazy("有一处不在这次要走的网格里，没有记下。请返回刷新再勾。"),
}

NOT_FOUND = {
    "facility": gettext_lazy("没有找到这一处便民设施，可能已经去掉了。"),
    "facility_kind": gettext_lazy("没有这一类服务。"),
    "circle_run": gettext_lazy("便民圈还没有算过。请先算一次。"),
    "site_run": gettext_lazy("没有找到这次选址，或者它不归您看。"),
    "walk_day": gettext_lazy("没有找到这次下村日，或者它不归您管。"),
}

CONFLICTS = {
    "circle_run": gettext_lazy("便民圈正在算，请等算完再算下一次。"),
    "site_run": gettext_lazy("上一次选址还在算，请等算完再选下一次。"),
    "circle_rule": gettext_lazy("别人刚刚改过标准，这次没有保存。请刷新后再改。"),
}
