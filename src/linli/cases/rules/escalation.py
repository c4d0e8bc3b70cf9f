"""Who hears of an overdue case, and when: one rung of the ladder after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from linli.kernel.actor import Role
from linli.kernel.labelled import Labelled
from linli.kernel.limits import Clock, Limit
from linli.kernel.work_calendar import WorkCalendar

_ = str


class Rung(Labelled):
    """A step of the ladder. `label` says who is told; `roles` hear of it besides those told before."""

    roles: frozenset[Role]

    HANDLER = "handler", _("办理人和他的负责人"), frozenset({Role.GRID_LEADER, Role.PATCH_LEADER})
    COMMUNITY = "community", _("社区负责人"), frozenset({Role.COMMUNITY_LEAD})
    STREET = "street", _("街道"), frozenset({Role.STREET_STAFF, Role.STREET_LEAD})
    CENTRE = "centre", _("综治中心"), frozenset({Role.GOVERNANCE_CENTRE})


@dataclass(frozen=True, slots=True)
class Step:
    """A rung and the moment its people hear of it."""

    rung: Rung
    at: datetime


def ladder(calendar: WorkCalendar, due: datetime, clock: Clock) -> tuple[Step, ...]:
    """The handler and his lead at the deadline itself, then one rung a working day, at the close of office; where the
    clock is of running hours (emergencies) one rung an hour."""
    apart = Clock.RUNNING_HOURS if clock is Clock.RUNNING_HOURS else Clock.WORKING_DAYS
    later = [calendar.deadline(due, Limit(Decimal(number), apart)).at for number in range(1, len(Rung))]
    return tuple(Step(rung, at) for rung, at in zip(Rung, [due, *later], strict=True))


def rungs_to_tell(
    calendar: WorkCalendar, due: datetime, clock: Clock, now: datetime, told: Rung | None = None
) -> tuple[Rung, ...]:
    """The rungs whose time has come by `now` and who have not heard: those above `told`, the highest told so far."""
    order = tuple(Rung)
    first = 0 if told is None else order.index(told) + 1
    return tuple(step.rung for step in ladder(calendar, due, clock)[first:] if step.at < now)
