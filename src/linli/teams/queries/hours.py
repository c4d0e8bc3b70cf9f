"""Entries of hours: what waits for a second person, what was confirmed, one entry with who helped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.models import Attachment
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from ..models import HoursEntry, HoursShare, Team
from ..rules.hours import HoursSource, HoursState
from ..rules.volunteers import REGISTRARS
from ..volunteer_in_hand import community_of


@dataclass(frozen=True, slots=True)
class HoursLine:
    id: UUID
    what: str
    source: HoursSource
    source_id: UUID | None
    team: str
    held_on: date
    people: int
    minutes: int
    served: int
    state: HoursState
    entered: str
    entered_at: datetime
    is_reversal: bool


@dataclass(frozen=True, slots=True)
class HoursPart:
    volunteer_id: UUID
    name: str
    minutes: int
    starts_at: datetime | None
    ends_at: datetime | None
    led: bool


@dataclass(frozen=True, slots=True)
class HoursPage:
    """One entry. `why_not` is a short code when the reader may not confirm it."""

    key: RowKey
    line: HoursLine
    evidence: str
    reason: str
    confirmed: str
    confirmed_at: datetime | None
    reverses_id: UUID | None
    reversed_by: UUID | None
    parts: tuple[HoursPart, ...]
    why_not: str
    photographs: tuple[UUID, ...]


def hours_list(state: HoursState, at: Position | None = None, size: int = 30) -> Slice:
    """The entries of the caller's scope in a state, latest first. Two statements."""
    found = keyset_slice(_with_sums(HoursEntry.objects.filter(state=state.value)), ("-held_on", "-id"), at, size)
    return Slice(_lines(found.items), found.next, found.previous)


def hours_counts() -> dict[HoursState, int]:
    """How many entries stand in each state. One statement."""
    rows = HoursEntry.objects.order_by().values_list("state").annotate(Count("id"))
    return dict.fromkeys(HoursState, 0) | {HoursState(state): n for state, n in rows}


def hours_page(actor: Actor, id: UUID) -> HoursPage:
    """One entry with who helped, masked. Raises `NotFound`. Six statements."""
    found = HoursEntry.objects.filter(id=id).only("place_code", "street_code").first()
    if found is None:
        raise NotFound("hours", id)
    with acting_in(Scope.of([community_of(found.place_code)])):
        row = _with_sums(HoursEntry.objects.filter(street_code=found.street_code, id=id)).get()
        shares = list(
            HoursShare.objects.filter(street_code=row.street_code, entry=row).select_related("volunteer").order_by("id")
        )
        back = HoursEntry.objects.filter(street_code=row.street_code, reverses=row).exclude(
            state=HoursState.REFUSED.value
        )
        reversed_by = back.values_list("id", flat=True).first()
        line = _lines([row])[0]
        kept = Attachment.objects.filter(street_code=row.street_code, subject_id=row.id).order_by("id")
        photographs = tuple(kept.values_list("id", flat=True))
    return HoursPage(
        key=row.key,
        line=line,
        evidence=row.evidence,
        reason=row.reason,
        confirmed=row.confirmed_name,
        confirmed_at=row.confirmed_at,
        reverses_id=row.reverses_id,
        reversed_by=reversed_by,
        parts=tuple(
            HoursPart(
                one.volunteer_id,
                str(one.volunteer.name),
                one.minutes,
                one.span.lower if one.span else None,
                one.span.upper if one.span else None,
                one.led,
            )
            for one in shares
        ),
        why_not=_why_not(actor, row, shares),
        photographs=photographs,
    )


def photograph_of_hours(id: UUID, photograph: UUID) -> Path:
    """The file of a photograph that bears an entry out, within the caller's scope. Raises `NotFound` for any other, and when the
    file is gone. Two statements."""
    entry = HoursEntry.objects.filter(id=id).only("street_code").first()
    row = (
        Attachment.objects.filter(street_code=entry.street_code, id=photograph, subject_id=entry.id).first()
        if entry
        else None
    )
    path = Path(settings.MEDIA_ROOT) / row.stored_as if row else None
    if path is None or not path.is_file():
        raise NotFound("photograph", photograph)
    return path


def hours_of_team(team: RowKey, most: int = 30) -> list[HoursLine]:
    """What a team did, latest first. Two statements."""
    rows = HoursEntry.objects.filter(street_code=team.street_code, team_id=team.id).exclude(
        state=HoursState.REFUSED.value
    )
    return _lines(list(_with_sums(rows).order_by("-held_on", "-id")[:most]))


def _why_not(actor: Actor, row: HoursEntry, shares: list[HoursShare]) -> str:
    if not actor.may(REGISTRARS, row.place_code):
        return "role"
    if actor.id == row.entered_by:
        return "own_entry"
    return "own_hours" if any(one.volunteer.user_id == actor.id for one in shares) else ""


def _with_sums(rows):
    shares = (
        HoursShare.objects.filter(street_code=OuterRef("street_code"), entry_id=OuterRef("id"))
        .order_by()
        .values("entry_id")
    )
    return rows.annotate(
        people=Coalesce(Subquery(shares.annotate(n=Count("id")).values("n")), 0),
        minutes=Coalesce(Subquery(shares.annotate(n=Sum("minutes")).values("n")), 0),
    )


def _lines(rows: list[HoursEntry]) -> list[HoursLine]:
    ids = {row.team_id for row in rows if row.team_id}
    teams = dict(Team.objects.filter(id__in=ids).values_list("id", "name")) if ids else {}
    return [
        HoursLine(
            id=row.id,
            what=row.what,
            source=HoursSource(row.source_kind),
            source_id=row.source_id,
            team=teams.get(row.team_id, ""),
            held_on=row.held_on,
            people=row.people,
            minutes=row.minutes,
            served=row.served,
            state=HoursState(row.state),
            entered=row.entered_name,
            entered_at=row.entered_at,
            is_reversal=row.reverses_id is not None,
        )
        for row in rows
    ]
