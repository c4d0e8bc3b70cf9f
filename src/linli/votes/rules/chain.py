"""The log of a vote as a chain: every line's digest covers the line and the digest of the one before.

The algorithm, for whoever recounts without us (docs/votes.md): the text of a line is the JSON of its five members `seq`, `at`,
`kind`, `facts`, `previous` with sorted keys, no blanks, and non-ASCII letters as they are; its digest is SHA-256 of that text in
UTF-8, in hexadecimal. The first line's `previous` is 64 noughts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

GENESIS = "0" * 64


class LineKind(Labelled):
    """What a line of the log tells. Never what anybody chose, never whose ballot it was."""

    REGISTERED = "registered", _("登记投票")
    CHANGED = "changed", _("改动题目或设置")
    ASKED = "asked", _("提请进入下一步")
    TURNED = "turned", _("进入下一步")
    ROLL_CORRECTED = "roll_corrected", _("更正名册")
    OBJECTION = "objection", _("对名册提出异议")
    ANSWERED = "answered", _("答复异议")
    LETTERS = "letters", _("打印投票码信")
    PAPERS_PRINTED = "papers_printed", _("印制纸质票")
    PAPER_HANDED_OUT = "paper_handed_out", _("发出纸质票")
    ACCEPTED = "accepted", _("收到一票")
    REPLACED = "replaced", _("改投一票")
    PROXY_GIVEN = "proxy_given", _("登记委托")
    PROXY_REVOKED = "proxy_revoked", _("撤销委托")
    URN_OPENED = "urn_opened", _("开箱打乱")
    BATCH_ENTERED = "batch_entered", _("录入一批纸质票")
    UNUSED_COUNTED = "unused_counted", _("清点剩余纸质票")
    DECLARED = "declared", _("公布结果")
    NOMINATED = "nominated", _("提名")


OF_ONE_BALLOT = frozenset({LineKind.ACCEPTED, LineKind.REPLACED, LineKind.PAPER_HANDED_OUT})
"""Lines whose time is cut to the hour, so that they do not tell the minute in which somebody voted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log as it is published."""

    seq: int
    at: str
    kind: str
    facts: dict[str, Any]
    previous: str
    digest: str = ""


def shown_at(kind: LineKind, at: datetime) -> datetime:
    """The time a line carries: to the second, of a single ballot to the hour."""
    if kind in OF_ONE_BALLOT:
        return at.replace(minute=0, second=0, microsecond=0)
    return at.replace(microsecond=0)


def time_text(at: datetime) -> str:
    """An instant as it stands in the log: UTC, `2026-11-28T03:00:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def digest_of(line: Line) -> str:
    """The digest of a line (see the module)."""
    told = {"seq": line.seq, "at": line.at, "kind": line.kind, "facts": line.facts, "previous": line.previous}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def first_break(lines: Iterable[Line]) -> int | None:
    """The number of the first line that does not fit the chain; None where all do."""
    previous = GENESIS
    for expected, line in enumerate(lines, 1):
        if line.seq != expected or line.previous != previous or line.digest != digest_of(line):
            return expected
        previous = line.digest
    return None


def digest_of_ballots(ballots: Iterable[dict[str, Any]]) -> str:
    """One digest for a whole list of published ballots, whatever their order: SHA-256 of their texts, sorted, a line each."""
    texts = sorted(json.dumps(one, sort_keys=True, separators=(",", ":"), ensure_ascii=False) for one in ballots)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
