"""What a hall or an opinion asks for comes to the needs list. Takes part in the caller's deed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from linli.alliance.models import Need
from linli.alliance.open_need import Asker, open_need
from linli.alliance.rules.need_loop import NeedOrigin
from linli.kernel.errors import BadInput
from linli.ledger.deed import DeedInHand

NOBODY = Asker()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is needed: which kind of resource could meet it, how much in which unit."""

    kind: str
    quantity: Decimal
    unit: str


def put_on_needs_list(
    d: DeedInHand, origin_id: UUID, place_code: str, wanted: Wanted | None, *, title: str, estate_id: UUID | None,
    asker: Asker = NOBODY,
) -> Need:  # fmt: skip
    """The need, with where it came from. Raises `BadInput` on `kind`, `quantity`, `unit`, `title`."""
    if wanted is None:
        raise BadInput("kind", "empty")
    return open_need(
        d, origin=NeedOrigin.HALL, origin_id=origin_id, place_code=place_code, kind=wanted.kind, title=title,
        quantity=wanted.quantity, unit=wanted.unit, estate_id=estate_id, asker=asker, asked_by=d.actor.id,
    )  # fmt: skip
