"""How many volunteers, teams, helped people: the figures of the caller's scope, each with the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, Sum

from linli.kernel import clock

from ..models import HelpCall, HoursEntry, HoursShare, Team, Volunteer
from ..rules.calls import CallState
from ..rules.hours import HoursState
from ..rules.volunteers import ACTIVE_DAYS, VolunteerState


@dataclass(frozen=True, slots=True)
class VolunteerFigures:
    """`registered` are accepted and have not left; `active` of them helped within 90 days (standards.zh.md §9); `deeds` are
    confirmed entries of hours, `served` the people helped in them, `minutes` what was given."""

    registered: int
    waiting: int
    active: int
    teams: int
    calls_done: int
    deeds: int
    served: int
    minutes: int


def volunteer_figures() -> VolunteerFigures:
    """The figures of the caller's scope. Five statements."""
    since = clock.now() - timedelta(days=ACTIVE_DAYS)
    here = Q(state=VolunteerState.ACTIVE.value)
    people = Volunteer.objects.order_by().aggregate(
        registered=Count("id", filter=here),
        waiting=Count("id", filter=Q(state=VolunteerState.APPLIED.value)),
        active=Count("id", filter=here & Q(helped_at__gte=since)),
    )
    reversed_ones = HoursEntry.objects.filter(reverses__isnull=False, state=HoursState.CONFIRMED.value).values(
        "reverses_id"
    )
    deeds = (
        HoursEntry.objects.order_by()
        .filter(state=HoursState.CONFIRMED.value, reverses__isnull=True)
        .exclude(id__in=reversed_ones)
        .aggregate(deeds=Count("id"), served=Sum("served"))
    )
    given = HoursShare.objects.order_by().filter(entry__state=HoursState.CONFIRMED.value).aggregate(n=Sum("minutes"))
    return VolunteerFigures(
        **people,
        teams=Team.objects.filter(closed_at__isnull=True).count(),
        calls_done=HelpCall.objects.filter(state=CallState.DONE.value).count(),
        deeds=deeds["deeds"],
        served=deeds["served"] or 0,
        minutes=given["n"] or 0,
    )
