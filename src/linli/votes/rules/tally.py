"""Counting: what the ballots say under a rule. Pure, exact (integers and fractions, never floats), ties named as ties.

“以上” holds the number itself, “过半” and “超过” do not (民法典 1259). A spoiled ballot counts as returned, never as valid; in an
owners' vote only a valid ballot takes part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from linli.kernel.labelled import Labelled

from .counting_rules import ABSTAIN, NO, YES, CountingRule, Way

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class Verdict(Labelled):
    """What came of a vote."""

    DECIDED = "decided", _("通过")
    NOT_PASSED = "not_passed", _("没有通过")
    NO_QUORUM = "no_quorum", _("参加的人不够，表决无效")
    TIE = "tie", _("票数相同，并列")


class CheckName(Labelled):
    """A condition of a rule, as everybody reads it."""

    QUORUM = "quorum", _("交回的票占名册人数")
    PART_HEADS = "part_heads", _("参加表决的人数占总人数")
    PART_AREA = "part_area", _("参加表决的面积占总面积")
    YES_HEADS = "yes_heads", _("同意的人数占参加表决的人数")
    YES_AREA = "yes_area", _("同意的面积占参加表决的面积")
    OF_BALLOTS = "of_ballots", _("得票最多的一项占有效票（弃权除外）")
    OF_ROLL = "of_roll", _("得票最多的一项占名册总人数")


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """A ballot as it is counted: its marks, why it is spoiled (empty for a valid one), the area behind it."""

    marks: tuple[str, ...]
    spoiled: str = ""
    area: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: `have` of `of`, against `need`, with `at_least` or more than it."""

    name: CheckName
    have: Decimal
    of: Decimal
    need: Fraction
    at_least: bool

    @property
    def holds(self) -> bool:
        if not self.of:
            return False
        share = Fraction(self.have) / Fraction(self.of)
        return share >= self.need if self.at_least else share > self.need


@dataclass(frozen=True, slots=True)
class Count:
    """How many valid ballots marked a choice, and the area behind them."""

    choice: str
    heads: int
    area: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the ballots say: `passed` the choices that carry, `tied` those between which the ballots do not decide."""

    verdict: Verdict
    passed: tuple[str, ...]
    tied: tuple[str, ...]
    counts: tuple[Count, ...]
    checks: tuple[Check, ...]
    returned: int
    valid: int
    valid_area: Decimal


@dataclass(frozen=True, slots=True)
class Roll:
    """Who could vote: how many, and the area behind them."""

    heads: int
    area: Decimal = Decimal(0)


def tally(
    rule: CountingRule,
    choices: Sequence[str],
    ballots: Sequence[CountedBallot],
    roll: Roll,
    *,
    seats: int = 1,
    quorum_percent: int = 0,
) -> Outcome:
    """Count the ballots. The order of ballots never matters; the order of choices only orders what is equal."""
    valid = [one for one in ballots if not one.spoiled]
    counts = tuple(
        Count(
            choice,
            sum(choice in one.marks for one in valid),
            sum((one.area for one in valid if choice in one.marks), Decimal(0)),
        )
        for choice in choices
    )
    area = sum((one.area for one in valid), Decimal(0))
    checks: list[Check] = []
    if quorum_percent:
        needed = Fraction(quorum_percent, 100)
        checks.append(Check(CheckName.QUORUM, Decimal(len(ballots)), Decimal(roll.heads), needed, True))
    match rule.way:
        case Way.OWNERS:
            verdict, passed, tied = _owners(rule, counts, checks, len(valid), area, roll)
        case Way.MAJORITY_OF_BALLOTS:
            base = len(valid) - sum(one.heads for one in counts if one.choice == ABSTAIN)
            verdict, passed, tied = _majority(rule, counts, checks, CheckName.OF_BALLOTS, base)
        case Way.MAJORITY_OF_ROLL:
            verdict, passed, tied = _majority(rule, counts, checks, CheckName.OF_ROLL, roll.heads)
        case Way.APPROVAL:
            passed = tuple(one.choice for one in counts if one.choice != ABSTAIN and 2 * one.heads > len(valid))
            verdict, tied = Verdict.DECIDED if passed else Verdict.NOT_PASSED, ()
        case Way.SEATS:
            verdict, passed, tied = _seats(counts, seats)
    if quorum_percent and not checks[0].holds:
        verdict, passed, tied = Verdict.NO_QUORUM, (), ()
    return Outcome(verdict, passed, tied, counts, tuple(checks), len(ballots), len(valid), area)


Decision = tuple[Verdict, tuple[str, ...], tuple[str, ...]]


def _owners(
    rule: CountingRule, counts: tuple[Count, ...], checks: list[Check], heads: int, area: Decimal, roll: Roll
) -> Decision:
    yes = next(one for one in counts if one.choice == YES)
    part = [
        Check(CheckName.PART_HEADS, Decimal(heads), Decimal(roll.heads), rule.takes_part, True),
        Check(CheckName.PART_AREA, area, roll.area, rule.takes_part, True),
    ]
    approves = [
        Check(CheckName.YES_HEADS, Decimal(yes.heads), Decimal(heads), rule.approves, rule.at_least),
        Check(CheckName.YES_AREA, yes.area, area, rule.approves, rule.at_least),
    ]
    checks += part + approves
    if not all(one.holds for one in part):
        return Verdict.NO_QUORUM, (), ()
    passes = all(one.holds for one in approves)
    return (Verdict.DECIDED, (YES,), ()) if passes else (Verdict.NOT_PASSED, (), ())


def _majority(
    rule: CountingRule, counts: tuple[Count, ...], checks: list[Check], name: CheckName, base: int
) -> Decision:
    running = [one for one in counts if one.choice != ABSTAIN]
    most = max(one.heads for one in running)
    top = tuple(one.choice for one in running if one.heads == most)
    check = Check(name, Decimal(most), Decimal(base), rule.approves, rule.at_least)
    checks.append(check)
    if len(top) > 1 and most:
        return Verdict.TIE, (), top
    if not check.holds or top == (NO,):
        return Verdict.NOT_PASSED, (), ()
    return Verdict.DECIDED, top, ()


def _seats(counts: tuple[Count, ...], seats: int) -> Decision:
    """The `seats` with the most marks. Nobody without a mark is elected; who is equal at the last seat is tied."""
    running = sorted((one for one in counts if one.heads and one.choice != ABSTAIN), key=lambda one: -one.heads)
    if not running:
        return Verdict.NOT_PASSED, (), ()
    if len(running) <= seats:
        return Verdict.DECIDED, tuple(one.choice for one in running), ()
    last, first_out = running[seats - 1].heads, running[seats].heads
    if last != first_out:
        return Verdict.DECIDED, tuple(one.choice for one in running[:seats]), ()
    above = tuple(one.choice for one in running if one.heads > last)
    return Verdict.TIE, above, tuple(one.choice for one in running if one.heads == last)
