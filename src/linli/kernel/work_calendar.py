"""Deadlines over working days and office hours in China (architecture §5). Pure arithmetic, no database.

Everything follows from one measure: the office time that has passed from a fixed day up to an instant. Counting working
days is Monday–Friday by division plus a correction for the days a calendar names, so a deadline years away costs as
little as one tomorrow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from .clock import SHANGHAI
from .errors import BadInput
from .limits import Clock, Limit

OFFICE_HOURS: tuple[tuple[time, time], ...] = ((time(8, 30), time(12)), (time(14), time(17, 30)))

_FIRST_MONDAY = date(2000, 1, 3).toordinal()
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, in UTC. Each of `uncertain_years` had no imported calendar and was computed
    Monday–Friday; a page says so beside the deadline."""

    at: datetime
    uncertain_years: frozenset[int] = frozenset()


@dataclass(frozen=True)
class WorkCalendar:
    """Working days and office hours. Immutable; days and hours are those of Asia/Shanghai.

    `overrides` says of a day whether it is worked (holidays False, make-up Saturdays True); every other day is worked
    Monday to Friday. `covered_years` are those whose official calendar has been imported. Every working day has the
    same `hours`: spans in order, not overlapping (`BadInput` otherwise).
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    covered_years: frozenset[int] = frozenset()
    hours: tuple[tuple[time, time], ...] = OFFICE_HOURS

    def __post_init__(self) -> None:
        edges = [_of_day(edge) for span in self.hours for edge in span]
        if not edges or any(later <= earlier for earlier, later in pairwise(edges)):
            raise BadInput("hours", "not_in_order", self.hours)
        spans = tuple(zip(edges[::2], edges[1::2], strict=True))
        odd = sorted((day.toordinal(), worked) for day, worked in self.overrides.items() if worked != _weekday(day))
        sums = [0]
        for _, worked in odd:
            sums.append(sums[-1] + (1 if worked else -1))
        object.__setattr__(self, "overrides", dict(self.overrides))
        object.__setattr__(self, "_spans", spans)
        object.__setattr__(self, "_day", sum(((close - opens) for opens, close in spans), timedelta()))
        object.__setattr__(self, "_odd_days", [day for day, _ in odd])
        object.__setattr__(self, "_odd_sums", sums)

    _spans: tuple[tuple[timedelta, timedelta], ...] = field(init=False, repr=False, compare=False)
    _day: timedelta = field(init=False, repr=False, compare=False)
    _odd_days: list[int] = field(init=False, repr=False, compare=False)
    _odd_sums: list[int] = field(init=False, repr=False, compare=False)

    def is_workday(self, day: date) -> bool:
        """Whether the office works on `day`: as imported, else Monday to Friday."""
        return self.overrides.get(day, _weekday(day))

    def deadline(self, start: datetime, limit: Limit) -> Due:
        """When `limit` has passed from `start` (aware, else ValueError).

        Running hours simply add. Working hours count office time alone: a start outside it counts from the next
        opening, and time that ends with a span is due at that close, not at the next opening. N working days end at the
        close of office of the N-th working day after the start day; the start day itself never counts, whether it is a
        working day (before, within or after hours) or not.
        """
        if limit.clock is Clock.RUNNING_HOURS:
            return Due(_aware(start) + limit.hours)
        if limit.clock is Clock.WORKING_HOURS:
            return self._due(start, self._instant_at(self._office_time(start) + limit.hours))
        target = self._workdays_before(_local(start).date().toordinal() + 1) + int(limit.amount) - 1
        return self._due(start, self._on(self._workday_number(target), self._spans[-1][1]))

    def elapsed(self, start: datetime, end: datetime, clock: Clock) -> timedelta:
        """The time on `clock` from `start` to `end`; negative when `end` is earlier. For working days it is office
        time, as for working hours: seven hours of it are one working day."""
        if clock is Clock.RUNNING_HOURS:
            return _aware(end) - _aware(start)
        return self._office_time(end) - self._office_time(start)

    def remaining(self, now: datetime, due: datetime, clock: Clock) -> timedelta:
        """The time on `clock` still left at `now`; negative when overdue. What a pause must keep."""
        return self.elapsed(now, due, clock)

    def resume(self, now: datetime, remaining: timedelta, clock: Clock) -> Due:
        """The new deadline when a clock paused with `remaining` runs on at `now`.

        Exactly the time kept is given back, so a deadline in working days may then fall within the day. What was
        overdue stays overdue by as much.
        """
        if clock is Clock.RUNNING_HOURS:
            return Due(_aware(now) + remaining)
        return self._due(now, self._instant_at(self._office_time(now) + remaining))

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included."""
        return self._workdays_before(last.toordinal() + 1) - self._workdays_before(first.toordinal())

    def _due(self, start: datetime, at: datetime) -> Due:
        years = sorted((_local(start).year, _local(at).year))
        return Due(at, frozenset(range(years[0], years[1] + 1)) - self.covered_years)

    def _workdays_before(self, ordinal: int) -> int:
        weeks, days = divmod(ordinal - _FIRST_MONDAY, 7)
        return weeks * 5 + min(days, 5) + self._odd_sums[bisect_left(self._odd_days, ordinal)]

    def _workday_number(self, number: int) -> int:
        """The ordinal of the working day that has exactly `number` working days before it, by halving."""
        slack = len(self._odd_days) + 7
        low = _FIRST_MONDAY + (number - slack) // 5 * 7 - 7
        high = _FIRST_MONDAY + (number + slack) // 5 * 7 + 14
        while high - low > 1:
            middle = (low + high) // 2
            if self._workdays_before(middle) <= number:
                low = middle
            else:
                high = middle
        return low

    def _office_time(self, instant: datetime) -> timedelta:
        local = _local(instant)
        within = timedelta()
        if self.is_workday(local.date()):
            now = _of_day(local.time())
            within = sum((max(timedelta(), min(now, close) - opens) for opens, close in self._spans), timedelta())
        return self._workdays_before(local.date().toordinal()) * self._day + within

    def _instant_at(self, office_time: timedelta) -> datetime:
        """The earliest instant by which `office_time` has passed: always after an opening, up to and with its close."""
        number, within = divmod(office_time - _INSTANT, self._day)
        within += _INSTANT
        for opens, close in self._spans:
            if within <= close - opens:
                return self._on(self._workday_number(number), opens + within)
            within -= close - opens
        raise AssertionError("time within a day is at most the day's office hours")

    def _on(self, ordinal: int, of_day: timedelta) -> datetime:
        midnight = datetime.combine(date.fromordinal(ordinal), time(), SHANGHAI)
        return (midnight + of_day).astimezone(UTC)


def _weekday(day: date) -> bool:
    return day.weekday() < 5


def _of_day(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC)


def _local(instant: datetime) -> datetime:
    return _aware(instant).astimezone(SHANGHAI)
