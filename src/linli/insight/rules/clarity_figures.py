"""The figures of the four clarities (practices.md D1) that have a share: what each counts, of what."""

from __future__ import annotations

from dataclasses import dataclass

_ = str  # marks a Chinese source string for the catalogue; the door translates it


@dataclass(frozen=True, slots=True)
class ClarityFigure:
    """A figure: what it counts, of what, and under which of the four it stands. `brief` heads its column, `formula` says it in words."""

    code: str
    clarity: str
    label: str
    brief: str
    base: str
    formula: str


FIGURES = (
    ClarityFigure("located", _("底数清"), _("有位置的楼"), _("有位置"), _("栋楼"), _("登记了位置的楼 ÷ 登记的楼")),
    ClarityFigure(
        "homes",
        _("底数清"),
        _("住房登记了的楼"),
        _("登记住房"),
        _("栋楼"),
        _("登记了住房（单元、房号）的楼 ÷ 登记的楼"),
    ),
    ClarityFigure(
        "lived", _("底数清"), _("有住户登记的住房"), _("有住户"), _("套住房"), _("登记了住户的住房 ÷ 登记的住房")
    ),
    ClarityFigure("captains", _("底数清"), _("有楼长的楼"), _("有楼长"), _("栋楼"), _("有楼长的楼 ÷ 登记的楼")),
    ClarityFigure(
        "bound",
        _("底数清"),
        _("落格进楼的居民"),
        _("落格进楼"),
        _("位居民"),
        _("住处对上网格和楼栋的居民 ÷（登记的居民 + 花名册里还没对上的行），即居民的地址匹配率"),
    ),
    ClarityFigure(
        "verified",
        _("情况清"),
        _("90 天内核实的居民"),
        _("90 天核实"),
        _("位居民"),
        _("90 天内核实过的居民 ÷ 登记的居民"),
    ),
    ClarityFigure(
        "seen",
        _("情况清"),
        _("90 天内有人看过的楼"),
        _("90 天看过"),
        _("栋楼"),
        _("90 天内有发现、办理、核查或下村日记录的楼 ÷ 登记的楼"),
    ),
)
BY_BUILDING = frozenset(one.code for one in FIGURES) - {"bound"}
"""Figures whose rows are buildings."""
