"""Open a community on the platform."""

from __future__ import annotations

import re
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField
from linli.ledger.deed import action, deed

from ..models import Community, Division
from ..rules.keepers import KEEPERS


@action
def open_community(*, actor: Actor, key: UUID | None, street: str, serial: str, name: str) -> Community:
    """Open the community with the code `street` (nine digits) + `serial` (three).

    Raises `NotAllowed` for who does not keep that street's places, `MissingField`, `BadInput` on `street` (`unknown`),
    `serial` (`shape`, `taken`) or `name` (`too_long`, `taken`).
    """
    with deed(actor, key, "places.open_community") as d:
        name, serial = "".join(name.split()), serial.strip()
        missing = [field for field, value in (("street", street), ("serial", serial), ("name", name)) if not value]
        if missing:
            raise MissingField(d.name, missing)
        if not re.fullmatch(r"[0-9]{9}", street) or not Division.objects.filter(code=street).exists():
            raise BadInput("street", "unknown", street[:20])
        d.allow(KEEPERS, d.name, on=street)
        if not re.fullmatch(r"[0-9]{3}", serial) or serial == "000":
            raise BadInput("serial", "shape", serial[:20])
        if len(name) > 60:
            raise BadInput("name", "too_long", name)
        code = street + serial
        if Community.public.filter(street_code=int(street), name=name).exclude(place_code=code).exists():
            raise BadInput("name", "taken", name)
        community = Community(place_code=code, street_code=int(street), name=name)
        # Two who open the same one at once: the second is told that it stands.
        Community.objects.bulk_create([community], ignore_conflicts=True)
        if not Community.public.filter(street_code=int(street), id=community.id).exists():
            raise BadInput("serial", "taken", serial)
        d.record(community)
    return community
