"""At which level a matter is settled; it rises only when it must (practices E6)."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str


class Level(Labelled):
    """The level that holds a case now, and at last the one that settled it."""

    GRID = "grid", _("网格")
    COMMUNITY = "community", _("社区")
    STREET = "street", _("街道")
    COUNTY = "county", _("区县")


def level_above(level: Level) -> Level | None:
    """One level up, or None above the county: there the matter stays."""
    ladder = tuple(Level)
    place = ladder.index(level) + 1
    return ladder[place] if place < len(ladder) else None
