"""How many volunteers, teams, helped people: the figures of the caller's scope, each with the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import BigIntegerField, Count, Q, Sum, Value
from django.db.models.functions import Cast, Coalesce

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
    """The figures of the caller's scope. One statement."""
    since = clock.now() - timedelta(days=ACTIVE_DAYS)
    here = Q(state=VolunteerState.ACTIVE.value)
    confirmed = HoursState.CONFIRMED.value
    reversed_ones = HoursEntry.objects.filter(reverses__isnull=False, state=confirmed).values("reverses_id")
    entries = HoursEntry.objects.filter(state=confirmed, reverses__isnull=True).exclude(id__in=reversed_ones)
    since_helped = Count("id", filter=here & Q(helped_at__gte=since))
    rows = _counted(
        Volunteer.objects.all(),
        "people",
        Count("id", filter=here),
        Count("id", filter=Q(state="applied")),
        since_helped,
    ).union(
        _counted(entries, "deeds", Count("id"), Sum("served")),
        _counted(HoursShare.objects.filter(entry__state=confirmed), "minutes", Sum("minutes")),
        _counted(Team.objects.filter(closed_at__isnull=True), "teams", Count("id")),
        _counted(HelpCall.objects.filter(state=CallState.DONE.value), "calls", Count("id")),
        all=True,
    )
    found = {what: counts for what, *counts in rows}
    registered, waiting, active = found["people"]
    deeds, served, _none = found["deeds"]
    return VolunteerFigures(
        registered, waiting, active, found["teams"][0], found["calls"][0], deeds, served, found["minutes"][0]
    )


def _counted(rows, what: str, *counts):
    """One row: what it is about and three whole numbers."""
    three = [Coalesce(Cast(one, BigIntegerField()), 0) for one in counts]
    three += [Value(0, BigIntegerField())] * (3 - len(three))
    named = {f"count_{number}": one for number, one in enumerate(three)}
    return rows.order_by().values(counted_of=Value(what)).annotate(**named).values_list("counted_of", *named)
