"""A unit joins a community's alliance (共建联盟)."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor, Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.teams.models import Organisation

from ..models import MemberUnit
from ..rules.member_kinds import MemberKind

KEEPERS = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
"""Who keeps the lists of members and resources."""


@action
def join_alliance(
    *, actor: Actor, key: UUID | None, community: str, name: str, kind: str, liaison: str, phone: str
) -> MemberUnit:
    """Enter the unit as a member with its liaison; an organisation of that name in the community, or over it, is taken.

    `kind` is a `MemberKind`. A unit that left joins again. Raises `BadInput` on `name`, `kind`, `liaison`, `phone`, `Conflict` on `member` for one
    that is a member already, `NotAllowed`.
    """
    name, liaison, phone = clean_text(name)[:60], clean_text(liaison)[:40], read_phone(phone)
    for field, value in (("name", name), ("liaison", liaison), ("phone", phone)):
        if not value:
            raise BadInput(field, "empty")
    if kind not in set(MemberKind):
        raise BadInput("kind", "unknown", kind)
    with deed(actor, key, "alliance.join") as d:
        d.allow(KEEPERS, "join", on=community)
        above = [community[:length] for length in (12, 9, 6, 4)]
        unit = Organisation.objects.filter(name=name, prefix__in=above, closed_at__isnull=True).first()
        if unit is None:
            unit = Organisation.objects.create(name=name, kind=MemberKind(kind).organisation, prefix=community)
        rows = MemberUnit.objects.select_for_update().filter(street_code=street_of(community), place_code=community)
        row = rows.filter(organisation_id=unit.id).first() or MemberUnit(
            place_code=community, street_code=street_of(community), organisation_id=unit.id
        )
        if not row._state.adding and row.left_on is None:
            raise Conflict("member")
        row.kind, row.liaison, row.phone = kind, liaison, phone
        row.joined_on, row.left_on = d.now.astimezone(SHANGHAI).date(), None
        row.left_reason = ""
        row.save()
        d.record(row)
    return row
