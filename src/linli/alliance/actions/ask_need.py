"""A need is put on the list: found at work, or out of a case or a wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from linli.cases.models import Case, Entry
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import Conflict
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey

from ..models import Need, Wish
from ..open_need import Asker, open_need
from ..rules.need_loop import NEED_ENDED, NeedDeed, NeedOrigin
from ..rules.window import ANY_TIME, Window

DESK_AND_FIELD = frozenset(
    {Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER}
    | {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is needed: how much of what, where, for how many, by when; and who asked, if a resident did."""

    kind: str
    title: str
    quantity: Decimal
    unit: str
    place_code: str
    is_urgent: bool = False
    people: int = 1
    wanted_by_on: date | None = None
    estate_id: UUID | None = None
    window: Window = ANY_TIME
    name: str = ""
    phone: str = ""


@action
def ask_need(
    *,
    actor: Actor,
    key: UUID | None,
    asked: Asked,
    origin: NeedOrigin = NeedOrigin.OTHER,
    source: RowKey | None = None,
) -> Need:
    """Put it on the list. `source` is what it came out of, as `origin` says; of a case or a wish, it is asked for whoever
    raised that: her name and number are taken from there unless others are given.

    Raises what `open_need` raises, `NotAllowed`, `NotFound` for no such case or wish in the scope, `Conflict` on `need` where an
    open need of the same name came out of it before.
    """
    with deed(actor, key, f"need.{NeedDeed.ASK.value}") as d:
        d.allow(DESK_AND_FIELD, "ask_need", on=asked.place_code)
        asker = Asker(asked.name, asked.phone)
        if source is not None:
            told = _asker_of(d, origin, source)
            asker = asker if asker != Asker() else told
            ended = [state.value for state in NEED_ENDED]
            same = Need.objects.filter(street_code=source.street_code, origin_id=source.id, title=asked.title)
            if same.exclude(state__in=ended).exists():
                raise Conflict("need")
        need = open_need(
            d,
            origin=origin,
            origin_id=source.id if source else None,
            place_code=asked.place_code,
            kind=asked.kind,
            title=asked.title,
            quantity=asked.quantity,
            unit=asked.unit,
            is_urgent=asked.is_urgent,
            people=asked.people,
            wanted_by_on=asked.wanted_by_on,
            asked_by=actor.id,
            estate_id=asked.estate_id,
            asker=asker,
            window=asked.window,
        )
    return need


def _asker_of(d: DeedInHand, origin: NeedOrigin, source: RowKey) -> Asker:
    """Who raised it. The row is locked, so that two who list it at once are told of each other."""
    row: Wish | Entry | None
    if origin is NeedOrigin.WISH:
        row = d.lock(Wish, source)
    elif origin is NeedOrigin.CASE:
        d.lock(Case, source)
        voices = Entry.objects.filter(street_code=source.street_code, case_id=source.id, withdrawn_at__isnull=True)
        row = voices.order_by("entered_at", "id").first()
    else:
        return Asker()
    return Asker(row.name.reveal(), row.phone.reveal()) if row else Asker()
