"""What a proposal is asked for, and the houses it divides."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from linli.kernel.errors import BadInput

from ..shape import Point

WEIGHTS = ("balance", "elders", "cases", "compact", "estates", "barriers", "stay")
HIGHEST = 10


@dataclass(frozen=True, slots=True)
class House:
    """A building: where it stands, what it weighs, and where it belongs today. `footprint` may be empty."""

    id: str
    at: Point
    households: int
    elders: int = 0
    cases: int = 0
    estate: str = ""
    grid: str = ""
    footprint: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedOfDesign:
    """Sizes in households and weights of 0 (does not matter) to 10.

    `balance` keeps households even, `elders` and `cases` the work with old people and with last year's cases; `compact` short borders, `estates` estates whole,
    `barriers` borders along main roads and water, `stay` every building in its grid of today. The same houses, sizes, weights and `seed` give the same
    proposal.
    """

    least: int = 300
    most: int = 500
    balance: int = 5
    elders: int = 2
    cases: int = 2
    compact: int = 4
    estates: int = 6
    barriers: int = 6
    stay: int = 3
    seed: int = 1

    def as_plain(self) -> dict[str, int]:
        return asdict(self)


def read_asked(plain: dict[str, Any]) -> AskedOfDesign:
    """What was asked. Raises `BadInput` on the field that is out of range: sizes 20 to 5,000 with `least` × 1.2 <= `most`, weights 0 to 10."""
    asked = AskedOfDesign(**{name: int(plain[name]) for name in AskedOfDesign().as_plain() if name in plain})
    for name in ("least", "most"):
        if not 20 <= getattr(asked, name) <= 5_000:
            raise BadInput(name, "out_of_range", getattr(asked, name))
    if asked.least * 1.2 > asked.most:
        raise BadInput("most", "too_near", asked.most)
    for name in WEIGHTS:
        if not 0 <= getattr(asked, name) <= HIGHEST:
            raise BadInput(name, "out_of_range", getattr(asked, name))
    return asked
