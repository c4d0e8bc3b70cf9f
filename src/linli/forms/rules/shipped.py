"""The question bank that Linli ships: renovation (need, plan, effect) and activities, each question with one fixed wording."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from .question import QuestionKind, Theme, Wording

_FILE = Path(__file__).parent.parent / "shipped_questions.csv"


@dataclass(frozen=True, slots=True)
class ShippedQuestion:
    """A line of the shipped bank; its code stays the same through all versions."""

    code: str
    theme: Theme
    stages: str
    position: int
    wording: Wording


def shipped_questions() -> tuple[ShippedQuestion, ...]:
    """Every question of the shipped bank, in the order in which it is asked."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_read(number, line) for number, line in enumerate(csv.DictReader(file), start=1))


def _read(number: int, line: dict[str, str]) -> ShippedQuestion:
    words = [one for one in line["options"].split("|") if one]
    wording = Wording(
        QuestionKind(line["kind"]),
        line["text"],
        tuple((str(n), one) for n, one in enumerate(words, start=1)),
        line["unit"],
        line["low"],
        line["high"],
    )
    return ShippedQuestion(line["code"], Theme(line["theme"]), line["stages"], number, wording.checked())
