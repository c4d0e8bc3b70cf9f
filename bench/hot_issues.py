"""Whether the hot issues of a city's messages are found without being told, how fast, and whether their order plays a part.

    python bench/hot_issues.py            reads ../shared/data/messages/complaints.csv (or LINLI_SHARED_DATA)
    python bench/hot_issues.py --show     also prints the twenty hottest, to be checked by hand; nothing of it is kept

The result holds numbers only.
"""

from __future__ import annotations

import os
import random
import sys
from itertools import combinations
from pathlib import Path
from statistics import quantiles
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from timed import keep  # noqa: E402

from linli.insight.same_matter.found import find_hot  # noqa: E402
from linli.insight.same_matter.grouping import Matters, Message  # noqa: E402
from linli.insight.same_matter.said import WordSpread  # noqa: E402
from linli.project.command_line.insight import read_messages  # noqa: E402

DATA = Path(os.environ.get("LINLI_SHARED_DATA") or ROOT.parent / "shared" / "data") / "messages" / "complaints.csv"
NIGHTLY = 300
"""Messages between two counts of the words, as when a city counts them each night."""
CHECKED_ON, ISSUES_RIGHT, MESSAGES_RIGHT, MESSAGES_CHECKED = "2026-11-28", 18, 180, 192
"""Read by a person: of the twenty hottest, those that are one problem of one place; of their messages, those that belong to it."""


def heard(messages: list[Message], spread: WordSpread | None = None) -> tuple[dict, list[float]]:
    """The matter of each message, and the milliseconds each took. Without a spread the words are counted every so often."""
    taken: list[float] = []
    matters = Matters(spread or WordSpread())
    for number, message in enumerate(messages):
        if spread is None and number and number % NIGHTLY == 0:
            matters.spread = WordSpread.of([one.said for one in messages[:number]])
        started = perf_counter()
        matters.hear(message)
        taken.append((perf_counter() - started) * 1000)
    return {one.id: number for number, matter in enumerate(matters.all()) for one in matter}, taken


def agreement(one: dict, other: dict) -> float:
    """F1 of the pairs that stand together in both."""

    def pairs(matters: dict) -> set:
        groups: dict = {}
        for id, number in matters.items():
            groups.setdefault(number, []).append(id)
        return {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}

    ours, theirs = pairs(one), pairs(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 1.0


def main() -> None:
    started = perf_counter()
    messages, _skipped = read_messages(DATA)
    reading = perf_counter() - started
    messages.sort(key=lambda one: one.at)
    spread = WordSpread.of([one.said for one in messages])
    rows = []
    whole, taken = heard(messages, spread)
    nightly, taken_nightly = heard(messages)
    for words, found, times in (
        ("words counted once", whole, taken),
        (f"counted every {NIGHTLY} messages", nightly, taken_nightly),
    ):
        shuffled = []
        for seed in range(3):
            others = messages[:]
            random.Random(seed).shuffle(others)
            again, _times = heard(others, spread if found is whole else None)
            shuffled.append(agreement(found, again))
        rows.append({
            "how": words, "messages": f"{len(messages):,}", "issues of two and more": sum(
                list(found.values()).count(number) > 1 for number in set(found.values())
            ),
            "ms a message p50": round(quantiles(times, n=20)[9], 2), "p95": round(quantiles(times, n=20)[18], 2),
            "max": round(max(times), 1), "pairs alike in other orders (F1)": f"{min(shuffled):.3f}–{max(shuffled):.3f}",
        })  # fmt: skip
    started = perf_counter()
    hottest = find_hot(messages)[:20]
    finding = perf_counter() - started
    if "--show" in sys.argv:
        for number, one in enumerate(hottest, 1):
            print(number, one.name, len(one.messages), *("\n    " + m.said.heading for m in one.messages))
    says = (
        f"Reading {reading:.1f} s, finding and naming all issues {finding:.1f} s. Nothing is fitted to these messages and no list of"
        " places is used. “Counted once” is the product's day: the words are counted at night, and within a day the order plays no"
        " part at all; the second line grows the count with the stream from nothing, in its own order each time. The twenty hottest"
        f" were read by a person ({CHECKED_ON}): {ISSUES_RIGHT} of 20 are one problem of one place, {MESSAGES_RIGHT} of their"
        f" {MESSAGES_CHECKED} messages belong to it."
    )
    keep("hot_issues", "Are a city's hot issues found without being told?", rows, says)


if __name__ == "__main__":
    main()
