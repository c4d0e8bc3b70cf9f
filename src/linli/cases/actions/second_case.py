"""Somebody says of a matter under way: I met with it too."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.ledger.deed import action, deed

from ..events import CaseSeconded
from ..models import Seconding
from ..queries.public_matters import public_rows


@action
def second_case(*, actor: Actor, key: UUID | None, case_id: UUID, mark: str) -> Seconding:
    """Count one more who met with the matter; the same `mark` again counts nothing.

    It gives no right to follow the case: whoever wants to be told tells it himself. Raises `NotFound` for a case that is not, or no
    longer, shown in public.
    """
    with deed(actor, key, "case.second") as d:
        case = public_rows().filter(id=case_id).first()
        if case is None:
            raise NotFound("matter", case_id)
        d.allow({Role.REPORTER}, d.name, on=case)
        made = Seconding(street_code=case.street_code, place_code=case.place_code, case=case, at=d.now, mark=mark[:64])
        Seconding.objects.bulk_create([made], ignore_conflicts=True)
        first = Seconding.objects.get(street_code=case.street_code, case=case, mark=made.mark)
        if first.id == made.id:
            d.record(made)
            d.announce(CaseSeconded(case.id, case.street_code))
    return first
