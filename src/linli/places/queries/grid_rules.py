"""How large a street wants its grids, and what it weighs."""

from __future__ import annotations

from ..models import GridRule
from ..rules.grid_design.asked import AskedOfDesign, read_asked


def grid_rules(street: str) -> list[GridRule]:
    """The versions of a street's rule, the latest first, at most 20. One statement."""
    return list(GridRule.public.filter(street_code=int(street)).order_by("-version")[:20])


def rule_of(versions: list[GridRule]) -> tuple[AskedOfDesign, int]:
    """What the latest of `grid_rules` asks for and its version; as shipped, and 0, without any."""
    return (read_asked(versions[0].said), versions[0].version) if versions else (AskedOfDesign(), 0)


def grid_rule_in_force(street: str) -> tuple[AskedOfDesign, int]:
    """The street's latest rule with its version, else what is shipped, and 0. One statement."""
    return rule_of(list(GridRule.public.filter(street_code=int(street)).order_by("-version")[:1]))
