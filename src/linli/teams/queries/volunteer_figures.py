"""How many volunteers, teams, helped people: the figures of the caller's scope, each with the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, Sum

from linli.kernel import clock
from linli.ledger.read_together import read_together, summed_up

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
    """The figures of the caller's scope. One statement."""
    since = clock.now() - timedelta(days=ACTIVE_DAYS)
    here, confirmed = Q(state=VolunteerState.ACTIVE.value), HoursState.CONFIRMED.value
    reversed_ones = HoursEntry.objects.filter(reverses__isnull=False, state=confirmed).values("reverses_id")
    people, deeds, given, teams, calls = read_together(
        summed_up(
            Volunteer.objects.all(),
            Count("id", filter=here),
            Count("id", filter=Q(state=VolunteerState.APPLIED.value)),
            Count("id", filter=here & Q(helped_at__gte=since)),
        ),
        summed_up(
            HoursEntry.objects.filter(state=confirmed, reverses__isnull=True).exclude(id__in=reversed_ones),
            Count("id"),
            Sum("served", default=0),
        ),
        summed_up(HoursShare.objects.filter(entry__state=confirmed), Sum("minutes", default=0)),
        summed_up(Team.objects.filter(closed_at__isnull=True), Count("id")),
        summed_up(HelpCall.objects.filter(state=CallState.DONE.value), Count("id")),
    )
    registered, waiting, active = people[0] if people else (0, 0, 0)
    done, served = deeds[0] if deeds else (0, 0)
    return VolunteerFigures(
        registered=registered,
        waiting=waiting,
        active=active,
        teams=sum(n for (n,) in teams),
        calls_done=sum(n for (n,) in calls),
        deeds=done,
        served=served,
        minutes=sum(n for (n,) in given),
    )
