"""Faults, bad rows and layers in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.places.ground_files import Layer

LAYERS: dict[str, Promise] = {
    Layer.GRID.value: gettext_lazy("网格边界"),
    Layer.COMMUNITY.value: gettext_lazy("社区边界"),
    Layer.ESTATE.value: gettext_lazy("小区范围"),
    Layer.BUILDING.value: gettext_lazy("楼栋轮廓"),
    Layer.ROAD.value: gettext_lazy("道路"),
    Layer.WATER.value: gettext_lazy("河流水面"),
    Layer.PLACE.value: gettext_lazy("设施点位"),
}

FAULTS: dict[str, Promise] = {
    "crosses": gettext_lazy("边界自己交叉"),
    "overlap": gettext_lazy("两个网格重叠"),
    "outside": gettext_lazy("超出社区边界"),
    "other_community": gettext_lazy("伸进了别的社区"),
    "gap": gettext_lazy("没有网格管的空白"),
    "homeless": gettext_lazy("楼栋不在任何网格里"),
}

HOW_TO_MEND: dict[str, Promise] = {
    "crosses": gettext_lazy("把交叉处的角点拖开。"),
    "overlap": gettext_lazy("把一边的角点拖到另一边的边界上，会自动并成一条边。"),
    "outside": gettext_lazy("把外侧的角点拖回社区边界以内。"),
    "other_community": gettext_lazy("一个网格只能属于一个社区，把边界退回来。"),
    "gap": gettext_lazy("把旁边网格的边界拖过来，盖住空白。"),
    "homeless": gettext_lazy("把网格边界拖到这栋楼外面，或核对楼栋位置。"),
}

BAD_ROWS: dict[str, Promise] = {
    "unreadable": gettext_lazy("图形写得不对，读不出来。"),
    "no_shape": gettext_lazy("没有图形。"),
    "not_an_area": gettext_lazy("应当是一块面，这一行是点或线。"),
    "too_many_corners": gettext_lazy("一个图形有 %(value)s 个角点，超过 9999 个，请先简化。"),
    "self_crossing": gettext_lazy("边界自己交叉，位置：%(value)s。"),
    "no_area": gettext_lazy("面积不到 1 平方米。"),
    "no_name": gettext_lazy("没有名称。"),
    "same_name": gettext_lazy("和前面一行同名。"),
    "swapped": gettext_lazy("经度和纬度写反了。"),
    "far_away": gettext_lazy("离本社区太远（30 公里以外），请核对坐标系。"),
    "out_of_range": gettext_lazy("坐标不在地球的经纬度范围里，请核对坐标系。"),
}


def fault_lines(faults: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Faults (as they are kept) as lines of the page."""
    return [
        {
            **fault,
            "label": FAULTS[fault["kind"]],
            "how": HOW_TO_MEND[fault["kind"]],
            "who": _("、").join(fault["names"]),
            "holds_up": fault["kind"] != "homeless",
        }
        for fault in faults
    ]


def bad_lines(bad: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Bad rows (as they are kept) as lines of the page."""
    return [
        {"number": number, "name": name, "why": BAD_ROWS[reason] % {"value": value}}
        for number, name, reason, value in bad
    ]


def found_words(counts: Mapping[str, int]) -> str:
    """What a file holds, in one line."""
    told = [f"{LAYERS[layer]} {counts[layer]}" for layer in LAYERS if counts.get(layer)]
    return _("、").join(told)


def reason_words(reason: Mapping[str, Any]) -> str:
    """Why a border of a proposal runs where it does."""
    first, second = reason["between"]
    along = _("、").join(reason["along"])
    follows = {
        "water": _("沿河流水面分开"),
        "road": _("沿大路分开"),
        "estates": _("在小区之间，为了两边户数均衡"),
        "within": _("在小区里面，为了两边户数均衡"),
    }[reason["follows"]]
    words = _("%(first)s和%(second)s：%(follows)s") % {"first": first, "second": second, "follows": follows}
    if along and reason["follows"] in ("water", "road"):
        words += _("（%(names)s）") % {"names": along}
    large = [one for one in reason["within"] if one["too_large"] and one["estate"]]
    cut = [one for one in reason["within"] if not one["too_large"] and one["estate"]]
    if large:
        told = _("、").join(_("%(estate)s %(households)d 户") % one for one in large)
        words += _("；%(told)s，一格放不下") % {"told": told}
    if cut:
        words += _("；%(names)s被水隔开或分成两片") % {"names": _("、").join(one["estate"] for one in cut)}
    return words + _("。")
