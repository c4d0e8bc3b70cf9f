"""The figures of halls (standards.zh.md §9), each with numerator and denominator, of the caller's scope or of one hall."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from ..models import Attendance, Hall, Meeting, Motion, MotionRating, Opinion
from ..rules import RESOLVED, Rating, Share, Sorting

RESOLVED_VALUES = [state.value for state in RESOLVED]
CARRIED_OUT = ["to_rate", "closed"]


@dataclass(frozen=True, slots=True)
class HallFigures:
    """`conversion` 议题转化率 = motions resolved ÷ motions submitted (not withdrawn or merged); `fulfilment` 议事落实率 = resolutions
    carried out ÷ resolutions made; `satisfied` = satisfied or basically ÷ rated; `lectures` with `heard` attendances."""

    conversion: Share
    fulfilment: Share
    satisfied: Share
    lectures: int
    heard: int


@dataclass(frozen=True, slots=True)
class OpinionFigures:
    """How many were collected, are still to be sorted, went where, and are settled."""

    collected: int
    open: int
    sorted_as: dict[Sorting, int]
    settled: Share


def hall_figures(hall: Hall | None = None) -> HallFigures:
    """Four statements."""
    of = {"street_code": hall.street_code, "hall_id": hall.id} if hall else {}
    made = (
        Motion.objects.filter(**of)
        .order_by()
        .aggregate(
            submitted=Count("id", filter=~Q(state__in=["withdrawn", "merged"])),
            resolved=Count("id", filter=Q(state__in=RESOLVED_VALUES)),
            done=Count("id", filter=Q(state__in=CARRIED_OUT)),
        )
    )
    ratings = MotionRating.objects.order_by()
    if hall:
        ratings = ratings.filter(street_code=hall.street_code, motion__hall_id=hall.id)
    rated = ratings.aggregate(all=Count("id"), bad=Count("id", filter=Q(rating=Rating.DISSATISFIED.value)))
    lectures = Meeting.objects.filter(**of, kind="lecture", state="called")
    heard = Attendance.objects.filter(meeting_id__in=lectures.values("id"))
    if hall:
        heard = heard.filter(street_code=hall.street_code)
    return HallFigures(
        conversion=Share(made["resolved"], made["submitted"]),
        fulfilment=Share(made["done"], made["resolved"]),
        satisfied=Share(rated["all"] - rated["bad"], rated["all"]),
        lectures=lectures.count(),
        heard=heard.count(),
    )


def opinion_figures() -> OpinionFigures:
    """The opinions of the caller's scope. One statement."""
    row = Opinion.objects.order_by().aggregate(
        collected=Count("id"),
        open=Count("id", filter=Q(sorted_at__isnull=True)),
        settled=Count("settled_at"),
        **{one.value: Count("id", filter=Q(sorted_as=one.value)) for one in Sorting},
    )
    counts = {one: row[one.value] for one in Sorting}
    return OpinionFigures(row["collected"], row["open"], counts, Share(row["settled"], row["collected"]))
