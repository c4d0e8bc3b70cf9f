"""From watching to doing, quarter by quarter (practices.md D2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from linli.kernel import clock

from ..models import CameAlong, HelpCall, HoursShare, Team, TrainingAttendance
from ..rules.growth import Quarter, Stage, count_stages, last_quarters, quarter_of, stage_of
from ..rules.hours import HoursState


@dataclass(frozen=True, slots=True)
class QuarterCount:
    quarter: Quarter
    counts: Counter[Stage]

    @property
    def people(self) -> int:
        return sum(self.counts.values())


def growth(quarters: int = 8) -> list[QuarterCount]:
    """How many people of the caller's scope came, helped, led in each of the last quarters, oldest first. Counted are
    confirmed hours that stand (led: marked so, of a team she leads, or a call she asked for), who was noted as having
    come, and trainings attended. Five statements; memory for each person and quarter."""
    shown = last_quarters(clock.today(), quarters)
    first = shown[0].first
    leaders = dict(Team.objects.filter(closed_at__isnull=True, leader__isnull=False).values_list("id", "leader_id"))
    seen = []
    helped = HoursShare.objects.filter(
        entry__state=HoursState.CONFIRMED.value, entry__held_on__gte=first, stands=True, minutes__gt=0
    )
    for who, day, led, team in helped.order_by().values_list("volunteer_id", "entry__held_on", "led", "entry__team_id"):
        seen.append((who, quarter_of(day), stage_of(True, True, led or leaders.get(team) == who)))
    for asker, at in (
        HelpCall.objects.filter(asked_by__isnull=False, opened_by__isnull=False, opened_at__gte=clock.morning_of(first))
        .order_by()
        .values_list("asked_by_id", "opened_at")
    ):
        seen.append((asker, quarter_of(at.astimezone(clock.SHANGHAI).date()), stage_of(True, True, True)))
    came = CameAlong.objects.filter(came_on__gte=first).order_by().values_list("volunteer_id", "came_on")
    trained = TrainingAttendance.objects.filter(held_on__gte=first, volunteer_id__isnull=False).order_by()
    for who, day in [*came, *trained.values_list("volunteer_id", "held_on")]:
        seen.append((who, quarter_of(day), stage_of(True, False, False)))
    counts = count_stages(seen)
    return [QuarterCount(quarter, counts.get(quarter, Counter())) for quarter in shown]
