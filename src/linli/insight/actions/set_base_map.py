"""A jurisdiction lays a base map under its maps, or takes it away."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput
from linli.ledger import audit
from linli.ledger.deed import action, deed

from ..models import BaseMap
from ..rules.base_map import BaseMapSaid

SETTERS = frozenset({Role.ADMINISTRATOR, Role.GOVERNANCE_CENTRE, Role.STREET_LEAD})
"""Who sets it up, each within the own jurisdiction."""
LONGEST_SECRET = 200


@action
def set_base_map(
    *, actor: Actor, key: UUID | None, prefix: str, is_on: bool, said: BaseMapSaid, secret: str = ""
) -> BaseMap:
    """Keep what is laid under the maps of a street, county, city or (prefix "") everywhere; an empty `secret` keeps the one there is. Turned
    off, nothing is checked and what was set stays to be turned on again.

    Raises `BadInput` (see `BaseMapSaid.checked`; `secret` where the address asks for a key and there is none), `NotAllowed`.
    """
    with deed(actor, key, "base_map.set") as d:
        d.allow(SETTERS, "base_map.set", on=prefix or "*")
        if prefix and not (prefix.isascii() and prefix.isdigit() and len(prefix) in (2, 4, 6, 9)):
            raise BadInput("prefix", "not_a_place", prefix)
        secret = secret.strip()
        if len(secret) > LONGEST_SECRET or not ((secret.isascii() and secret.isalnum()) or not secret):
            raise BadInput("secret", "no_tile_key")
        row = BaseMap.objects.select_for_update().filter(prefix=prefix).first() or BaseMap(prefix=prefix)
        if is_on:
            said = said.checked()
            if "{key}" in said.template + said.names and not (secret or row.secret):
                raise BadInput("secret", "no_tile_key")
            row.template, row.names, row.source = said.template, said.names, said.source
            row.review, row.deepest = said.review, said.deepest
        row.is_on, row.changed_at, row.changed_by = is_on, d.now, actor.id
        if secret:
            row.secret = secret
        row.save()
        facts = {
            "is_on": is_on,
            "template": row.template,
            "source": row.source,
            "review": row.review,
            "key": bool(row.secret),
        }
        place = prefix if len(prefix) >= 6 else audit.COUNTRY
        audit.line(actor, d.name, place, BaseMap._meta.label_lower, row.id, facts, at=d.now).save(force_insert=True)
    return row
