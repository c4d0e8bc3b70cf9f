"""The halls of a jurisdiction, and what waits in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q

from linli.kernel import clock
from linli.ledger.read_together import read_together
from linli.places.queries import place_facts_of

from ..models import Hall, HallMember, Meeting, Motion
from ..rules import ENDED, HallKind
from .hall_figures import HallFigures, hall_figures

ENDED_VALUES = [state.value for state in ENDED]


@dataclass(frozen=True, slots=True)
class HallLine:
    """One row: `waiting` motions to answer, `late` overdue turns, `open` motions not ended."""

    id: UUID
    name: str
    kind: HallKind
    place: str
    station_id: UUID | None
    members: int
    waiting: int
    open: int
    late: int
    next_at: datetime | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class HallList:
    halls: tuple[HallLine, ...]
    figures: HallFigures


def hall_list() -> HallList:
    """The halls of the caller's scope, stations before their halls. Four statements."""
    now = clock.now()
    rows = list(Hall.objects.order_by("place_code", "closed_at", "name", "id")[:500])
    seated, moved, planned = read_together(
        HallMember.objects.filter(left_at__isnull=True).order_by().values_list("hall_id").annotate(n=Count("id")),
        Motion.objects.order_by()
        .values_list("hall_id")
        .annotate(
            waiting=Count("id", filter=Q(state="raised")),
            open=Count("id", filter=~Q(state__in=ENDED_VALUES)),
            late=Count("id", filter=Q(due_at__lt=now) & ~Q(state__in=[*ENDED_VALUES, "to_rate"])),
        ),
        Meeting.objects.filter(ends_at__gt=now)
        .exclude(state="cancelled")
        .order_by()
        .values_list("hall_id")
        .annotate(first=Min("starts_at")),
    )
    members, coming = dict(seated), dict(planned)
    counts = {id: figures for id, *figures in moved}
    places = place_facts_of({(row.place_code, row.estate_id, None) for row in rows}) if rows else {}
    lines = [
        HallLine(
            id=row.id,
            name=row.name,
            kind=HallKind(row.kind),
            place=places[row.place_code, row.estate_id, None].short,
            station_id=row.station_id,
            members=members.get(row.id, 0),
            **dict(zip(("waiting", "open", "late"), counts.get(row.id, (0, 0, 0)), strict=True)),
            next_at=coming.get(row.id),
            is_closed=row.closed_at is not None,
        )
        for row in rows
    ]
    stations = {one.id: place for place, one in enumerate(lines) if one.kind is HallKind.STATION}
    last = len(lines)
    lines.sort(
        key=lambda one: (one.is_closed, stations.get(one.station_id or one.id, last), one.station_id is not None)
    )
    return HallList(tuple(lines), hall_figures())


def hall_choices() -> list[tuple[str, str]]:
    """Id and name of the open halls of the caller's scope that take motions. One statement."""
    rows = Hall.objects.filter(closed_at__isnull=True).exclude(kind="station").order_by("name")
    return [(str(id), name) for id, name in rows.values_list("id", "name")[:200]]


def station_choices() -> list[tuple[str, str]]:
    """Id and name of the open stations of the caller's scope. One statement."""
    rows = Hall.objects.filter(closed_at__isnull=True, kind="station").order_by("name")
    return [(str(id), name) for id, name in rows.values_list("id", "name")[:100]]
