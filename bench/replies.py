"""Whether the check of answers tells an answer from one to another matter, and what real answers have and lack.

    python bench/replies.py            reads ../shared/data/messages/answered.csv (or LINLI_SHARED_DATA)

The words' rarity is counted over the messages; nothing else is fitted. The result holds numbers only.
"""

from __future__ import annotations

import csv
import os
import random
import sys
from bisect import bisect_left, bisect_right
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from timed import keep  # noqa: E402

from linli.cases.replies.check_reply import ReplyPoint, check_reply, demands_taken_up, relatedness  # noqa: E402
from linli.cases.replies.read_reply import read, substance_of  # noqa: E402
from linli.insight.same_matter.said import WordSpread, read_said  # noqa: E402

DATA = Path(os.environ.get("LINLI_SHARED_DATA") or ROOT.parent / "shared" / "data") / "messages" / "answered.csv"
SAYS_SOMETHING = 20
"""Characters of substance: “留言已收悉” alone answers nothing, and is no more about one message than another."""


def auc(true: list[float], swapped: list[float]) -> float:
    """How often a true pair stands above a swapped one."""
    ordered = sorted(swapped)
    above = sum((bisect_left(ordered, one) + bisect_right(ordered, one)) / 2 for one in true)
    return above / len(true) / len(ordered)


def main() -> None:
    with DATA.open(encoding="utf-8-sig", newline="") as lines:
        pairs = [(f"{row['留言主题']}\n{row['留言详情']}", row["答复意见"]) for row in csv.DictReader(lines)]
    rarity = WordSpread.of([read_said("", message) for message, _reply in pairs]).rarity
    places = list(range(len(pairs)))
    random.Random(11).shuffle(places)
    swapped = [(pairs[n][0], pairs[other][1]) for n, other in enumerate(places) if n != other]

    def points(some: list[tuple[str, str]]) -> tuple[dict[ReplyPoint, float], float]:
        started = perf_counter()
        found = [check_reply(message, reply, rarity) for message, reply in some]
        taken = (perf_counter() - started) / len(some) * 1000
        return {point: sum(one[n].is_met for one in found) / len(found) for n, point in enumerate(ReplyPoint)}, taken

    def says(reply: str) -> bool:
        return sum(map(len, substance_of(read(reply)))) >= SAYS_SOMETHING

    def taken_up(some: list[tuple[str, str]]) -> float:
        counts = [demands_taken_up(message, reply, rarity) for message, reply in some]
        return sum(one for one, _of in counts) / sum(of for _one, of in counts)

    whole = auc([relatedness(*one, rarity) for one in pairs], [relatedness(*one, rarity) for one in swapped])
    telling, telling_swapped = [one for one in pairs if says(one[1])], [one for one in swapped if says(one[1])]
    among = auc([relatedness(*one, rarity) for one in telling], [relatedness(*one, rarity) for one in telling_swapped])
    (true, taken), (other, _taken) = points(telling), points(telling_swapped)
    rows = [
        {"point": point.value, "true answers": f"{true[point]:.1%}", "swapped answers": f"{other[point]:.1%}"}
        for point in ReplyPoint
    ]
    rows.append({"point": "demands taken up", "true answers": f"{taken_up(telling):.1%}", "swapped answers": f"{taken_up(telling_swapped):.1%}"})  # fmt: skip
    remark = (
        f"{len(pairs):,} messages with their official answers; the swapped ones carry the answer to another message. Relatedness alone"
        f" tells a true answer from a swapped one with AUC {whole:.3f} over all, and {among:.3f} over the {len(telling):,} answers that say"
        f" anything (the others are a receipt: at least {SAYS_SOMETHING} characters without the courtesies are asked). Shares of the"
        f" table are of those. {taken:.1f} ms an answer. The check advises whoever writes; it is kept of nobody."
    )
    keep("replies", "Does the check know whether an answer answers?", rows, remark)


if __name__ == "__main__":
    main()
