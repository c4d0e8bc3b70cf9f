"""Fitting a model to filings, setting its confidence right, and measuring it on filings it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from .learned import Learned, chances_of, runs_of

MOST_RUNS = 60_000
WARMTHS = tuple(np.geomspace(0.5, 12, 18).tolist())
SHARES = tuple(n / 10 for n in range(11))
SURE_ENOUGH = 0.5
"""From which confidence a kind is suggested; below it the answer is “not sure”."""

Chances = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Filed:
    """A matter in legible words, and the kind under which somebody filed it."""

    plain: str
    kind: str


@dataclass(frozen=True, slots=True)
class Measured:
    """How suggestions compare with filings. `right` of `rows` had the filed kind first; `answered` were suggested at all,
    `answered_right` of them rightly; `macro_f1` over the kinds filed, `off` the expected calibration error of ten bands."""

    rows: int
    right: int
    answered: int
    answered_right: int
    macro_f1: float
    off: float

    @property
    def accuracy(self) -> float | None:
        return self.right / self.rows if self.rows else None

    def as_card(self) -> dict[str, float]:
        """Plain values for a model card."""
        return asdict(self)


def fit(rows: Sequence[Filed]) -> Learned:
    """A linear model of the rows' kinds. Needs two kinds at least. Seconds for ten thousand rows, a few minutes for sixty
    thousand on a laptop."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    read = TfidfVectorizer(
        analyzer=runs_of, min_df=2 if len(rows) >= 100 else 1, max_features=MOST_RUNS, sublinear_tf=True,
        dtype=np.float32,
    )  # fmt: skip
    counts = read.fit_transform([row.plain for row in rows])
    model = LinearSVC(C=0.5, random_state=0).fit(counts, [row.kind for row in rows])
    weights, offsets = model.coef_.astype(np.float32), np.atleast_1d(model.intercept_).astype(np.float32)
    if len(model.classes_) == 2:
        weights, offsets = np.vstack([-weights, weights]), np.concatenate([-offsets, offsets])
    return Learned(
        kinds=tuple(map(str, model.classes_)),
        runs=tuple(read.get_feature_names_out().tolist()),
        rarity=read.idf_.astype(np.float32),
        weights=weights,
        offsets=offsets,
    )


def set_right(learned: Learned, rows: Sequence[Filed], by_words: Chances) -> Learned:
    """The model with the warmth and the share under which its confidence fits `rows` it was not fitted on best (log loss)."""
    margins = np.array([learned.margins(row.plain) for row in rows])
    places = {kind: place for place, kind in enumerate(learned.kinds)}
    known = np.array([places.get(row.kind, -1) for row in rows])
    told = np.array([by_words(row.plain).get(row.kind, 0.0) for row in rows])
    best = (float("inf"), 1.0, 1.0)
    for warmth in WARMTHS:
        chances = chances_of(margins, warmth)
        own = np.where(known >= 0, chances[np.arange(len(rows)), known], 0.0)
        for share in SHARES[1:]:
            loss = float(-np.log(np.maximum(share * own + (1 - share) * told, 1e-4)).mean())
            best = min(best, (loss, warmth, share))
    return learned.warmed(best[1], best[2])


def blended(learned: Learned, by_words: Chances) -> Chances:
    """The chances of the model and of the word lists together, by the model's share."""

    def chances(plain: str) -> dict[str, float]:
        mixed = {kind: learned.share * chance for kind, chance in learned.chances(plain).items()}
        for kind, chance in by_words(plain).items():
            mixed[kind] = mixed.get(kind, 0.0) + (1 - learned.share) * chance
        return mixed

    return chances


def measure(chances: Chances, rows: Sequence[Filed], sure_enough: float = SURE_ENOUGH) -> Measured:
    """What `chances` makes of rows it has not seen."""
    firsts = [max(chances(row.plain).items(), key=lambda one: one[1], default=("", 0.0)) for row in rows]
    right = [kind == row.kind for (kind, _chance), row in zip(firsts, rows)]
    answered = [chance >= sure_enough for _kind, chance in firsts]
    return Measured(
        rows=len(rows),
        right=sum(right),
        answered=sum(answered),
        answered_right=sum(hit for hit, spoke in zip(right, answered) if spoke),
        macro_f1=macro_f1([row.kind for row in rows], [kind for kind, _chance in firsts]),
        off=calibration_error([chance for _kind, chance in firsts], right),
    )


def macro_f1(filed: Sequence[str], suggested: Sequence[str]) -> float:
    """The mean over the filed kinds of each kind's F1; 0 without rows."""
    scores = []
    for kind in sorted(set(filed)):
        hit = sum(1 for a, b in zip(filed, suggested) if a == b == kind)
        claimed = sum(1 for b in suggested if b == kind)
        scores.append(2 * hit / (claimed + sum(1 for a in filed if a == kind)))
    return sum(scores) / len(scores) if scores else 0.0


def calibration_error(chances: Sequence[float], right: Sequence[bool], bands: int = 10) -> float:
    """How far confidence and truth lie apart, over ten bands, weighted by their rows."""
    error = 0.0
    for band in range(bands):
        inside = [i for i, chance in enumerate(chances) if min(int(chance * bands), bands - 1) == band]
        if inside:
            error += abs(sum(chances[i] for i in inside) - sum(right[i] for i in inside))
    return error / len(chances) if chances else 0.0
