"""The sentences of refusals of photographs, drawings and map files, which `refusal_words.py` puts among its own."""

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
    ("layers", "unknown"): gettext_lazy("底图里没有这一层，请重新勾选。"),
    ("map_file", "empty"): gettext_lazy("文件是空的，没有读。"),
    ("map_file", "too_big"): gettext_lazy("文件超过 60 MB，没有读。请只导出本社区的范围。"),
    ("map_file", "bomb"): gettext_lazy("压缩包解开后太大，没有读。请只导出本社区的范围。"),
    ("map_file", "encrypted"): gettext_lazy("压缩包有密码，读不了。请去掉密码再传。"),
    ("map_file", "no_shapefile"): gettext_lazy("压缩包里没有 .shp 等地图文件，没有读。"),
    ("map_file", "several"): gettext_lazy("文件里有不止一个图层，没有读。请一次只导出一个图层。"),
    ("map_file", "unknown"): gettext_lazy("这不是 GeoJSON、Shapefile、GeoPackage 或 OSM 文件，没有读。"),
    ("map_file", "broken"): gettext_lazy("文件不完整或已损坏，没有读。请重新导出一次。"),
    ("map_file", "too_many"): gettext_lazy("文件里的东西太多了，没有读。请只导出本社区的范围。"),
    ("map_file", "no_features"): gettext_lazy("文件里没有任何图形。"),
    ("map_file", "nothing"): gettext_lazy("文件里没有用得上的内容。请核对“文件里是什么”选得对不对。"),
    ("map_file", "crs"): gettext_lazy("文件里写的坐标系不认识，没有读。请问清楚坐标系，在下面选好再传。"),
    ("map_file", "no_crs"): gettext_lazy(
        "坐标不是经纬度，文件里也没有写坐标系（Shapefile 要带 .prj）。请在下面选好再传。"
    ),
    ("map_file", "rows"): gettext_lazy("有不能导入的行，一行也没有导入。请看标出的行。"),
    ("map_file", "gone"): gettext_lazy("这个文件放得太久，已经清理了，没有导入。请重新上传。"),
    ("map_file", "one_border"): gettext_lazy("社区边界只能有一块，文件里有好几块，也没有一块和本社区同名，没有导入。"),
    ("notes", "long"): gettext_lazy("图边上写不下，请缩到 120 字以内。"),
}
