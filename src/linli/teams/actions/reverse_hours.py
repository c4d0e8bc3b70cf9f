"""Hours that were wrong are taken back by an entry of its own, which a second person confirms too."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, MissingField, WrongState
from linli.kernel.ids import uuid7
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import HoursEntered
from ..models import HoursEntry, HoursShare
from ..rules.hours import HoursState
from ..rules.volunteers import REGISTRARS
from ..volunteer_in_hand import community_of


@action
def reverse_hours(*, actor: Actor, key: UUID | None, entry: RowKey, reason: str) -> HoursEntry:
    """Enter the reversal of confirmed hours; nothing changes until somebody else confirms it. Raises `WrongState` unless the
    entry is confirmed and is none itself, `Conflict` on `hours_reversed` where a reversal stands, `MissingField` on `reason`."""
    with deed(actor, key, "hours.reverse") as d:
        row = d.lock(HoursEntry, entry)
        d.allow(REGISTRARS, d.name, on=row)
        if row.state != HoursState.CONFIRMED or row.reverses_id:
            raise WrongState(d.name, row.state, [HoursState.CONFIRMED])
        reason = clean_text(reason)[:200]
        if not reason:
            raise MissingField(d.name, ["reason"])
        back = HoursEntry(
            id=uuid7(),
            place_code=row.place_code,
            street_code=row.street_code,
            state=HoursState.WAITING.value,
            source_kind=row.source_kind,
            source_id=row.source_id,
            team_id=row.team_id,
            what=row.what,
            held_on=row.held_on,
            entered_by=actor.id,
            entered_name=actor.name,
            entered_at=d.now,
            reverses=row,
            reason=reason,
        )
        try:
            with transaction.atomic():
                back.save(force_insert=True)
        except IntegrityError:
            raise Conflict("hours_reversed") from None
        with d.widened(community_of(row.place_code)):
            HoursShare.objects.bulk_create(
                HoursShare(
                    place_code=one.place_code,
                    street_code=row.street_code,
                    entry=back,
                    volunteer_id=one.volunteer_id,
                    minutes=-one.minutes,
                    led=one.led,
                )
                for one in HoursShare.objects.filter(street_code=row.street_code, entry=row)
            )
        d.record(back)
        d.announce(HoursEntered(back.id, back.street_code))
    return back
