"""The indicators of standards.zh.md §9 that cases alone answer: each a numerator and a denominator of measures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .measures import Measure
from .rate_terms import Terms

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class Part(StrEnum):
    """The two numbers of an indicator."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`numerator` adds measures up, each with its weight in the terms; what it counts is always part of the denominator. The
    formula may name `%(basically)s`, what 基本满意 counts in the terms."""

    code: str
    label: str
    formula: str
    numerator: tuple[Measure, ...]
    denominator: Measure

    def measures(self, part: Part) -> tuple[Measure, ...]:
        """The measures whose cases are the rows of a part."""
        return (self.denominator,) if part is Part.DENOMINATOR else self.numerator

    def counted(self, counts: dict[Measure, int], terms: Terms) -> tuple[Decimal, int]:
        """Numerator and denominator."""
        above = sum((counts[one] * terms.weight_of(one) for one in self.numerator), Decimal())
        return above, counts[self.denominator]


def _of(code: str, label: str, formula: str, numerator: Measure, denominator: Measure) -> Indicator:
    return Indicator(code, label, formula, (numerator,), denominator)


INDICATORS: tuple[Indicator, ...] = (
    _of("filing", _("立案率"), _("本期反映、已立案的件数 ÷ 本期有效上报的件数（不含撤回）"),
        Measure.ACCEPTED, Measure.VALID),
    _of("dispatch", _("派遣准确率"), _("本期派遣后没有退单的件数 ÷ 本期派遣的件数；一件派几次也算一件"),
        Measure.NOT_RETURNED, Measure.DISPATCHED),
    _of("signing", _("按时签收率"), _("派出后 24 小时内就有人接手的件数 ÷ 本期派出、已接手或已满 24 小时的件数；接手指签收、退回、吹哨或会商"),
        Measure.SIGNED, Measure.SIGN_DUE),
    _of("response", _("响应率"), _("时限内与反映人联系的件数 ÷ 联系时限在本期到期的件数"),
        Measure.CONTACTED, Measure.CONTACT_DUE),
    _of("on_time", _("按期办结率"), _("本期在时限内报告结果的件数 ÷（这些件数 + 本期到期没有按时的件数），缓办的不在内"),
        Measure.ON_TIME, Measure.DUE),
    _of("urgent", _("紧急按期办结率"), _("本期在时限内报告结果的紧急件数 ÷（这些件数 + 本期到期没有按时的紧急件数），缓办的不在内"), Measure.URGENT_ON_TIME, Measure.URGENT_DUE),
    _of("closing", _("结案率"), _("本期办好或到期、已结案的件数 ÷ 本期办好或到期的件数，缓办的不在内"),
        Measure.DUE_CLOSED, Measure.DUE),
    _of("checking", _("核查率"), _("报告结果以后有人核查过的件数 ÷ 本期报告结果的件数；当场办结和导入的旧账不在内"),
        Measure.CHECKED, Measure.CHECK_DUE),
    _of("rework", _("返工率"), _("本期有核查未通过的件数 ÷ 本期核查的件数；一件查几次也算一件"),
        Measure.FAILED, Measure.INSPECTED),
    _of("resolve", _("解决率"), _("确认已解决的件数 ÷ 本期有效回访和评价的件数"), Measure.SOLVED, Measure.ANSWERED),
    Indicator("satisfy", _("满意率"), _("（满意 + 基本满意 × %(basically)s）÷ 本期评过满意度的件数，认定不合理的不在内"),
              (Measure.SATISFIED, Measure.BASICALLY), Measure.RATED),
    _of("repeat", _("重复诉求率"), _("本期结案后 30 天内同一处同一类又来反映的件数 ÷ 本期结案的件数"),
        Measure.COME_BACK, Measure.CLOSED),
    Indicator("local", _("没有出社区"), _("在网格或社区办结的件数 ÷ 本期结案的件数"),
              (Measure.SETTLED_GRID, Measure.SETTLED_COMMUNITY), Measure.CLOSED),
    _of("proactive", _("未诉先办率"), _("主动发现的件数 ÷ 本期反映的全部件数"), Measure.PROACTIVE, Measure.RAISED),
    _of("whistle", _("吹哨率"), _("吹过哨的件数 ÷ 本期立案的件数；太低太高都要看一看"),
        Measure.WHISTLED, Measure.FILED),
    _of("arrival", _("报到及时率"), _("请的单位都在 24 小时内到场的件数 ÷ 本期吹哨、已到场或已满 24 小时的件数"),
        Measure.CALL_ANSWERED, Measure.CALL_DUE),
)  # fmt: skip

BY_CODE = {one.code: one for one in INDICATORS}
SIDE_BY_SIDE = tuple(BY_CODE[code] for code in ("response", "on_time", "resolve", "satisfy", "proactive", "local"))
"""What the table of places shows of each."""

IN_USE = tuple(dict.fromkeys(measure for one in INDICATORS for part in Part for measure in one.measures(part)))
