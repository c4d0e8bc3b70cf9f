"""What was answered, counted: shares with their base, means never without n, intervals stated.

Shares carry Wilson's 95 % score interval; means of a scale or a number the normal one. Differences between two surveys carry Newcombe's
hybrid score interval for shares (his method 10) and Welch's for means. Those who answered are not a random sample of those who did not:
the intervals speak of chance alone, which the page says too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from .question import QuestionKind, Wording

Z = 1.959964
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the `n` who answered the question chose this."""

    value: str
    words: str
    count: int
    n: int

    @property
    def percent(self) -> float | None:
        """None where nobody answered."""
        return 100 * self.count / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's interval in per cent; None where nobody answered."""
        return wilson(self.count, self.n)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of `n` values with its variance (of the sample, n − 1); `unit` of a number."""

    n: int
    value: float
    variance: float | None

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval; None for fewer than two values."""
        if self.variance is None:
            return None
        half = Z * sqrt(self.variance / self.n)
        return Interval(self.value - half, self.value + half)


@dataclass(frozen=True, slots=True)
class Tally:
    """One question counted: `n` who answered it, the shares of what could be chosen, the mean of a scale or a number,
    a number's median and sum."""

    n: int
    shares: tuple[Share, ...] = ()
    mean: Mean | None = None
    median: Decimal | None = None
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NumberSums:
    """What the database adds up of a number: how many, their sum, the sum of their squares, the median."""

    n: int
    total: Decimal
    squares: Decimal
    median: Decimal | None


def wilson(count: int, n: int) -> Interval | None:
    """Wilson's 95 % score interval of a share, in per cent; None for no base."""
    if n <= 0:
        return None
    p, z2 = count / n, Z * Z
    middle, half = p + z2 / (2 * n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return Interval(
        100 * max(0.0, (middle - half) / (1 + z2 / n)),
        100 * min(1.0, (middle + half) / (1 + z2 / n)),
    )


def tally(wording: Wording, answered: int, counts: Mapping[str, int], sums: NumberSums | None = None) -> Tally:
    """Count one question: `answered` sheets gave it a value, `counts` by choice, `sums` for a number."""
    if wording.kind is QuestionKind.NUMBER:
        if sums is None or not sums.n:
            return Tally(0)
        return Tally(sums.n, (), _mean_of(sums.n, float(sums.total), float(sums.squares)), sums.median, sums.total)
    shares = tuple(Share(value, words, counts.get(value, 0), answered) for value, words in wording.choices)
    if wording.kind is not QuestionKind.SCALE:
        return Tally(answered, shares)
    n = sum(one.count for one in shares)
    total = sum(int(one.value) * one.count for one in shares)
    squares = sum(int(one.value) ** 2 * one.count for one in shares)
    return Tally(answered, shares, _mean_of(n, total, squares) if n else None)


def _mean_of(n: int, total: float, squares: float) -> Mean:
    mean = total / n
    variance = max(0.0, (squares - n * mean * mean) / (n - 1)) if n > 1 else None
    return Mean(n, mean, variance)


@dataclass(frozen=True, slots=True)
class Difference:
    """Later minus base, in percentage points or in the mean's own unit; `interval` at 95 %, None for too few answers."""

    words: str
    base: float
    base_n: int
    later: float
    later_n: int
    interval: Interval | None

    @property
    def value(self) -> float:
        return self.later - self.base

    @property
    def is_clear(self) -> bool:
        """Whether chance alone hardly explains it: the interval does not hold nought."""
        return self.interval is not None and not self.interval.holds(0)


def differences(wording: Wording, base: Tally, later: Tally) -> list[Difference]:
    """What changed between two surveys at the same wording: the mean of a scale or a number, the share of yes, the share of
    each option. Nothing where one of them has no answer, and nothing of texts."""
    if not base.n or not later.n:
        return []
    if base.mean and later.mean:
        return [_of_means(base.mean, later.mean)]
    pairs = zip(base.shares, later.shares, strict=True)
    if wording.kind is QuestionKind.YES_NO:
        pairs = [next(pairs)]
    return [_of_shares(one, other) for one, other in pairs]


def _of_shares(base: Share, later: Share) -> Difference:
    p1, p2 = later.count / later.n, base.count / base.n
    first, second = wilson(later.count, later.n), wilson(base.count, base.n)
    l1, u1, l2, u2 = first.low / 100, first.high / 100, second.low / 100, second.high / 100
    low = p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    high = p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
    return Difference(base.words, 100 * p2, base.n, 100 * p1, later.n, Interval(100 * low, 100 * high))


def _of_means(base: Mean, later: Mean) -> Difference:
    interval = None
    if base.variance is not None and later.variance is not None:
        half = Z * sqrt(base.variance / base.n + later.variance / later.n)
        interval = Interval(later.value - base.value - half, later.value - base.value + half)
    return Difference("", base.value, base.n, later.value, later.n, interval)


@dataclass(frozen=True, slots=True)
class Group:
    """A part of those who are asked, and how many of it have answered."""

    name: str
    answered: int
    asked: int
    id: str = ""

    @property
    def percent(self) -> float | None:
        return 100 * self.answered / self.asked if self.asked else None


def missing(groups: Sequence[Group]) -> list[Group]:
    """The groups that are heard too little: nobody of them, or less than half the rate of all; the least heard first."""
    answered, asked = sum(one.answered for one in groups), sum(one.asked for one in groups)
    if not asked:
        return []
    rate = answered / asked
    quiet = [one for one in groups if one.asked and (not one.answered or one.answered / one.asked < rate / 2)]
    return sorted(quiet, key=lambda one: (one.answered / one.asked, -one.asked, one.name))
