"""Who keeps the table of places (plain decisions, no Django)."""

from __future__ import annotations

from linli.kernel.actor import Role

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.SYSTEM, Role.GOVERNANCE_CENTRE, Role.STREET_LEAD})
"""Who opens communities and keeps their grids, estates and buildings, within the own jurisdiction."""

FACILITY_KEEPERS = (KEEPERS - {Role.ADMINISTRATOR}) | {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF}
"""Who registers the services of a community, has its circle reckoned, and plans walk days."""

GROUND_READERS = FACILITY_KEEPERS | {Role.GRID_OFFICER, Role.GRID_LEADER}
"""Who reads the circle, the blind spots and the four clarities, and goes on walk days."""

WALKERS = frozenset({Role.GRID_OFFICER, Role.GRID_LEADER, Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
"""Who goes on a walk day and ticks off what was seen."""
