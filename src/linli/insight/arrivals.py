"""Whistles and arrivals (吹哨报到): who was called, who came, and how soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Count, DurationField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from linli.cases.models import Assignment
from linli.ledger.street_row import scope_condition
from linli.teams.models import Organisation

IN_TIME = timedelta(hours=24)
"""A department that was called is on the spot within a day: the limit for handing on an ordinary matter (standards.zh.md §2.1)."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The calls to one organisation. `due` are those answered or called longer ago than `IN_TIME`; of these `in_time` came
    within it. `median` is the time from call to arrival of those who came."""

    who: str
    called: int
    arrived: int
    waiting: int
    due: int
    in_time: int
    median: timedelta | None


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def arrivals_of(prefix: str, now: datetime, since: datetime) -> list[Arrivals]:
    """The calls since then on cases of a jurisdiction, by organisation, most waiting first. One statement."""
    calls = Assignment.objects.filter(part=Assignment.Part.CALLED, given_at__gte=since)
    name = Organisation.objects.filter(id=OuterRef("organisation_id")).values("name")[:1]
    came = Q(arrived_at__isnull=False)
    rows = (
        (calls.filter(scope_condition(prefix)) if prefix else calls)
        .order_by()
        .values(who=Coalesce(Subquery(name), "post_title"))
        .annotate(
            called=Count("id"),
            arrived=Count("id", filter=came),
            waiting=Count("id", filter=Q(arrived_at__isnull=True, ended_at__isnull=True)),
            due=Count("id", filter=came | Q(given_at__lte=now - IN_TIME)),
            in_time=Count("id", filter=Q(arrived_at__lte=F("given_at") + IN_TIME)),
            median=Median(F("arrived_at") - F("given_at"), output_field=DurationField()),
        )
        .order_by("-waiting", "-called", "who")
    )
    return [Arrivals(**row) for row in rows]
