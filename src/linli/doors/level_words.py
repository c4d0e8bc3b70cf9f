"""How deep an address was bound, and why a row of a register cannot be read, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from linli.places.rules import MatchLevel

LEVEL_WORDS = {
    MatchLevel.DWELLING: _("到住房"),
    MatchLevel.UNIT: _("到单元"),
    MatchLevel.BUILDING: _("到楼栋"),
    MatchLevel.ESTATE: _("到小区"),
    MatchLevel.GRID: _("到网格"),
    MatchLevel.COMMUNITY: _("到社区"),
    MatchLevel.STREET: _("到街道"),
    MatchLevel.COUNTY: _("到区县"),
    MatchLevel.NONE: _("拿不准或没有对上"),
}

BAD_ROW_WORDS = {
    "no_column": _("表头里没有“地址”这一列。"),
    "no_address": _("没有写地址。"),
    "too_long": _("有一格内容太长。"),
    "phone": _("电话不像一个号码。"),
    "id_number": _("身份证号不是 18 位或 15 位。"),
    "birth_year": _("出生年不对。"),
    "unreadable": _("这一行读不出来。"),
}

UNBOUND_HEADS = ("行号", "地址", "姓名", "电话", "身份证号", "出生年", "没对上的原因")
"""Of the file that is fed again: its columns are read by these names, so they are not translated."""
