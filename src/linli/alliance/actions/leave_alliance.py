"""A member unit leaves the alliance; its record stays, what it promised stands."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import MemberUnit, Pledge
from .join_alliance import KEEPERS


@action
def leave_alliance(*, actor: Actor, key: UUID | None, member: RowKey, reason: str) -> None:
    """Enter that it left and why; its pledges are offered no more. Raises `WrongState`, `MissingField`, `NotAllowed`."""
    reason = clean_text(reason)[:200]
    with deed(actor, key, "alliance.leave") as d:
        row = d.lock(MemberUnit, member)
        d.allow(KEEPERS, "leave", on=row)
        if row.left_on is not None:
            raise WrongState("leave", "left")
        if not reason:
            raise MissingField("leave", ["reason"])
        row.left_on, row.left_reason = d.now.astimezone(SHANGHAI).date(), reason
        row.save(update_fields=["left_on", "left_reason"])
        open_ones = Pledge.objects.filter(
            street_code=row.street_code, organisation_id=row.organisation_id, withdrawn_at__isnull=True
        ).filter(place_code__startswith=row.place_code)
        withdrawn = [d.lock(Pledge, one) for one in open_ones.order_by("id")]
        for one in withdrawn:
            one.withdrawn_at = d.now
            one.save(update_fields=["withdrawn_at"])
        d.record(row, *withdrawn)
