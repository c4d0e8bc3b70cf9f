"""How a vote is counted, as versioned data. A version that has been used is never changed: a new one is added beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from linli.kernel.errors import BadInput

_ = str  # marks a Chinese source string for the catalogue; the door translates it

YES, NO, ABSTAIN = "yes", "no", "abstain"
MOST_CHOICES = 40


class Way(StrEnum):
    """The arithmetic of a rule."""

    MAJORITY_OF_BALLOTS = "majority_of_ballots"
    MAJORITY_OF_ROLL = "majority_of_roll"
    APPROVAL = "approval"
    SEATS = "seats"
    OWNERS = "owners"


@dataclass(frozen=True, slots=True)
class CountingRule:
    """One version of one rule. `text` is what voters read of it; `source` the law it takes after (参照), if any."""

    code: str
    version: int
    way: Way
    label: str
    text: str
    source: str = ""
    area_counts: bool = False
    yes_or_no: bool = False
    takes_part: Fraction = Fraction(0)
    approves: Fraction = Fraction(1, 2)
    at_least: bool = False

    @property
    def name(self) -> str:
        return f"{self.code}@{self.version}"


_CIVIL_CODE = _("参照《民法典》第二百七十八条")

RULES: dict[str, CountingRule] = {
    rule.name: rule
    for rule in (
        CountingRule(
            "simple_majority", 1, Way.MAJORITY_OF_BALLOTS, _("简单多数"),
            _("一人一票，选一项。得票超过有效票（弃权除外）一半的一项通过；没有一项过半就不通过。"),
        ),
        CountingRule(
            "absolute_majority", 1, Way.MAJORITY_OF_ROLL, _("绝对多数"),
            _("一人一票，选一项。得票超过名册总人数一半的一项通过；没有参加投票的人也算在总人数里。"),
        ),
        CountingRule(
            "approval", 1, Way.APPROVAL, _("多项认可"),
            _("每张票最多选规定的项数。被超过一半的有效票选中的各项都通过。"),
        ),
        CountingRule(
            "several_seats", 1, Way.SEATS, _("多个名额按得票"),
            _("每张票最多选和名额一样多的人，得票多的当选。最后一个名额票数相同的写明并列，不由系统决定。"),
        ),
        CountingRule(
            "owners_ordinary", 1, Way.OWNERS, _("业主共同决定：一般事项"),
            _("专有部分面积和人数都有三分之二以上的业主参加表决；参加表决的面积过半数并且人数过半数同意，才通过。"),
            _CIVIL_CODE, area_counts=True, yes_or_no=True, takes_part=Fraction(2, 3), approves=Fraction(1, 2),
        ),
        CountingRule(
            "owners_special", 1, Way.OWNERS, _("业主共同决定：重大事项"),
            _("专有部分面积和人数都有三分之二以上的业主参加表决；参加表决的面积四分之三以上并且人数四分之三以上同意，才通过。"),
            _CIVIL_CODE, area_counts=True, yes_or_no=True, takes_part=Fraction(2, 3), approves=Fraction(3, 4), at_least=True,
        ),
    )
}  # fmt: skip
"""Every version of every rule, by `code@version`."""

NEWEST = {rule.code: rule for rule in RULES.values()}


def rule_named(name: str) -> CountingRule:
    """The rule of a code (its newest version) or of `code@version`. Raises `BadInput` on `rule`."""
    found = RULES.get(name) or NEWEST.get(name)
    if found is None:
        raise BadInput("rule", "unknown", name)
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: `id` as it stands on ballots, `label` as voters read it."""

    id: str
    label: str
    note: str = ""


def yes_or_no() -> list[Choice]:
    """The three choices of an owners' vote."""
    return [Choice(YES, "同意"), Choice(NO, "不同意"), Choice(ABSTAIN, "弃权")]


def check_settings(
    rule: CountingRule, choices: list[Choice], *, most_marks: int, seats: int, quorum_percent: int, named: bool
) -> None:
    """Raise `BadInput` unless the choices and numbers fit the rule. Weighing by area is by name alone: an area is nearly
    as telling as a name (ADR 0022)."""
    ids = [one.id for one in choices]
    if rule.yes_or_no and set(ids) != {YES, NO, ABSTAIN}:
        raise BadInput("choices", "yes_or_no")
    if not 2 <= len(choices) <= MOST_CHOICES:
        raise BadInput("choices", "how_many", len(choices))
    if len(set(ids)) != len(ids) or len({one.label for one in choices}) != len(ids):
        raise BadInput("choices", "twice")
    if not all(0 < len(one.label) <= 60 and 0 < len(one.id) <= 12 and len(one.note) <= 200 for one in choices):
        raise BadInput("choices", "length")
    if not 1 <= most_marks <= len(choices):
        raise BadInput("most_marks", "out_of_range", most_marks)
    if not 1 <= seats <= len(choices):
        raise BadInput("seats", "out_of_range", seats)
    if not 0 <= quorum_percent <= 100:
        raise BadInput("quorum_percent", "out_of_range", quorum_percent)
    if rule.area_counts and not named:
        raise BadInput("named", "area_needs_names")


def marks_allowed(rule: CountingRule, most_marks: int, seats: int) -> int:
    """How many choices one ballot may mark."""
    return most_marks if rule.way is Way.APPROVAL else seats if rule.way is Way.SEATS else 1


def check_marks(marks: list[str], ids: set[str], allowed: int) -> list[str]:
    """The marks of a ballot, sorted. Raises `BadInput` on `marks`: none, too many, twice the same, or an unknown one."""
    if not marks:
        raise BadInput("marks", "empty")
    if len(marks) > allowed:
        raise BadInput("marks", "too_many", allowed)
    if len(set(marks)) != len(marks) or not set(marks) <= ids:
        raise BadInput("marks", "unknown")
    if ABSTAIN in marks and len(marks) > 1:
        raise BadInput("marks", "abstain_alone")
    return sorted(marks)
