"""The sentences of refusals of photographs and drawings, which `refusal_words.py` puts among its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
    ("photographs", "empty"): gettext_lazy("有一张照片是空的，请重新选择。"),
    ("photographs", "too_big"): gettext_lazy("有一张照片太大（每张不超过 12 MB），请换一张或缩小后再传。"),
    ("photographs", "not_a_picture"): gettext_lazy("有一个文件不是照片。可以传 JPG、PNG、WebP 图片。"),
    ("photographs", "broken"): gettext_lazy("有一张照片打不开，可能没有传完整，请重新选择。"),
    ("drawing", "unreadable"): gettext_lazy("图没有传完整，这次没有保存。请返回刷新后再画。"),
    ("drawing", "coordinates"): gettext_lazy("图上有一个点的位置不对，这次没有保存。请撤销最后几步再试。"),
    ("drawing", "kind"): gettext_lazy("图上有一个记号的种类不认识，这次没有保存。请去掉它再试。"),
    ("drawing", "words"): gettext_lazy("记号旁的字请缩到 20 个以内，这次没有保存。"),
    ("drawing", "too_many_marks"): gettext_lazy("一张图最多 60 个记号，再多墙上就看不清了。请去掉几个再保存。"),
    ("drawing", "too_many_lines"): gettext_lazy("一张图最多 20 条线，再多墙上就看不清了。请去掉几条再保存。"),
    ("drawing", "too_many_points"): gettext_lazy(
        "线画得太细了（一张图最多 2000 个点），这次没有保存。请去掉一条再试。"
    ),
    ("drawing", "far_away"): gettext_lazy("有的记号离这个网格超过 5 公里，可能点错了。请去掉它再保存。"),
    ("drawing", "no_buildings"): gettext_lazy("这个网格的楼栋还没有登记位置，暂时不能画。请联系社区登记。"),
}
