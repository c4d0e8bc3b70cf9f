"""Refusals of maps: their tiles, their tables, the base map under them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
    ("template", "not_a_tile_address"): gettext_lazy("瓦片地址没有读懂：要以 http 开头，里面各有一个 {z}、{x}、{y}。"),
    ("names", "not_a_tile_address"): gettext_lazy("注记的地址没有读懂：要以 http 开头，里面各有一个 {z}、{x}、{y}。"),
    ("template", "shifted"): gettext_lazy(
        "这个底图用的是加了偏移的坐标（GCJ-02 或 BD-09），会和楼栋差几百米，不能用。请用天地图。"
    ),
    ("names", "shifted"): gettext_lazy("注记用的是加了偏移的坐标，会和楼栋差几百米，不能用。"),
    ("names", "another_host"): gettext_lazy("注记和底图要来自同一个网站。"),
    ("source", "base_map_source"): gettext_lazy("请写明底图的来源，40 字以内。"),
    ("review", "no_review_number"): gettext_lazy("请填审图号，例如：GS（2024）0650号。没有审图号的地图不能用。"),
    ("deepest", "no_zoom"): gettext_lazy("级数要在 10 到 22 之间。"),
    ("secret", "no_tile_key"): gettext_lazy("地址里写了 {key}，请填密钥：只有字母和数字。"),
}
NOT_FOUND = {
    "tile": gettext_lazy("地图上没有这一块。"),
    "layer": gettext_lazy("没有这个图层，或者不归您看。"),
    "box": gettext_lazy("这一块地图太大，或者位置没有读懂。请放大以后再导出。"),
}
