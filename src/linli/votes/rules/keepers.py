"""Who keeps votes: the staff at a desk of the place. Nobody else, and nobody alone where two are asked for."""

from __future__ import annotations

from linli.kernel.actor import Role

KEEPERS = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD})
READERS = KEEPERS | {Role.GOVERNANCE_CENTRE}
STAND = frozenset({Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER})
"""The roles whose holders may be nominated."""
