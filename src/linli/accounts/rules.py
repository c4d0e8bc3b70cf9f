"""Who may keep whose account (plain decisions, no Django)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from linli.kernel.actor import Actor, Grant, Role
from linli.kernel.errors import BadInput, MissingField, NotAllowed
from linli.kernel.place_codes import PlaceLevel, level_of
from linli.kernel.scope import EVERYTHING

ADMINISTERING = frozenset({Role.ADMINISTRATOR, Role.SYSTEM})
GRANTABLE = frozenset(Role) - {Role.REPORTER, Role.SYSTEM}
ON_BEHALF = frozenset({Role.DEPARTMENT_LIAISON, Role.PROPERTY_FIRM})
APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
ALONE = frozenset({Role.WALL})
"""Roles nobody holds beside another: what hangs on a wall, signed in day and night, can do nothing else."""
COUNTRY = "000000"

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


def read_username(text: str) -> str:
    """A user name as it is kept: 3 to 40 of lower-case letters, digits, dot, dash, underscore. Raises `BadInput`."""
    username = text.strip().casefold()
    if not _USERNAME.fullmatch(username):
        raise BadInput("username", "username_shape", text[:60])
    return username


def check_keeper(actor: Actor, deed: str, user_id: UUID, held: Iterable[Grant]) -> None:
    """Raise `NotAllowed` unless the actor administers every jurisdiction the user has a role in, and is not that user.

    Whoever administers a community does not take over, by a new password, somebody who also serves the county.
    """
    if actor.id == user_id:
        raise NotAllowed(deed, "oneself")
    if not all(actor.may(ADMINISTERING, grant.prefix) for grant in held):
        raise NotAllowed(deed, "scope")


def check_grant(actor: Actor, deed: str, held: Iterable[Grant], new: Grant) -> None:
    """Raise unless the actor may give somebody who holds `held` the grant `new`.

    `BadInput` for a role nobody is given or a prefix that is no place code, `MissingField` for a role on behalf of an
    organisation without one, `NotAllowed` with reason `scope` outside the actor's jurisdiction, `apart` for
    administrator and auditor in one person (standards.zh.md §12, 三员分立), `alone` for the wall beside any other role.
    """
    if new.role not in GRANTABLE:
        raise BadInput("role", "not_granted", new.role)
    if new.prefix != EVERYTHING and not _is_place(new.prefix):
        raise BadInput("prefix", "not_a_place", new.prefix[:30])
    if new.role in ON_BEHALF and new.organisation_id is None:
        raise MissingField(deed, ["organisation_id"])
    if not actor.may(ADMINISTERING, new.prefix):
        raise NotAllowed(deed, "scope")
    if {new.role, *(grant.role for grant in held)} >= APART:
        raise NotAllowed(deed, "apart")
    roles = {new.role, *(grant.role for grant in held)}
    if roles & ALONE and len(roles) > 1:
        raise NotAllowed(deed, "alone")


def filed_under(prefixes: Iterable[str]) -> str:
    """The place an account's own affairs are filed under: its widest jurisdiction, as a code that has a street."""
    known = sorted(prefixes, key=lambda prefix: (prefix != EVERYTHING, len(prefix), prefix))
    if not known or known[0] == EVERYTHING:
        return COUNTRY
    return known[0].ljust(PlaceLevel.COUNTY, "0")


def _is_place(prefix: str) -> bool:
    try:
        level_of(prefix)
    except ValueError:
        return False
    return True
