"""Hours enter the books: the step that deeds of this room and of rooms above share. They count once another person confirms."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.types.range import TimestamptzRange

from linli.kernel.actor import Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict, MissingField, NotFound
from linli.kernel.place_codes import street_of
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import DeedInHand

from .events import HoursEntered
from .models import CameAlong, HoursEntry, HoursShare, Volunteer
from .rules.hours import MOST_VOLUNTEERS, HoursSource, HoursState, check_minutes
from .rules.volunteers import VolunteerState
from .volunteer_in_hand import community_of


def enter_hours(
    d: DeedInHand,
    *,
    place_code: str,
    volunteer_ids: Collection[UUID],
    what: str,
    source_kind: HoursSource,
    source_id: UUID | None = None,
    span: tuple[datetime, datetime] | None = None,
    minutes: int | None = None,
    held_on: datetime | None = None,
    led_by: Collection[UUID] = (),
    team_id: UUID | None = None,
    served: int = 0,
    evidence: str = "",
    entered_by: tuple[UUID, str] | None = None,
) -> HoursEntry:
    """Write down that these volunteers gave `minutes` each (the whole `span` where none are given), for somebody else to
    confirm; `entered_by` is the id and name of whoever wrote them down where the platform enters them later. Takes part in
    the caller's deed, which has checked that the actor may act at `place_code`.

    Raises `MissingField` on `volunteers` or `what`, `BadInput` on `minutes`, `ends_at`, `evidence` (hours without from and to
    need words that bear them out), `NotFound` for volunteers who are not active in the community, `Conflict` on
    `hours_overlap` where somebody's span overlaps hours that stand. About eight statements however many volunteers.
    """
    ids, what, evidence = set(volunteer_ids), clean_text(what)[:120], clean_text(evidence)[:400]
    if not ids or not what:
        raise MissingField(d.name, ["volunteers"] if not ids else ["what"])
    if len(ids) > MOST_VOLUNTEERS:
        raise BadInput("volunteers", "too_many", len(ids))
    if minutes is None:
        if span is None:
            raise MissingField(d.name, ["minutes"])
        minutes = int((span[1] - span[0]) / timedelta(minutes=1))
    check_minutes(minutes, span, d.now)
    if span is None and not evidence:
        raise BadInput("evidence", "empty")
    held = span[0] if span else held_on or d.now
    if held > d.now:
        raise BadInput("held_on", "to_come", held)
    if not 0 <= served <= 1_000_000:
        raise BadInput("served", "out_of_range", served)
    community, street = community_of(place_code), street_of(place_code)
    with d.widened(community):
        rows = list(Volunteer.objects.filter(street_code=street, id__in=ids, state=VolunteerState.ACTIVE.value))
        if len(rows) != len(ids) or any(community_of(row.place_code) != community for row in rows):
            raise NotFound("volunteer")
        entry = HoursEntry(
            place_code=place_code,
            street_code=street,
            state=HoursState.WAITING.value,
            source_kind=source_kind.value,
            source_id=source_id,
            team_id=team_id,
            what=what,
            evidence=evidence,
            held_on=held.astimezone(SHANGHAI).date(),
            served=served,
            entered_by=entered_by[0] if entered_by else d.actor.id,
            entered_name=entered_by[1] if entered_by else "" if Role.REPORTER in d.actor.roles else d.actor.name,
            entered_at=d.now,
        )
        entry.save(force_insert=True)
        shares = [
            HoursShare(
                place_code=place_code,
                street_code=street,
                entry=entry,
                volunteer=row,
                minutes=minutes,
                span=TimestamptzRange(*span) if span else None,
                led=row.id in led_by,
            )
            for row in rows
        ]
        try:
            with transaction.atomic():
                HoursShare.objects.bulk_create(shares)
        except IntegrityError as failure:
            if "hours_never_overlap" not in str(failure):
                raise
            raise Conflict("hours_overlap") from None
    d.record(entry)
    d.announce(HoursEntered(entry.id, entry.street_code))
    return entry


def note_who_came(
    d: DeedInHand,
    *,
    place_code: str,
    volunteer_ids: Collection[UUID],
    source_kind: HoursSource,
    source_id: UUID,
    on: datetime,
) -> int:
    """Note that these volunteers came to something, whether or not they helped (practices.md D2). Returns how many were not
    noted before. Takes part in the caller's deed. Three statements."""
    if not volunteer_ids:
        return 0
    community, street = community_of(place_code), street_of(place_code)
    with d.widened(community):
        rows = Volunteer.objects.filter(
            street_code=street, id__in=set(volunteer_ids), state=VolunteerState.ACTIVE.value
        )
        came = [
            CameAlong(
                place_code=row.place_code,
                street_code=street,
                volunteer=row,
                came_on=on.astimezone(SHANGHAI).date(),
                source_kind=source_kind.value,
                source_id=source_id,
            )
            for row in rows
            if community_of(row.place_code) == community
        ]
        CameAlong.objects.bulk_create(came, ignore_conflicts=True)
    return len(came)
