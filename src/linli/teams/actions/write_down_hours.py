"""Hours are written down: of a team's day, of other help, or by the volunteer herself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed
from linli.ledger.deed import action, deed
from linli.ledger.photographs import Photograph, keep_photographs

from ..enter_hours import enter_hours, note_who_came
from ..models import HoursEntry
from ..rules.hours import HoursSource
from ..rules.volunteers import REGISTRARS


@action
def write_down_hours(
    *,
    actor: Actor,
    key: UUID | None,
    place_code: str,
    volunteer_ids: Collection[UUID],
    what: str,
    span: tuple[datetime, datetime] | None = None,
    minutes: int | None = None,
    held_on: datetime | None = None,
    team_id: UUID | None = None,
    led_by: Collection[UUID] = (),
    watched: Collection[UUID] = (),
    served: int = 0,
    evidence: str = "",
    photographs: tuple[Photograph, ...] = (),
) -> HoursEntry:
    """Enter hours for somebody else to confirm; `led_by` are those who led it, `watched` those who only came to see,
    `photographs` what bears it out. A
    volunteer (`reporter`) enters her own alone. Raises what `enter_hours` raises, `NotAllowed`."""
    with deed(actor, key, "hours.enter") as d:
        held = actor.roles_at(place_code)
        ids = set(volunteer_ids) | set(led_by)
        if Role.REPORTER in held:
            if ids != {actor.id}:
                raise NotAllowed(d.name, "role")
        else:
            d.allow(REGISTRARS, d.name, on=place_code)
        entry = enter_hours(
            d,
            place_code=place_code,
            volunteer_ids=ids,
            what=what,
            source_kind=HoursSource.TEAM_DAY if team_id else HoursSource.OTHER,
            span=span,
            minutes=minutes,
            held_on=held_on,
            led_by=led_by,
            team_id=team_id,
            served=served,
            evidence=evidence,
        )
        if photographs:
            keep_photographs(list(photographs), subject_id=entry.id, place_code=entry.place_code, by=actor.id, at=d.now)
        came = set(watched) - ids
        if came:
            note_who_came(
                d,
                place_code=place_code,
                volunteer_ids=came,
                source_kind=HoursSource.TEAM_DAY,
                source_id=entry.id,
                on=span[0] if span else held_on or d.now,
            )
    return entry
