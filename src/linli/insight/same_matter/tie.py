"""Whether two messages are about one matter: a yes or no of the pair alone, so that the order they came in plays no part."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

from .said import Said, WordSpread

SPAN = timedelta(days=60)
"""Two messages further apart are not tied directly; others between them may hold them together."""
ALIKE = 0.30
"""How alike (cosine of the weighed pairs) two messages must be that share a rare run of words anywhere."""
BESIDE_THE_NAME = 0.08
"""How alike they must be apart from the names of places, when their headings name the same place."""
HERE = 0.12
"""The same, where the platform knows both to be about one estate."""
WORD_FOR_WORD = 0.85
"""So alike, they are one text sent again, whether or not it names anything."""
SHORTEST_NAME = 3
RUN_SAYS = 1.5
"""A run of characters is telling when it is so many times as rare as an unknown pair."""
NAME_SAYS = 1.3
"""A name that a hot matter made common tells less."""
RARE_WORD = 0.6
"""A run that no mention covers is a name when each of its pairs is so rare, on average, beside an unknown one: 鑫源车贷."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tie:
    """How alike two messages are (0–1), and the words that name what both are about."""

    alike: float
    name: str


def tie_of(one: Said, other: Said, spread: WordSpread, weights: tuple[Weights, Weights] | None = None) -> Tie | None:
    """The tie between two messages, None where they are two matters. The same whichever comes first.

    They do not name two different places, and are alike with telling words in common; or have the place in common (in both
    headings, or known to the platform) and either something besides or the kind.
    """
    ours, theirs = weights or (spread.weigh(one), spread.weigh(other))
    alike = _cosine(ours, theirs)
    if _elsewhere(one, other):
        return None
    here = bool(one.place) and one.place == other.place
    if alike >= ALIKE:
        run = _loudest(_runs_of_both(one, other), spread)
        if here or alike >= WORD_FOR_WORD or _says(run, spread) >= RUN_SAYS * spread.rarity(""):
            return Tie(alike, run)
    name = _name_in_headings(one, other, spread)
    if not (name or here):
        return None
    beside = _beside(one, other, name, ours, theirs)
    same_kind = bool(one.kind) and one.kind == other.kind
    return Tie(alike, name) if same_kind or beside >= (HERE if here else BESIDE_THE_NAME) else None


def _cosine(ours: Weights, theirs: Weights) -> float:
    if len(theirs) < len(ours):
        ours, theirs = theirs, ours
    return sum(weight * theirs.get(pair, 0.0) for pair, weight in ours.items())


def _beside(one: Said, other: Said, name: str, ours: Weights, theirs: Weights) -> float:
    """How alike they are apart from the names of places."""
    names = (name, *one.heading_mentions, *other.heading_mentions)
    left_out = {said[i : i + 2] for said in names for i in range(len(said) - 1)}
    ours = {pair: weight for pair, weight in ours.items() if pair not in left_out}
    theirs = {pair: weight for pair, weight in theirs.items() if pair not in left_out}
    long = sqrt(sum(w * w for w in ours.values()) * sum(w * w for w in theirs.values()))
    return _cosine(ours, theirs) / long if long else 0.0


def _name_in_headings(one: Said, other: Said, spread: WordSpread) -> str:
    """What both headings name: a run that a mention of a place covers in part, or one of rare words alone."""
    mentions = (*one.heading_mentions, *other.heading_mentions)
    whole = spread.rarity("")
    for run in sorted(
        _runs(one.heading, other.heading_pairs) | _runs(other.heading, one.heading_pairs),
        key=lambda run: (-_says(run, spread), run),
    ):
        says = _says(run, spread)
        if says < NAME_SAYS * whole:
            break
        if says >= RARE_WORD * whole * min(4, len(run) - 1) or any(_in_common(run, name) for name in mentions):
            return run
    return ""


def _runs_of_both(one: Said, other: Said) -> set[str]:
    return {
        run
        for ours, theirs in ((one, other), (other, one))
        for text in (ours.heading, ours.opening)
        for run in _runs(text, theirs.pairs)
    }


def _runs(text: str, pairs: Container[str]) -> set[str]:
    """The longest runs of `text`, of three characters at least, whose pairs the other says too."""
    found, start = set(), None
    for at in range(len(text)):
        if text[at : at + 2] in pairs and at + 2 <= len(text):
            start = at if start is None else start
        elif start is not None:
            if at + 1 - start >= SHORTEST_NAME:
                found.add(text[start : at + 1])
            start = None
    return found


def _loudest(runs: set[str], spread: WordSpread) -> str:
    return max(runs, key=lambda run: (_says(run, spread), run), default="")


def _says(run: str, spread: WordSpread) -> float:
    """How rare the rarest four pairs in a row of the run are: a long run of ordinary words says no more than a short one."""
    rare = [spread.rarity(run[i : i + 2]) for i in range(len(run) - 1)]
    return max((sum(rare[i : i + 4]) for i in range(max(1, len(rare) - 3))), default=0.0)


def _elsewhere(one: Said, other: Said) -> bool:
    """Whether they are about two places: two estates the platform knows, or headings that name places with nothing in common."""
    if one.place and other.place and one.place != other.place:
        return True
    ours, theirs = one.heading_mentions, other.heading_mentions
    return bool(ours and theirs) and not (_any_told(ours, other) or _any_told(theirs, one))


def _any_told(names: tuple[str, ...], other: Said) -> bool:
    return any(_in_common(name, told) for name in names for told in (other.heading, other.opening))


def _in_common(name: str, text: str) -> bool:
    """Whether three characters of the name in a row stand in the text."""
    return any(name[i : i + SHORTEST_NAME] in text for i in range(len(name) - SHORTEST_NAME + 1))
