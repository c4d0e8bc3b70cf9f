"""Put an organisation on the list: a department, a property firm, a public utility."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.places.queries import place_facts

from ..models import Organisation
from ..rules import ORGANISATION_KEEPERS


@action
def open_organisation(
    *, actor: Actor, key: UUID | None, name: str, kind: str, prefix: str, short_name: str = "", phone: str = ""
) -> Organisation:
    """List an organisation that works in the place `prefix`; one that was closed there opens again.

    Raises `NotAllowed` for who does not keep that place's organisations, `MissingField`, `BadInput` on `kind`, `prefix`
    (`unknown`) or `name` (`too_long`, `taken`).
    """
    with deed(actor, key, "organisation.open") as d:
        name, short_name, phone = name.strip(), short_name.strip(), phone.strip()
        if not name:
            raise MissingField(d.name, ["name"])
        if len(name) > 60 or len(short_name) > 20 or len(phone) > 20:
            raise BadInput("name", "too_long", name)
        if kind not in Organisation.Kind:
            raise BadInput("kind", "unknown", kind)
        d.allow(ORGANISATION_KEEPERS, d.name, on=prefix)
        facts = place_facts(prefix)
        if not (facts.community if len(prefix) == 12 else facts.divisions):
            raise BadInput("prefix", "unknown", prefix)
        row = Organisation.objects.filter(prefix=prefix, name=name).first()
        if row is not None:
            row = d.lock(Organisation, row.id)
            if row.closed_at is None:
                raise BadInput("name", "taken", name)
            row.kind, row.closed_at = kind, None
        else:
            row = Organisation(id=uuid7(), name=name, kind=kind, prefix=prefix)
        row.short_name, row.phone = short_name or name[:20], phone
        row.save()
        d.record(row, place_code=prefix.ljust(6, "0"))
    return row
