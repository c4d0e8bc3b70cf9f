"""How the rates are reckoned where a tenant may decide (standards.zh.md §9), with the defaults that are shipped. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linli.cases.rules.ratings import BASICALLY_COUNTS, THREE_RATE_WEIGHTS

from .measures import Measure


@dataclass(frozen=True, slots=True)
class Terms:
    """`weights` of response, resolve and satisfy in the three-rate score; what 基本满意 counts; the band in which the whistle
    rate is usual. `decided_by` is the code of the street or county that decided it, empty for what is shipped."""

    weights: tuple[Decimal, Decimal, Decimal]
    basically_counts: Decimal
    whistle_low: Decimal
    whistle_high: Decimal
    decided_by: str = ""
    reason: str = ""

    def weight_of(self, measure: Measure) -> Decimal:
        """What one case of a measure counts above the line."""
        return self.basically_counts if measure is Measure.BASICALLY else Decimal(1)

    @property
    def mistake(self) -> str:
        """The field that cannot be as it is, empty when all can: weights of two places between 0 and 1 that make 1, a factor of two
        places between 0 and 1, a band of four places between 0 and 1 whose lower edge is the lower one."""
        if not all(_is_share(weight, 2) for weight in self.weights) or sum(self.weights) != 1:
            return "weights"
        if not _is_share(self.basically_counts, 2):
            return "basically_counts"
        edges = (self.whistle_low, self.whistle_high)
        return "" if all(_is_share(edge, 4) for edge in edges) and edges[0] < edges[1] else "whistle_band"


def _is_share(number: Decimal, places: int) -> bool:
    """Between 0 and 1, with no more than so many places."""
    return number.is_finite() and 0 <= number <= 1 and number == round(number, places)


SHIPPED = Terms(THREE_RATE_WEIGHTS, BASICALLY_COUNTS, Decimal("0.01"), Decimal("0.20"))
"""Weights of 准格尔 and the factor as §9 gives them; §9 asks for two thresholds of the whistle rate and names none: these are ours."""
