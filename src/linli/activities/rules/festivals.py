"""Festivals: those of the solar calendar by their day, those of the lunar one from new moons and solar terms.

GB/T 33661-2017: a month begins on the day of the new moon in Beijing time; the winter solstice lies in the eleventh
month; between two of these a year of thirteen months has as its leap month the first without a major term. The moon's
phases are those of Meeus, Astronomical Algorithms (2nd ed.), chapter 49, good to well under a minute.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import radians, sin

from linli.kernel.clock import SHANGHAI

from .solar_terms import DELTA_T, solar_term_on, solar_terms

_ = str  # marks a Chinese source string for the catalogue; the door translates it

FIXED = {
    (1, 1): _("元旦"), (3, 5): _("学雷锋纪念日"), (3, 8): _("妇女节"), (5, 1): _("劳动节"), (5, 4): _("青年节"), (6, 1): _("儿童节"),
    (7, 1): _("建党节"), (8, 1): _("建军节"), (9, 10): _("教师节"), (10, 1): _("国庆节"),
}  # fmt: skip
LUNAR = {
    (1, 1): _("春节"), (1, 15): _("元宵节"), (5, 5): _("端午节"), (7, 7): _("七夕"), (8, 15): _("中秋节"), (9, 9): _("重阳节"),
    (12, 8): _("腊八节"),
}  # fmt: skip
NEW_YEARS_EVE = _("除夕")

EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
MONTH = 29.530588861


def new_moon(k: int) -> datetime:
    """The k-th new moon since that of 6 January 2000 (JDE 2451550.09766, 5.09766 days after J2000), in China's time."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    m, moon = 2.5534 + 29.10535670 * k, 201.5643 + 385.81693528 * k + 0.0107582 * t * t
    f, node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t, 124.7746 - 1.56375588 * k + 0.0020672 * t * t
    terms = (
        (-0.40720, moon), (0.17241 * e, m), (0.01608, 2 * moon), (0.01039, 2 * f), (0.00739 * e, moon - m),
        (-0.00514 * e, moon + m), (0.00208 * e * e, 2 * m), (-0.00111, moon - 2 * f), (-0.00057, moon + 2 * f),
        (0.00056 * e, 2 * moon + m), (-0.00042, 3 * moon), (0.00042 * e, m + 2 * f), (0.00038 * e, m - 2 * f),
        (-0.00024 * e, 2 * moon - m), (-0.00017, node), (-0.00007, moon + 2 * m), (0.00004, 2 * moon - 2 * f),
        (0.00004, 3 * m), (0.00003, moon + m - 2 * f), (0.00003, 2 * moon + 2 * f), (-0.00003, moon + m + 2 * f),
        (0.00003, moon - m + 2 * f), (0.000325, 299.77 + 0.107408 * k), (0.000165, 251.88 + 0.016321 * k),
        (0.000164, 251.83 + 26.651886 * k), (0.000126, 349.42 + 36.412478 * k), (0.000110, 84.66 + 18.206239 * k),
    )  # fmt: skip
    days = 5.09766 + MONTH * k + 0.00015437 * t * t + sum(size * sin(radians(angle)) for size, angle in terms)
    return (EPOCH + timedelta(days=days) - DELTA_T).astimezone(SHANGHAI)


def _month_beginning_by(day: date) -> int:
    """The number of the new moon whose month holds the day."""
    k = round((day - date(2000, 1, 6)).days / MONTH) + 1
    while new_moon(k).date() > day:
        k -= 1
    return k


@cache
def lunar_months(year: int) -> tuple[tuple[date, int, bool], ...]:
    """The months from the eleventh before `year` to the one before the next eleventh: first day, number, leap or not."""
    first = _month_beginning_by(solar_terms(year - 1)[23][0])
    last = _month_beginning_by(solar_terms(year)[23][0])
    majors = [day for one in (year - 1, year) for day, _name in solar_terms(one)[1::2]]
    has_leap, leap_seen, months, number = last - first == 13, False, [], 10
    for k in range(first, last):
        begins, ends = new_moon(k).date(), new_moon(k + 1).date()
        is_leap = has_leap and not leap_seen and not any(begins <= day < ends for day in majors)
        leap_seen |= is_leap
        number = number if is_leap else number % 12 + 1
        months.append((begins, number, is_leap))
    return tuple(months)


@cache
def festivals(year: int) -> tuple[tuple[date, str], ...]:
    """The festivals of a year in order: solar, lunar, and 清明 and 冬至 with the solar terms."""
    found = {date(year, month, day): name for (month, day), name in FIXED.items()}
    for begins, number, is_leap in (*lunar_months(year), *lunar_months(year + 1)):
        if is_leap:
            continue
        for (month, day), name in LUNAR.items():
            on = begins + timedelta(days=day - 1)
            if month == number and on.year == year:
                found[on] = name
        if number == 1 and begins.year == year:
            found[begins - timedelta(days=1)] = NEW_YEARS_EVE
    return tuple(sorted(found.items()))


def occasion_of(day: date) -> str:
    """The festival or solar term of a day, or nothing; a festival goes before a term."""
    return dict(festivals(day.year)).get(day, "") or solar_term_on(day)
