"""The member units of a community's alliance."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.kernel.scope import Scope
from linli.ledger.audit import looked_at
from linli.ledger.scoped import acting_in
from linli.teams.models import Organisation

from ..models import MemberUnit


def unit_choices(place_code: str) -> list[tuple[str, str]]:
    """Id and name of the member units of the place's community, by name. Two statements and the scope."""
    community = place_code[: PlaceLevel.COMMUNITY]
    # Which units are members hangs on every notice board; an officer of one grid chooses among all of the community.
    with acting_in(Scope.of([community])):
        ids = list(
            MemberUnit.objects.filter(
                street_code=street_of(community), place_code=community, left_on__isnull=True
            ).values_list("organisation_id", flat=True)
        )
    rows = Organisation.objects.filter(id__in=ids).order_by("name").values_list("id", "name")
    return [(str(id), name) for id, name in rows]


def member_row(id: UUID) -> MemberUnit:
    """The member in the caller's scope. Raises `NotFound`. One statement."""
    row = MemberUnit.objects.filter(id=id).first()
    if row is None:
        raise NotFound("member", id)
    return row


def phone_of_member(actor: Actor, id: UUID) -> tuple[str, str]:
    """Name and whole number of a unit's liaison, to call: recorded with that purpose. Raises `NotFound`."""
    row = member_row(id)
    looked_at(actor, "alliance.call_member", row, "contact")
    return row.liaison.reveal(), row.phone.reveal()
