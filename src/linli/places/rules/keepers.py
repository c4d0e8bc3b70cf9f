"""Who keeps the table of places (plain decisions, no Django)."""

from __future__ import annotations

from linli.kernel.actor import Role

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.SYSTEM, Role.GOVERNANCE_CENTRE, Role.STREET_LEAD})
"""Who opens communities and keeps their grids, estates and buildings, within the own jurisdiction."""
