"""Why a row of the table of places cannot be taken, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from linli.places.rules.place_rows import BadPlaceRow

WORDS = {
    "no_column": gettext_lazy("表里没有“小区”这一列。请用模板里的列名，顺序不限。"),
    "too_many": gettext_lazy("一次最多 {text} 行，后面的没有读。请拆成几个文件，重复的行不会重复登记。"),
    "contradicts": gettext_lazy("和第 {text} 行是同一处，内容却不一样。请只留正确的一行。"),
    "too_long": gettext_lazy("“{text}…”太长了。"),
    "no_estate": gettext_lazy("没有写小区。"),
    "no_building": gettext_lazy("写了组团或期“{text}”，没有写楼栋。"),
    "building": gettext_lazy("楼栋“{text}”读不懂，请写成 7号楼 或 7。"),
    "units": gettext_lazy("单元数“{text}”应是 1 到 99 的整数。"),
    "floors": gettext_lazy("层数“{text}”应是 1 到 200 的整数。"),
    "households": gettext_lazy("户数“{text}”应是 1 到 5000 的整数。"),
    "kind": gettext_lazy("网格类型“{text}”应是 基础 或 专属。"),
    "kind_of_none": gettext_lazy("写了网格类型“{text}”，没有写网格名称。"),
    "other_kind": gettext_lazy("“{text}”已经登记成另一种网格（基础或专属），不能在这里改。"),
    "position": gettext_lazy("经纬度“{text}”不在中国范围内，经度像 117.49，纬度像 30.66，请检查是否写反。"),
    "half_position": gettext_lazy("经度和纬度要么都写，要么都不写。"),
    "too_many_grids": gettext_lazy("这个社区的网格编号已经用完，没有新建“{text}”。"),
    "has_homes": gettext_lazy("“{text}”已经登记了住户，不能在这里换网格。"),
    "unreadable": gettext_lazy("这一行的引号不成对，分不清各列。"),
}


def words_for_bad(bad: BadPlaceRow) -> str:
    """The sentence for a bad row."""
    return str(WORDS[bad.reason]).format(text=bad.text)
