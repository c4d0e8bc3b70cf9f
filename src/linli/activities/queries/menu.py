"""The residents' menu of activities: what is on, by day, age group and kind."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from linli.kernel import clock
from linli.kernel.clock import evening_of, morning_of
from linli.ledger.street_row import scope_condition

from ..models import Activity
from ..rules import ActivityState
from .activity_page import ActivityPage, pages_of

SHOWN = 60
ON_THE_MENU = (ActivityState.PUBLISHED.value, ActivityState.CANCELLED.value)


def menu_of(community: str, *, group: str = "", kind: str = "", day: date | None = None) -> list[ActivityPage]:
    """What is to come in a community, the nearest first, at most 60; called-off ones stay until their day. An activity for
    all is for each group. At most five statements."""
    rows = Activity.public.filter(scope_condition(community), state__in=ON_THE_MENU, ends_at__gte=clock.now())
    if day is not None:
        rows = rows.filter(starts_at__lte=evening_of(day), ends_at__gte=morning_of(day))
    if kind:
        rows = rows.filter(kind=kind)
    found = list(rows.order_by("starts_at", "id")[: SHOWN * 3])
    if group:
        found = [row for row in found if group in row.groups or "all" in row.groups]
    return pages_of(found[:SHOWN])


def held_lately(community: str, count: int = 6) -> list[ActivityPage]:
    """What was held, the latest first. At most five statements."""
    rows = Activity.public.filter(
        scope_condition(community), state__in=(ActivityState.HELD.value, ActivityState.SETTLED.value)
    )
    return pages_of(list(rows.order_by("-starts_at")[:count]))


def calendar_of(community: str, *, since: datetime, room_ids: list | None = None) -> list[ActivityPage]:
    """Everything published since a moment, for a calendar feed: called-off ones too, so that calendars take them away. At
    most five statements."""
    rows = Activity.public.filter(scope_condition(community), published_at__isnull=False, ends_at__gte=since)
    if room_ids is not None:
        rows = rows.filter(room_id__in=room_ids)
    return pages_of(list(rows.order_by("starts_at", "id")[:500]))


def at_the_door(prefix: str) -> list[ActivityPage]:
    """What helpers check people in for: from yesterday to a week from now. At most five statements."""
    day = timedelta(days=1)
    rows = Activity.public.filter(
        scope_condition(prefix),
        state__in=(ActivityState.PUBLISHED.value, ActivityState.HELD.value),
        ends_at__gte=clock.now() - day,
        starts_at__lt=clock.now() + 7 * day,
    )
    return pages_of(list(rows.order_by("starts_at", "id")[:SHOWN]))
