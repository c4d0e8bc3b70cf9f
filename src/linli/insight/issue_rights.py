"""Who reads hot issues, and who decides about them: offices for what lies within their own jurisdiction."""

from __future__ import annotations

from linli.kernel.actor import Role

READERS = frozenset(
    {
        Role.GRID_OFFICER,
        Role.GRID_LEADER,
        Role.COMMUNITY_STAFF,
        Role.COMMUNITY_LEAD,
        Role.STREET_STAFF,
        Role.STREET_LEAD,
        Role.GOVERNANCE_CENTRE,
    }
)
KEEPERS = READERS - {Role.GRID_OFFICER, Role.GRID_LEADER}
