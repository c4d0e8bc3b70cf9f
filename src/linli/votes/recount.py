"""Recount a published vote, trusting nothing but the file. Standard library only; not a line is shared with the platform's own count.

    python recount.py vote.json            (or: ./linli votes recount vote.json)

The algorithm is written out in docs/votes.md. Exit code 0 when everything agrees, 1 when something does not.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any


def recount(told: dict[str, Any]) -> list[tuple[bool, str]]:
    """Every finding, as (whether it agrees, a sentence). Raises KeyError, TypeError or ValueError for a file that is none."""
    if told["format"] != "linli-vote/1":
        raise ValueError("unknown format")
    return [*_chain(told["log"]), *_ballots(told), *_result(told)]


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _chain(log: list[dict[str, Any]]) -> Iterator[tuple[bool, str]]:
    before = "0" * 64
    for place, line in enumerate(log, 1):
        body = {name: line[name] for name in ("seq", "at", "kind", "facts", "previous")}
        digest = hashlib.sha256(_text(body).encode()).hexdigest()
        if line["seq"] != place or line["previous"] != before or line["digest"] != digest:
            yield False, f"日志第 {place} 行和前面接不上，被改动过"
            return
        before = digest
    yield True, f"日志 {len(log)} 行首尾相接，没有改动"


def _ballots(told: dict[str, Any]) -> Iterator[tuple[bool, str]]:
    log, ballots = told["log"], told["ballots"]
    accepted = sum(line["kind"] == "accepted" for line in log)
    paper = sum(line["facts"]["ballots"] for line in log if line["kind"] == "batch_entered")
    yield (
        accepted + paper == len(ballots),
        f"日志记收到 {accepted} 票、录入纸质票 {paper} 张，公布的票共 {len(ballots)} 张",
    )
    receipts = [one["receipt"] for one in ballots]
    yield len(set(receipts)) == len(receipts), "每张票的回执都不同"
    yield len(ballots) <= told["roll"]["heads"], f"票数 {len(ballots)} 不超过名册人数 {told['roll']['heads']}"
    if told["vote"]["named"]:
        numbers = [one["number"] for one in ballots]
        yield len(set(numbers)) == len(numbers), "名册上每个序号至多一张票"
    ids = {one["id"] for one in told["vote"]["choices"]}
    yield all(set(one["marks"]) <= ids for one in ballots), "每张票只选了票上有的项"
    declared = [line for line in log if line["kind"] == "declared"]
    if declared:
        digest = hashlib.sha256("\n".join(sorted(map(_text, ballots))).encode()).hexdigest()
        yield declared[-1]["facts"]["digest"] == digest, "公布的票就是公布结果时的那些票，一张没有改动"


def _result(told: dict[str, Any]) -> Iterator[tuple[bool, str]]:
    if not told["result"]:
        yield True, "结果还没有公布，只核对到这里"
        return
    valid = [one for one in told["ballots"] if not one["spoiled"]]
    heads = {one["id"]: sum(one["id"] in ballot["marks"] for ballot in valid) for one in told["vote"]["choices"]}
    same = all(heads[one["choice"]] == one["heads"] for one in told["result"]["counts"])
    yield same and len(heads) == len(told["result"]["counts"]), "各项票数重数后一致"
    verdict, passed = _decide(told, valid, heads)
    agrees = told["result"]["verdict"] == verdict and sorted(told["result"]["passed"]) == sorted(passed)
    yield agrees, f"按规则重算的结论：{verdict} {' '.join(passed)}".rstrip()


def _decide(told: dict[str, Any], valid: list[dict[str, Any]], heads: dict[str, int]) -> tuple[str, list[str]]:
    vote, rule, roll = told["vote"], told["vote"]["rule"], told["roll"]
    quorum = vote["quorum_percent"]
    if quorum and (not roll["heads"] or len(told["ballots"]) * 100 < quorum * roll["heads"]):
        return "no_quorum", []
    running = {id: count for id, count in heads.items() if id != "abstain"}
    if rule["way"] == "owners":
        return _owners(told, valid)
    if rule["way"] == "approval":
        passed = [id for id, count in running.items() if count * 2 > len(valid)]
        return ("decided", passed) if passed else ("not_passed", [])
    most = max(running.values())
    if rule["way"] == "seats":
        return _seats(running, vote["seats"])
    top = [id for id, count in running.items() if count == most]
    if most and len(top) > 1:
        return "tie", []
    base = roll["heads"] if rule["way"] == "majority_of_roll" else len(valid) - heads.get("abstain", 0)
    if most * 2 <= base or not most or top == ["no"]:
        return "not_passed", []
    return "decided", top


def _owners(told: dict[str, Any], valid: list[dict[str, Any]]) -> tuple[str, list[str]]:
    rule, roll = told["vote"]["rule"], told["roll"]
    takes_part, approves = Fraction(rule["takes_part"]), Fraction(rule["approves"])
    area = sum((Decimal(one["area"]) for one in valid), Decimal(0))
    yes = [one for one in valid if "yes" in one["marks"]]
    yes_area = sum((Decimal(one["area"]) for one in yes), Decimal(0))
    all_area = Fraction(Decimal(roll["area"]))
    if not roll["heads"] or not all_area:
        return "no_quorum", []
    if Fraction(len(valid), roll["heads"]) < takes_part or Fraction(area) / all_area < takes_part:
        return "no_quorum", []
    shares = [Fraction(len(yes), len(valid)), Fraction(yes_area) / Fraction(area)]
    passes = all(share >= approves if rule["at_least"] else share > approves for share in shares)
    return ("decided", ["yes"]) if passes else ("not_passed", [])


def _seats(running: dict[str, int], seats: int) -> tuple[str, list[str]]:
    marked = [count for count in running.values() if count]
    if not marked:
        return "not_passed", []
    bar = sorted(marked, reverse=True)[: seats + 1]
    if len(marked) > seats and bar[-1] == bar[-2]:
        return "tie", [id for id, count in running.items() if count > bar[-1]]
    least = bar[min(seats, len(marked)) - 1]
    return "decided", [id for id, count in running.items() if count and count >= least]


def main(path: str) -> int:
    """Print every finding; 0 when all agree."""
    with open(path, encoding="utf-8-sig") as file:
        told = json.load(file)
    findings = recount(told)
    print(f"{told['vote']['title']}（{told['vote']['code']}）")
    for agrees, sentence in findings:
        print(("✓ " if agrees else "✗ ") + sentence)
    return 0 if all(agrees for agrees, _sentence in findings) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
