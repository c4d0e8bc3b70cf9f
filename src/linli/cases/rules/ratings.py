"""What people say of the outcome, and the rates made from it (standards.zh.md §9)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from linli.kernel.labelled import Labelled

_ = str


class Satisfaction(Labelled):
    """How satisfied the person who raised the matter is with how it was handled."""

    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("基本满意")
    DISSATISFIED = "dissatisfied", _("不满意")


BASICALLY_COUNTS = Decimal("0.6")
"""What 基本满意 counts towards the satisfy rate; §9 gives it as a default a tenant may change."""

THREE_RATE_WEIGHTS = (Decimal("0.30"), Decimal("0.35"), Decimal("0.35"))
"""Response, resolve, satisfy in the three-rate score (§9, 准格尔; a tenant may change them)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate that can be checked: the page shows the counts (“31/34”) and the formula beside the value."""

    numerator: Decimal
    denominator: int
    formula: str

    @property
    def value(self) -> Decimal | None:
        """Between 0 and 1; None, never 0 or 1, when nothing was there to count (§9)."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def percent(self) -> Decimal | None:
        """Per cent to two places, rounded half up; None when there is no rate."""
        value = self.value
        return None if value is None else (value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def base(self) -> str:
        """The counts as written on the page, such as `31/34`."""
        shown = format(self.numerator.normalize(), "f")
        return f"{shown}/{self.denominator}"


def response_rate(contacted_in_time: int, should_be_contacted: int) -> Rate:
    """响应率: contacted within the response limit, of all whose limit has come or who have been contacted."""
    return _rate(contacted_in_time, should_be_contacted, _("时限内与反映人联系的件数 ÷ 应联系的件数"))


def resolve_rate(resolved: int, answered: int) -> Rate:
    """解决率: said to be solved, of all who answered (by call-back or rating)."""
    return _rate(resolved, answered, _("反映人确认已解决的件数 ÷ 有效回访和评价的件数"))


def satisfy_rate(satisfied: int, basically: int, answered: int, basically_counts: Decimal = BASICALLY_COUNTS) -> Rate:
    """满意率: satisfied plus weighted basically satisfied, of all who answered. Cases found unreasonable do not enter
    any of the three counts; their number is shown apart (§8)."""
    if satisfied + basically > answered:
        raise ValueError("more satisfied answers than answers")
    weighted = satisfied + basically * basically_counts
    return Rate(Decimal(weighted), answered, _("（满意件数 + 基本满意件数 × 系数）÷ 有效回访和评价的件数"))


def closing_rate(closed: int, should_be_closed: int, suspended: int) -> Rate:
    """结案率: of the cases due to be closed, those suspended listed apart."""
    return _rate(closed, should_be_closed - suspended, _("结案数 ÷（应结案数 − 缓办数）"))


def on_time_rate(closed_in_time: int, should_be_closed: int, suspended: int) -> Rate:
    """按期结案率: closed within the limit, over the same base as the closing rate."""
    return _rate(closed_in_time, should_be_closed - suspended, _("按期结案数 ÷（应结案数 − 缓办数）"))


def rework_rate(failed: int, inspected: int) -> Rate:
    """返工率: inspections not passed, of all inspections."""
    return _rate(failed, inspected, _("核查未通过次数 ÷ 核查次数"))


def dispatch_accuracy(dispatched: int, returned: int) -> Rate:
    """派遣准确率: dispatches that were not returned."""
    return _rate(dispatched - returned, dispatched, _("（派遣数 − 退单改派数）÷ 派遣数"))


def three_rate_score(
    response: Rate, resolve: Rate, satisfy: Rate, weights: tuple[Decimal, Decimal, Decimal] = THREE_RATE_WEIGHTS
) -> Decimal | None:
    """三率分, 0 to 100; None as long as one of the three has nothing to count."""
    values = [response.value, resolve.value, satisfy.value]
    if any(value is None for value in values):
        return None
    score = sum((value * weight for value, weight in zip(values, weights, strict=True) if value is not None), Decimal())
    return (score * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _rate(numerator: int, denominator: int, formula: str) -> Rate:
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is no rate")
    return Rate(Decimal(numerator), denominator, formula)
