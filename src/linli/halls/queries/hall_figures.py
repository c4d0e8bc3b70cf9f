"""The figures of halls (standards.zh.md §9), each with numerator and denominator, of the caller's scope or of one hall."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from linli.ledger.read_together import read_together, summed_up

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
    """One statement."""
    of = {"street_code": hall.street_code, "hall_id": hall.id} if hall else {}
    ratings = MotionRating.objects.all()
    if hall:
        ratings = ratings.filter(street_code=hall.street_code, motion__hall_id=hall.id)
    lectures = Meeting.objects.filter(**of, kind="lecture", state="called")
    attended = Attendance.objects.filter(meeting_id__in=lectures.values("id"))
    if hall:
        attended = attended.filter(street_code=hall.street_code)
    made, rated, held, heard = read_together(
        summed_up(
            Motion.objects.filter(**of),
            Count("id", filter=~Q(state__in=["withdrawn", "merged"])),
            Count("id", filter=Q(state__in=RESOLVED_VALUES)),
            Count("id", filter=Q(state__in=CARRIED_OUT)),
        ),
        summed_up(ratings, Count("id"), Count("id", filter=Q(rating=Rating.DISSATISFIED.value))),
        summed_up(lectures, Count("id")),
        summed_up(attended, Count("id")),
    )
    submitted, resolved, done = made[0] if made else (0, 0, 0)
    everybody, bad = rated[0] if rated else (0, 0)
    return HallFigures(
        conversion=Share(resolved, submitted),
        fulfilment=Share(done, resolved),
        satisfied=Share(everybody - bad, everybody),
        lectures=sum(n for (n,) in held),
        heard=sum(n for (n,) in heard),
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
