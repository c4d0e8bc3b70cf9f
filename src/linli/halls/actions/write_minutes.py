"""The minutes are written, point by point; each writing is a version that stays."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import HallMeetingMoved
from ..minutes import LONGEST_POINT, latest_version, write_version
from ..models import AgendaItem, Meeting, MinutesVersion
from ..rules import MeetingKind, MeetingState, MinutesState
from ..who_keeps import allow_keeper, hall_of


@action
def write_minutes(
    *, actor: Actor, key: UUID | None, meeting: RowKey, points: Mapping[str, str], against: int = 0
) -> MinutesVersion:
    """Write the next version against the one read (`against`, 0 for none). Who attended may amend it from then on.

    Raises `Conflict` on `minutes` where somebody wrote meanwhile, `WrongState` before the meeting or once they are signed,
    `BadInput` on `points`, `NotAllowed`.
    """
    with deed(actor, key, "minutes.write") as d:
        row = d.lock(Meeting, meeting)
        allow_keeper(actor, hall_of(row), "write_minutes")
        if row.kind != MeetingKind.MEETING or row.state == MeetingState.CANCELLED or d.now < row.starts_at:
            raise WrongState("write_minutes", "not_now")
        if row.minutes_state not in (MinutesState.NONE, MinutesState.DRAFT):
            raise WrongState("write_minutes", row.minutes_state)
        items = AgendaItem.objects.filter(street_code=row.street_code, meeting=row).values_list("id", flat=True)
        known = {str(id) for id in items}
        cleaned = {name: clean_text(text) for name, text in points.items() if name in known}
        if not any(cleaned.values()):
            raise BadInput("points", "empty")
        if any(len(text) > LONGEST_POINT for text in cleaned.values()):
            raise BadInput("points", "too_long")
        last = latest_version(row)
        if (last.number if last else 0) != against:
            raise Conflict("minutes")
        version = write_version(d, row, cleaned)
        first, row.minutes_state = row.minutes_state == MinutesState.NONE, MinutesState.DRAFT.value
        row.save(update_fields=["minutes_state"])
        d.record(row, version)
        if first:
            d.announce(HallMeetingMoved(row.id, row.street_code, "drafted", version.id))
    return version
