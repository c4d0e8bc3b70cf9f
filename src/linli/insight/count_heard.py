"""Counting what a half-month analysis tells of hot issues and of wishes, within the scope in force."""

from __future__ import annotations

from django.db.models import Count, Q

from linli.alliance.models import Wish
from linli.alliance.rules import WishState
from linli.ledger.street_row import scope_condition

from .models import Telling
from .report_subject import Subject
from .rules import IssueCount, Period, WishCount

MOST_ISSUES = 10
LEAST_PEOPLE = 2
"""Below this many people in the period nothing is a matter of several (as in the list of hot issues)."""


def issues_in(subject: Subject, period: Period) -> tuple[IssueCount, ...]:
    """The hot issues several people spoke of at the place within the period, most people first, ten at most; those that are
    muted or joined into another are left out. One statement."""
    now, before = _within("at", period), _within("at", period.previous)
    rows = (
        Telling.objects.filter(_at(subject), now | before)
        .filter(issue__isnull=False, issue__part_of__isnull=True, issue__muted_at__isnull=True)
        .order_by()
        .values("issue__id", "issue__name")
        .annotate(
            people=Count("who", filter=now, distinct=True),
            messages=Count("id", filter=now),
            previous=Count("id", filter=before),
        )
        .filter(people__gte=LEAST_PEOPLE)
        .order_by("-people", "-messages", "issue__name", "issue__id")
    )
    return tuple(
        IssueCount(str(row["issue__id"]), row["issue__name"], row["people"], row["messages"], row["previous"])
        for row in rows[:MOST_ISSUES]
    )


def wishes_in(subject: Subject, period: Period) -> WishCount:
    """The wishes of the place. One statement."""
    before = period.previous
    counts = Wish.objects.filter(_at(subject)).aggregate(
        came=Count("id", filter=_within("collected_at", period)),
        published=Count("id", filter=_within("published_at", period)),
        fulfilled=Count("id", filter=_within("confirmed_at", period)),
        came_before=Count("id", filter=_within("collected_at", before)),
        published_before=Count("id", filter=_within("published_at", before)),
        fulfilled_before=Count("id", filter=_within("confirmed_at", before)),
        waiting=Count("id", filter=Q(state__in=[WishState.PUBLISHED, WishState.COMMITTEE])),
        in_hand=Count("id", filter=Q(state__in=[WishState.CLAIMED, WishState.FULFILLED])),
    )
    return WishCount(**counts)


def _at(subject: Subject) -> Q:
    if subject.estate_id:
        return Q(street_code=int(subject.place_code[:9]), estate_id=subject.estate_id)
    return scope_condition(subject.place_code)


def _within(column: str, period: Period) -> Q:
    return Q(**{f"{column}__gte": period.start, f"{column}__lt": period.end})
