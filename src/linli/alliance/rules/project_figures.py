"""What a project adds up to: money by source, quantities by unit, milestones and who is told of late ones, inspections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled
from linli.kernel.plain_text import clean_text, read_words

_ = str  # marks a Chinese source string for the catalogue; the door translates it

MOST_MONEY = Decimal(10) ** 11
MOST_QUANTITY = Decimal(10) ** 9


class MoneySource(Labelled):
    """Where money of a project comes from."""

    FISCAL = "fiscal", _("财政资金")
    REPAIR_FUND = "repair_fund", _("住宅专项维修资金")
    PARTNERS = "partners", _("共建单位")
    RESIDENTS = "residents", _("居民自筹")
    FIRM = "firm", _("物业或管线单位")
    OTHER = "other", _("其他")


class QuantityUnit(Labelled):
    """Units in which works are measured; a length is written in m, an area in m²."""

    PIECE = "piece", _("个")
    LAMP = "lamp", _("盏")
    METRE = "m", _("m")
    SQUARE_METRE = "m2", _("m²")
    CUBIC_METRE = "m3", _("m³")
    SPOT = "spot", _("处")
    SET = "set", _("套")
    TREE = "tree", _("株")
    LIFT = "lift", _("部")
    BUILDING = "building", _("栋")
    HOUSEHOLD = "household", _("户")


class Moment(Labelled):
    """When a photograph from a spot was taken."""

    BEFORE = "before", _("改造前")
    DURING = "during", _("施工中")
    AFTER = "after", _("改造后")


class TurnoutKind(Labelled):
    """In what residents took part: watching, joining in, doing it themselves are counts of people, never of a person."""

    MEETING = "meeting", _("议事会、说明会")
    LABOUR = "labour", _("义务劳动")
    WATCH = "watch", _("居民监督、参观")


@dataclass(frozen=True, slots=True)
class Money:
    """A line of the budget, in yuan."""

    item: str
    source: MoneySource
    planned: Decimal
    spent: Decimal = Decimal(0)

    def checked(self) -> Money:
        """The same, cleaned. Raises `BadInput` on `item`, `planned`, `spent`."""
        return Money(
            read_words(self.item, "item", 60),
            self.source,
            _bounded(self.planned, "planned", MOST_MONEY),
            _bounded(self.spent, "spent", MOST_MONEY),
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A line of the works: 停车位 301 个."""

    item: str
    unit: QuantityUnit
    planned: Decimal
    done: Decimal = Decimal(0)

    def checked(self) -> Quantity:
        """The same, cleaned. Raises `BadInput` on `item`, `planned`, `done`."""
        return Quantity(
            read_words(self.item, "item", 40),
            self.unit,
            _bounded(self.planned, "planned", MOST_QUANTITY),
            _bounded(self.done, "done", MOST_QUANTITY),
        )


@dataclass(frozen=True, slots=True)
class Sums:
    """Money added up."""

    planned: Decimal
    spent: Decimal

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned."""
        return self.spent > self.planned

    @property
    def percent(self) -> int | None:
        """How much of the plan is spent; None where nothing is planned."""
        return round(100 * self.spent / self.planned) if self.planned else None


def sums(lines: Iterable[Money]) -> Sums:
    """All lines added up."""
    lines = list(lines)
    return Sums(sum((one.planned for one in lines), Decimal(0)), sum((one.spent for one in lines), Decimal(0)))


def by_source(lines: Iterable[Money]) -> list[tuple[MoneySource, Sums]]:
    """The sums of each source that has a line, in the order of the sources."""
    lines = list(lines)
    return [
        (source, sums(one for one in lines if one.source is source))
        for source in MoneySource
        if any(one.source is source for one in lines)
    ]


LADDER = (1, 4, 11)
"""Days after its day on which a late milestone is told: to who answers for it, to the community's lead, to the street."""

TOP_AGAIN_DAYS = 14


def first_alarm(due_on: date) -> date:
    """The day on which a milestone that is not done by then is late."""
    return due_on + timedelta(days=LADDER[0])


def next_alarm(due_on: date, rung: int, today: date) -> date:
    """When to ring again after the `rung`-th time: up the ladder, at its top every 14 days."""
    if rung < len(LADDER):
        return max(due_on + timedelta(days=LADDER[rung]), today + timedelta(days=1))
    return today + timedelta(days=TOP_AGAIN_DAYS)


def read_milestone(title: str, due_on: date, today: date) -> tuple[str, date]:
    """A milestone's title and day. Raises `BadInput` on `title`, `due_on` (`far`: more than ten years away)."""
    title = read_words(title, "title", 60)
    if not today - timedelta(days=3653) <= due_on <= today + timedelta(days=3653):
        raise BadInput("due_on", "far")
    return title, due_on


def read_turnout(people: int, held_on: date, words: str, today: date) -> str:
    """The words of a count of people. Raises `BadInput` on `people` (`out_of_range`), `held_on` (`future`)."""
    if not 0 < people <= 100_000:
        raise BadInput("people", "out_of_range")
    if held_on > today:
        raise BadInput("held_on", "future")
    return clean_text(words)[:60]


def _bounded(value: Decimal, field: str, most: Decimal) -> Decimal:
    if not value.is_finite() or not 0 <= value < most:
        raise BadInput(field, "out_of_range")
    return round(value, 2)
