"""What was learned from the staff's own filings: a linear model over runs of characters, with its confidence set right.

Plain numbers: nothing kept in the file can run. Reading one needs numpy alone; only fitting needs scikit-learn (`fit.py`).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from .legible import legible

LONGEST = 1_500
"""Characters read of a message; what it is about is said by then."""
RUNS = (1, 2, 3)
MOST_WORDS = 4


def runs_of(plain: str) -> list[str]:
    """The runs of one to three characters of a legible text, within its words and sentences."""
    text = plain[:LONGEST]
    return [
        run
        for length in RUNS
        for i in range(len(text) - length + 1)
        if (run := text[i : i + length]).isalnum() and not run.isdigit()
    ]


@dataclass(frozen=True)
class Learned:
    """`kinds` × `runs` weights. `warmth` flattens its confidence, `share` (0–1) is its weight against the word lists; both are
    set on filings it was not fitted on."""

    kinds: tuple[str, ...]
    runs: tuple[str, ...]
    rarity: np.ndarray
    weights: np.ndarray
    offsets: np.ndarray
    warmth: float = 1.0
    share: float = 1.0

    @cached_property
    def _places(self) -> dict[str, int]:
        return {run: place for place, run in enumerate(self.runs)}

    def margins(self, plain: str) -> np.ndarray:
        """How far a legible text lies on each kind's side, in the order of `kinds`."""
        places, values = self._read(plain)
        return self.weights[:, places] @ values + self.offsets

    def chances(self, plain: str) -> dict[str, float]:
        """The kinds' chances, adding up to 1."""
        return dict(zip(self.kinds, chances_of(self.margins(plain), self.warmth).tolist()))

    def words_for(self, plain: str, kind: str) -> tuple[str, ...]:
        """The words that spoke loudest for `kind`: its heaviest runs, joined where they overlap in the text."""
        if kind not in self.kinds:
            return ()
        places, values = self._read(plain)
        says = self.weights[self.kinds.index(kind), places] * values
        loud = [self.runs[places[i]] for i in np.argsort(-says)[:12] if says[i] > 0 and len(self.runs[places[i]]) > 1]
        return _joined(plain[:LONGEST], loud)

    def warmed(self, warmth: float, share: float) -> Learned:
        """The same weights with another confidence."""
        return replace(self, warmth=warmth, share=share)

    def keep(self, folder: Path) -> None:
        """Write `weights.npz` and `words.json` into the folder."""
        np.savez_compressed(
            folder / "weights.npz",
            rarity=self.rarity.astype(np.float32),
            weights=self.weights.astype(np.float32),
            offsets=self.offsets.astype(np.float32),
        )
        words = {"kinds": self.kinds, "runs": self.runs, "warmth": self.warmth, "share": self.share}
        (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    def _read(self, plain: str) -> tuple[list[int], np.ndarray]:
        counts = Counter(run for run in runs_of(plain) if run in self._places)
        places = [self._places[run] for run in counts]
        values = np.array([1 + math.log(n) for n in counts.values()], dtype=np.float32) * self.rarity[places]
        length = float(np.linalg.norm(values))
        return places, values / length if length else values


def read_learned(folder: Path) -> Learned:
    """The model kept in a folder. Raises `OSError`, `ValueError` or `KeyError` for one that cannot be read."""
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    with np.load(folder / "weights.npz", allow_pickle=False) as numbers:
        learned = Learned(
            kinds=tuple(words["kinds"]),
            runs=tuple(words["runs"]),
            rarity=numbers["rarity"],
            weights=numbers["weights"],
            offsets=numbers["offsets"],
            warmth=float(words["warmth"]),
            share=float(words["share"]),
        )
    if learned.weights.shape != (len(learned.kinds), len(learned.runs)) or learned.rarity.shape != (len(learned.runs),):
        raise ValueError("weights and words do not belong together")
    return learned


def chances_of(margins: np.ndarray, warmth: float) -> np.ndarray:
    """Chances out of margins, along the last axis."""
    scaled = margins * warmth
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def text_of(subject: str, body: str) -> str:
    """The legible text of a matter: its heading, unless the words begin with it, and its words."""
    return legible(body if body.startswith(subject.removesuffix("…")) else f"{subject}。{body}")


def _joined(text: str, runs: list[str]) -> tuple[str, ...]:
    marked = [False] * len(text)
    for run in runs:
        start = text.find(run)
        if start >= 0:
            marked[start : start + len(run)] = [True] * len(run)
    words, i = [], 0
    while i < len(text):
        if marked[i]:
            j = i
            while j < len(text) and marked[j]:
                j += 1
            words.append(text[i : min(j, i + 8)])
            i = j
        else:
            i += 1
    return tuple(dict.fromkeys(words))[:MOST_WORDS]
