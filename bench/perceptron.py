"""An averaged perceptron over characters, a tag each: what a learned tagger makes of addresses. For comparison only; never shipped."""

from __future__ import annotations

import random
from collections import defaultdict


class Tagger:
    """Characters around each place and the tag before it; greedy."""

    def __init__(self) -> None:
        self.weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.seen, self.tags = 0, set()

    def features(self, text: str, at: int, before: str) -> list[str]:
        c = f"^^{text}$$"
        a, b, d, e, f = c[at], c[at + 1], c[at + 2], c[at + 3], c[at + 4]
        return [
            "0" + d,
            "1" + b + d,
            "2" + d + e,
            "3" + a + b,
            "4" + e + f,
            "5" + b,
            "6" + e,
            "7" + before,
            "8" + before + d,
            "9" + b + d + e,
        ]

    def tag_at(self, features: list[str]) -> str:
        score: dict[str, float] = defaultdict(float)
        for one in features:
            for tag, weight in self.weights.get(one, {}).items():
                score[tag] += weight
        return max(score, key=score.get) if score else "O"

    def fit(self, data: list[tuple[str, list[tuple[str, str]]]], rounds: int = 3) -> None:
        draw = random.Random(1)
        for _ in range(rounds):
            draw.shuffle(data)
            for text, entities in data:
                tags = [f"{'B' if not i else 'I'}-{kind}" for kind, words in entities for i in range(len(words))]
                before = "^"
                for at, right in enumerate(tags):
                    features = self.features(text, at, before)
                    guess = self.tag_at(features)
                    self.seen += 1
                    if guess != right:
                        for one in features:
                            for tag, step in ((right, 1.0), (guess, -1.0)):
                                self.weights[one][tag] += step
                                self.sums[one][tag] += step * self.seen
                    before = right
        for one, tags in self.weights.items():
            for tag in tags:
                tags[tag] -= self.sums[one][tag] / self.seen

    def entities(self, text: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        before = "^"
        for at, char in enumerate(text):
            before = self.tag_at(self.features(text, at, before))
            if before[0] == "B" or not found or found[-1][0] != before[2:]:
                found.append((before[2:], char))
            else:
                found[-1] = (before[2:], found[-1][1] + char)
        return found
