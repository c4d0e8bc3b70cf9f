"""Refusals of maps, files of the ground, grids."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
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
    ("place", "not_sure"): gettext_lazy(
        "拿不准说的是哪里，地点没有改。请在下面选一个，或者把小区名称写全，再提交一次。"
    ),
    ("alias", "empty"): gettext_lazy("请写下叫法。"),
    ("alias", "too_long"): gettext_lazy("叫法最多 60 个字。"),
    ("alias", "known"): gettext_lazy("这个小区本来就有这个叫法。"),
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
    ("coordinates", "unknown"): gettext_lazy("没有这个坐标系，请重新选。"),
    ("layer", "unknown"): gettext_lazy("没有这一类内容，请重新选。"),
    ("community", "nothing_located"): gettext_lazy(
        "网格没有边界，楼栋也没有登记位置，画不出草稿。请先导入边界或楼栋位置。"
    ),
    ("least", "out_of_range"): gettext_lazy("户数要在 20 到 5000 之间。"),
    ("most", "out_of_range"): gettext_lazy("户数要在 20 到 5000 之间。"),
    ("most", "too_near"): gettext_lazy("最多的户数至少要比最少的多两成，不然划不出来。"),
    ("on", "past"): gettext_lazy("这一天已经过去了，请选今天或以后的日子。"),
    ("on", "too_late"): gettext_lazy("最远只能定在一年以内。"),
    ("on", "early"): gettext_lazy("还没到定好的日子。"),
    ("plan", "shape"): gettext_lazy("边界没有传完整，这次没有保存。请返回刷新后再改。"),
    ("plan", "too_much"): gettext_lazy("网格或角点太多了，这次没有保存。"),
    ("plan", "name"): gettext_lazy("有的网格没有名称，或者名称太长（最多 60 个字），没有保存。"),
    ("plan", "same_name"): gettext_lazy("有两个网格同名，没有保存。请改一个名称。"),
    ("plan", "faults"): gettext_lazy("边界有交叉、重叠或空白，没有改动任何内容。您画的都在，请按清单改好再试。"),
    ("notes", "long"): gettext_lazy("图边上写不下，请缩到 120 字以内。"),
}

NOT_FOUND = {
    "grid": gettext_lazy("没有找到这个网格，或者它不是您负责的。"),
    "grid_draft": gettext_lazy("没有找到这份网格草稿，或者它不归您管。"),
    "ground_file": gettext_lazy("没有找到这个地图文件，或者它不归您管。"),
    "grid_design": gettext_lazy("没有找到这个方案，或者它不归您管。"),
    "alias": gettext_lazy("没有找到这个叫法，或者它不归您管。"),
    "estate": gettext_lazy("没有找到这个小区。"),
    "home_register": gettext_lazy("没有找到这张地址表，或者它不归您管。"),
    "own_map": gettext_lazy("没有找到这张图，或者它不是您画的。"),
}

CONFLICTS = {
    "alias": gettext_lazy("本社区另一个小区已经有这个叫法，用了就分不清是哪一个，没有改动。"),
    "grids": gettext_lazy("这份草稿开始以后，网格已经由别的草稿发布过一次，不能再发布。请从现在的网格重新开始。"),
    "grid_rule": gettext_lazy("别人刚刚改过大小和权重，这次没有保存。请刷新后再改。"),
    "grids_planned": gettext_lazy("这个社区已经定好了另一份网格，还没到日子。请先撤回那一份，再发布这一份。"),
    "grid_design": gettext_lazy("这个社区已经有一个方案正在算，请等它算好。"),
    "grid_draft": gettext_lazy("别人刚刚也改了这份草稿，您的这次没有保存。请看一看最新的，或者用您的替换。"),
}
