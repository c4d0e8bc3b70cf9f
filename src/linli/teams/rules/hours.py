"""Hours count once a second person has confirmed them; what was wrong is taken back by an entry of its own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from linli.kernel.errors import BadInput, NotAllowed, WrongState
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

LONGEST_MINUTES = 24 * 60
MOST_VOLUNTEERS = 300


class HoursState(Labelled):
    """Where an entry of hours stands."""

    WAITING = "waiting", _("待另一人确认")
    CONFIRMED = "confirmed", _("已确认")
    REFUSED = "refused", _("未通过")


class HoursSource(Labelled):
    """What the hours were given for."""

    CALL = "call", _("求助招募")
    ACTIVITY = "activity", _("活动")
    TEAM_DAY = "team_day", _("队伍行动")
    OTHER = "other", _("其他服务")


def check_minutes(minutes: int, span: tuple[datetime, datetime] | None, now: datetime) -> None:
    """Raise `BadInput` on `minutes` (up to a day, and no more than the span) or `ends_at` (in order, not to come)."""
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise BadInput("minutes", "out_of_range", minutes)
    if span is None:
        return
    first, last = span
    if not first < last <= first + timedelta(days=1):
        raise BadInput("ends_at", "not_in_order", last)
    if last > now:
        raise BadInput("ends_at", "to_come", last)
    if minutes > (last - first).total_seconds() / 60:
        raise BadInput("minutes", "longer_than_span", minutes)


def check_confirmer(state: HoursState, by: UUID, entered_by: UUID, helpers: Collection[UUID | None]) -> None:
    """Raise `WrongState` unless the entry waits, `NotAllowed` with `own_entry` for who entered it and `own_hours` for who
    helped in it. `helpers` are the ids under which those who helped act: as volunteers, and with accounts of their own."""
    if state is not HoursState.WAITING:
        raise WrongState("hours.confirm", state, [HoursState.WAITING])
    if by == entered_by:
        raise NotAllowed("hours.confirm", "own_entry")
    if by in helpers:
        raise NotAllowed("hours.confirm", "own_hours")
