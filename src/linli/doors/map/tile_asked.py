"""What a tile is asked for, and what a layer answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.places.rules.tiles import Tile


@dataclass(frozen=True, slots=True)
class TileAsked:
    """A tile of the jurisdiction looked at; `actor` None for a resident. `day`: the grids of a day past; `kind`: of one service alone; `run`: the sites a
    run proposed."""

    actor: Actor | None
    tile: Tile
    prefix: str
    day: date | None = None
    kind: str = ""
    run: UUID | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What a layer says of a tile: `version` changes with it, `write` makes its JSON."""

    version: str
    write: Callable[[], str]

    @classmethod
    def of(cls, told: Any) -> Part:
        text = as_json(told)
        return cls(version_of(text), lambda: text)


def as_json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def version_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
