"""The names of jurisdictions, for lists of roles."""

from __future__ import annotations

from collections.abc import Iterable

from linli.kernel.scope import EVERYTHING
from linli.places.queries.naming import place_facts_of


def names_of_places(prefixes: Iterable[str]) -> dict[str, str]:
    """Prefix → short name, for those that have one. One statement however many."""
    wanted = {prefix for prefix in prefixes if prefix != EVERYTHING}
    if not wanted:
        return {}
    facts = place_facts_of([(prefix, None, None) for prefix in wanted])
    return {code: found.short for (code, _estate, _building), found in facts.items() if found.short}
