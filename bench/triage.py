"""How well triage sorts seven hundred real messages into seven kinds, and how honest its confidence is.

    python bench/triage.py            reads ../shared/data/messages/labelled.csv (or LINLI_SHARED_DATA)

Five folds; messages alike (the same heading or the same opening) stay in one fold. Within each fold a quarter of the training part
sets the confidence right. The result holds numbers only.
"""

from __future__ import annotations

import csv
import os
import random
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean, pstdev
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from timed import keep  # noqa: E402

from linli.cases.triage.fit import Filed, calibration_error, fit, macro_f1, measure, set_right  # noqa: E402
from linli.cases.triage.learned import text_of  # noqa: E402

FOLDS = 5
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
DATA = Path(os.environ.get("LINLI_SHARED_DATA") or ROOT.parent / "shared" / "data") / "messages" / "labelled.csv"


def groups(rows: list[Filed]) -> list[list[int]]:
    """The places of the rows, those alike together."""
    by_words: dict[str, int] = {}
    found: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        heading, opening = row.plain.split("。")[0], row.plain[len(row.plain.split("。")[0]) :][:60]
        first = by_words.get(heading, by_words.get(opening, place))
        by_words.setdefault(heading, first)
        by_words.setdefault(opening, first)
        found[first].append(place)
    return list(found.values())


def main() -> None:
    with DATA.open(encoding="utf-8-sig", newline="") as lines:
        rows = [Filed(text_of(row["留言主题"], row["留言详情"]), row["一级标签"]) for row in csv.DictReader(lines)]
    kept = groups(rows)
    random.Random(7).shuffle(kept)
    folds = [[place for group in kept[n::FOLDS] for place in group] for n in range(FOLDS)]
    f1, seconds, speed, firsts, right, filed, said = [], [], [], [], [], [], []
    for n, test in enumerate(folds):
        train = [rows[place] for m, fold in enumerate(folds) if m != n for place in fold]
        started = perf_counter()
        cut = len(train) * 3 // 4
        held_out = set_right(fit(train[:cut]), train[cut:], lambda plain: {})
        learned = fit(train).warmed(held_out.warmth, 1.0)
        seconds.append(perf_counter() - started)
        unseen = [rows[place] for place in test]
        started = perf_counter()
        f1.append(measure(learned.chances, unseen).macro_f1)
        speed.append(len(unseen) / (perf_counter() - started))
        for row in unseen:
            kind, chance = max(learned.chances(row.plain).items(), key=lambda one: one[1])
            firsts.append(chance)
            right.append(kind == row.kind)
            filed.append(row.kind)
            said.append(kind)
    curve = []
    for threshold in THRESHOLDS:
        spoke = [hit for hit, chance in zip(right, firsts) if chance >= threshold]
        curve.append({
            "confidence at least": threshold, "answered": f"{len(spoke) / len(right):.1%}", "right": f"{mean(spoke):.1%}",
        })  # fmt: skip
    says = (
        f"{len(rows)} messages, {len({row.kind for row in rows})} kinds, {FOLDS} folds; like messages stay in one fold"
        f" ({len(kept)} groups). Macro-F1 {macro_f1(filed, said):.3f} over all, {mean(f1):.3f} ± {pstdev(f1):.3f} over the"
        f" folds; accuracy {mean(right):.3f}; calibration error {calibration_error(firsts, right):.3f}. Training with the"
        f" setting of the confidence {mean(seconds):.1f} s; {mean(speed):.0f} messages a second on one core. Nothing but the"
        " labels of the other folds was used: the word lists speak for other kinds."
    )
    keep("triage", "Does it know the kind of a message, and know when it does not?", curve, says)


if __name__ == "__main__":
    main()
