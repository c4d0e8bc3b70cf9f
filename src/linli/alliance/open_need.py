"""A need comes to the list (需求清单). Takes part in the caller's deed, so that any room above writes it with what it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Role
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.ledger.deed import DeedInHand
from linli.ledger.follow_codes import take_follow_code
from linli.teams.queries import work_calendar

from .events import NeedMoved
from .models import Need, NeedStep
from .rules import looks_personal
from .rules.matching import ResourceKind
from .rules.need_loop import NeedDeed, NeedOrigin, NeedPart, NeedState, need_due_after
from .rules.window import ANY_TIME, Window

MOST_PEOPLE = 1_000_000
FOLLOWED_AS = "need"
"""The kind under which its code is registered."""


@dataclass(frozen=True, slots=True)
class Asker:
    """The resident who asked, if she says who she is: sealed, and shown masked."""

    name: str = ""
    phone: str = ""


def open_need(
    d: DeedInHand,
    *,
    origin: NeedOrigin,
    origin_id: UUID | None,
    place_code: str,
    kind: ResourceKind | str,
    title: str,
    quantity: Decimal,
    unit: str,
    is_urgent: bool = False,
    people: int = 1,
    wanted_by_on: date | None = None,
    asked_by: UUID | None = None,
    estate_id: UUID | None = None,
    asker: Asker = Asker(),
    window: Window = ANY_TIME,
) -> Need:
    """Write the need down as asked and announce it. Six statements, eight with a code.

    `kind` is a `ResourceKind` (what could meet it); `place_code` a community, a grid or below, within the deed's scope;
    `title` names the thing and nobody. `asked_by` is a user who asked: told of each turn, and the one who confirms. A
    resident who asked (`asker`, or a deed done as a reporter) gets a code to follow it by.
    Raises `BadInput` on `kind`, `title`, `quantity`, `unit`, `people`, `phone`, `weekdays`, `to_hour`. The caller decides
    who may.
    """
    title, unit, window = clean_text(title), clean_text(unit)[:12], window.checked()
    if kind not in set(ResourceKind):
        raise BadInput("kind", "unknown")
    for field, value in (("title", title), ("unit", unit)):
        if not value:
            raise BadInput(field, "empty")
    if len(title) > 80:
        raise BadInput("title", "too_long", len(title))
    if looks_personal(title):
        raise BadInput("title", "personal")
    quantity = Decimal(quantity)
    if not 0 < quantity < 10_000_000:
        raise BadInput("quantity", "out_of_range")
    if not 1 <= people <= MOST_PEOPLE:
        raise BadInput("people", "out_of_range")
    by_resident = Role.REPORTER in d.actor.roles
    need = Need(
        id=uuid7(),
        place_code=place_code,
        street_code=street_of(place_code),
        origin=NeedOrigin(origin).value,
        origin_id=origin_id,
        kind=ResourceKind(kind).value,
        title=title,
        quantity=quantity,
        unit=unit,
        is_urgent=is_urgent,
        people=people,
        wanted_by_on=wanted_by_on,
        weekdays=window.weekdays,
        from_hour=window.from_hour,
        to_hour=window.to_hour,
        estate_id=estate_id,
        name=clean_text(asker.name)[:40],
        phone=read_phone(asker.phone),
        asked_by=asked_by,
        state=NeedState.ASKED.value,
        asked_at=d.now,
        moved_at=d.now,
        due_at=need_due_after(
            NeedState.ASKED,
            now=d.now,
            calendar=work_calendar(place_code),
            is_urgent=is_urgent,
            wanted_by_on=wanted_by_on,
        ),
    )
    need.alarm_at = need.due_at
    if by_resident or need.name or need.phone:
        need.code = take_follow_code(need, FOLLOWED_AS)
    need.save(force_insert=True)
    d.record(need)
    write_need_step(d, need, NeedDeed.ASK, NeedPart.ASKER if by_resident else NeedPart.FRONT)
    return need


def write_need_step(d: DeedInHand, need: Need, deed: NeedDeed, part: NeedPart, text: str = "") -> NeedStep:
    """The turn as it is remembered, announced."""
    step = NeedStep(
        place_code=need.place_code,
        street_code=need.street_code,
        need=need,
        at=d.now,
        deed=deed.value,
        to_state=need.state,
        actor_id=d.actor.id,
        actor_name="" if Role.REPORTER in d.actor.roles else d.actor.name,
        part=part.value,
        text=text,
    )
    step.save(force_insert=True)
    d.announce(NeedMoved(need.id, need.street_code, step.id))
    return step
