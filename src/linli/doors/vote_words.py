"""What votes say on pages: how a rule was applied, what the log tells, what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.votes.queries.votes_shown import VoteFacts
from linli.votes.rules.chain import Line, LineKind
from linli.votes.rules.phases import Channel, Phase
from linli.votes.rules.tally import Check, Outcome, Verdict

AREAS = ("part_area", "yes_area")


@dataclass(frozen=True, slots=True)
class CheckWords:
    """One condition as everybody reads it: 参加表决的人数占总人数 30/40，需要三分之二以上."""

    label: str
    have: str
    of: str
    need: str
    holds: bool


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """A result for a page."""

    verdict: str
    tone: str
    sentence: str
    checks: tuple[CheckWords, ...]
    points: tuple[dict[str, Any], ...]
    rows: tuple[dict[str, Any], ...]
    outcome: Outcome
    plot_title: str


def percent_of(part: int, whole: int | None) -> str | None:
    """The share with its sign, rounded down, so that 100% means all; None where there is no whole."""
    return f"{100 * part // whole}%" if whole else None


def outcome_words(vote: VoteFacts, outcome: Outcome) -> OutcomeWords:
    """The outcome in sentences, with its plot's points in the order of the ballot."""
    passed = [_(vote.label_of(one)) for one in outcome.passed]
    tied = [_(vote.label_of(one)) for one in outcome.tied]
    rows = tuple(
        {
            "label": _(vote.label_of(one.choice)),
            "heads": one.heads,
            "area": one.area,
            "passed": one.choice in outcome.passed,
            "tied": one.choice in outcome.tied,
        }
        for one in outcome.counts
    )
    points = tuple(
        {"label": row["label"], "value": row["heads"], "tone": "settled" if row["passed"] else ""} for row in rows
    )
    comma = _("、")
    return OutcomeWords(
        verdict=_(outcome.verdict.label),
        tone={Verdict.DECIDED: "settled", Verdict.TIE: "soon"}.get(outcome.verdict, "calm"),
        sentence=_sentence(outcome.verdict, comma.join(passed), comma.join(tied)),
        checks=tuple(_check(one) for one in outcome.checks),
        points=points,
        rows=rows,
        outcome=outcome,
        plot_title=_plot_title(rows),
    )


def _plot_title(rows: Sequence[dict[str, Any]]) -> str:
    most = max(row["heads"] for row in rows)
    top = _("、").join(row["label"] for row in rows if row["heads"] == most)
    return _("得票最多：%(what)s，%(n)d 票") % {"what": top, "n": most} if most else _("没有有效票")


def _sentence(verdict: Verdict, passed: str, tied: str) -> str:
    match verdict:
        case Verdict.DECIDED:
            return _("通过：%(what)s") % {"what": passed}
        case Verdict.TIE if passed:
            return _("通过：%(what)s；票数相同，并列：%(tied)s") % {"what": passed, "tied": tied}
        case Verdict.TIE:
            return _("票数相同，并列：%(tied)s") % {"tied": tied}
        case Verdict.NO_QUORUM:
            return _("参加的人不够，表决无效")
    return _("没有一项达到规定的票数")


def _check(check: Check) -> CheckWords:
    area = check.name in AREAS
    show = (lambda value: f"{value:.2f} ㎡") if area else (lambda value: str(int(value)))
    return CheckWords(_(check.name.label), show(check.have), show(check.of), need_words(check), check.holds)


def need_words(check: Check) -> str:
    """How much a condition asks for. “以上” holds the number itself."""
    names = {
        Fraction(1, 2): _("一半"),
        Fraction(2, 3): _("三分之二"),
        Fraction(3, 4): _("四分之三"),
    }
    share = names.get(check.need) or f"{float(check.need * 100):g}%"
    return (_("%(share)s以上") if check.at_least else _("超过%(share)s")) % {"share": share}


def log_words(vote: VoteFacts, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The log, latest first, each line in words."""
    return [
        {
            "seq": line.seq,
            "at": datetime.strptime(line.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
            "words": _line_words(line),
            "digest": line.digest,
        }
        for line in reversed(lines)
    ]


def _line_words(line: Line) -> str:
    kind, facts = LineKind(line.kind), line.facts
    label = _(kind.label)
    match kind:
        case LineKind.TURNED | LineKind.DECLARED:
            who = _("到点自动") if facts["by"] == 0 else _("两位工作人员")
            reason = f"{_('：')}{facts['reason']}" if facts.get("reason") else ""
            return f"{who}{_('：')}{_(Phase(facts['to']).label)}{reason}"
        case LineKind.ASKED:
            return _("一位工作人员提请：%(phase)s，等另一位确认") % {"phase": _(Phase(facts["to"]).label)}
        case LineKind.ACCEPTED:
            return f"{label}{_('（')}{_(Channel(facts['channel']).label)}{_('）')}"
        case LineKind.ROLL_CORRECTED if "added" in facts:
            added = facts["added"]
            return ngettext("名册加入 %(n)d 人", "名册加入 %(n)d 人", added) % {"n": added}
        case LineKind.URN_OPENED:
            return ngettext("开箱打乱，共 %(n)d 票", "开箱打乱，共 %(n)d 票", facts["ballots"]) % {
                "n": facts["ballots"]
            }
        case LineKind.BATCH_ENTERED:
            return _("录入第 %(batch)d 批纸质票：%(n)d 张，其中废票 %(spoiled)d 张") % {
                "batch": facts["batch"], "n": facts["ballots"], "spoiled": facts["spoiled"],
            }  # fmt: skip
        case LineKind.PAPERS_PRINTED:
            return ngettext("印制纸质票 %(n)d 张", "印制纸质票 %(n)d 张", facts["papers"]) % {"n": facts["papers"]}
        case LineKind.LETTERS:
            return ngettext("打印投票码信 %(n)d 封", "打印投票码信 %(n)d 封", facts["letters"]) % {
                "n": facts["letters"]
            }
        case LineKind.UNUSED_COUNTED:
            return ngettext("清点剩余纸质票 %(n)d 张", "清点剩余纸质票 %(n)d 张", facts["unused"]) % {
                "n": facts["unused"]
            }
    return label


def missing_words(missing: Sequence[str]) -> list[str]:
    """What still keeps a vote from its next turn."""
    words = {
        "choices": _("选项还不到两个"),
        "roll": _("名册上还没有人"),
        "area": _("名册上有人没有填面积"),
        "objections": _("有异议还没有答复"),
    }
    return [words[one] for one in missing]
