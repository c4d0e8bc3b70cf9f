"""The twenty-four solar terms (二十四节气), computed from the sun's apparent longitude.

GB/T 33661-2017 defines a term as the moment when the sun's apparent geocentric longitude is a multiple of 15°, dated in
Beijing time. The longitude is the series of Bretagnon and Simon (Planetary Programs and Tables, 1986), good to some
seconds of arc for this century, that is to a minute or two of time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import cos, radians, sin

from linli.kernel.clock import SHANGHAI

_ = str  # marks a Chinese source string for the catalogue; the door translates it

TERMS = (
    _("小寒"), _("大寒"), _("立春"), _("雨水"), _("惊蛰"), _("春分"), _("清明"), _("谷雨"), _("立夏"), _("小满"), _("芒种"), _("夏至"),
    _("小暑"), _("大暑"), _("立秋"), _("处暑"), _("白露"), _("秋分"), _("寒露"), _("霜降"), _("立冬"), _("小雪"), _("大雪"), _("冬至"),
)  # fmt: skip
"""In the order of a year: 小寒 is at 285°, each next one 15° on."""

J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
DELTA_T = timedelta(seconds=70)
"""Dynamical time is ahead of the world's clocks by 69 s in 2024 and, as predicted, by less than 75 s in 2035."""

_SERIES = tuple(
    zip(
        (
            403406, 195207, 119433, 112392, 3891, 2819, 1721, 660, 350, 334, 314, 268, 242, 234, 158, 132, 129, 114, 99, 93,
            86, 78, 72, 68, 64, 46, 38, 37, 32, 29, 28, 27, 27, 25, 24, 21, 21, 20, 18, 17, 14, 13, 13, 13, 12, 10, 10, 10, 10,
        ),
        (
            270.54861, 340.19128, 63.91854, 331.26220, 317.843, 86.631, 240.052, 310.26, 247.23, 260.87, 297.82, 343.14,
            166.79, 81.53, 3.50, 132.75, 182.95, 162.03, 29.8, 266.4, 249.2, 157.6, 257.8, 185.1, 69.9, 8.0, 197.1, 250.4,
            65.3, 162.7, 341.5, 291.6, 98.5, 146.7, 110.0, 5.2, 342.6, 230.9, 256.1, 45.3, 242.9, 115.2, 151.8, 285.3,
            53.3, 126.6, 205.7, 85.9, 146.1,
        ),
        (
            0.9287892, 35999.1376958, 35999.4089666, 35998.7287385, 71998.20261, 71998.4403, 36000.35726, 71997.4812,
            32964.4678, -19.4410, 445267.1117, 45036.8840, 3.1008, 22518.4434, -19.9739, 65928.9345, 9038.0293, 3034.7684,
            33718.148, 3034.448, -2280.773, 29929.992, 31556.493, 149.588, 9037.750, 107997.405, -4444.176, 151.771,
            67555.316, 31556.080, -4561.540, 107996.706, 1221.655, 62894.167, 31437.369, 14578.298, -31931.757, 34777.243,
            1221.999, 62894.511, -4442.039, 107997.909, 119.066, 16859.071, -4.578, 26895.292, -39.127, 12297.536, 90073.778,
        ),
        strict=True,
    )
)  # fmt: skip
"""Amplitude in 10⁻⁷ radians, phase in degrees, degrees a century."""


def sun_longitude(moment: datetime) -> float:
    """The sun's apparent longitude in degrees, 0 to 360, at an aware moment."""
    c = ((moment - J2000 + DELTA_T) / timedelta(days=1)) / 36525
    waves = sum(size * sin(radians(phase + speed * c)) for size, phase, speed in _SERIES)
    mean = 282.7771834 + 36000.76953744 * c + 0.000005729577951308232 * waves
    aberration = 0.0000974 * cos(radians(177.63 + 35999.01848 * c)) - 0.005575
    node, sun_twice = 124.90 - 1934.134 * c + 0.002063 * c * c, 201.11 + 72001.5377 * c + 0.00057 * c * c
    nutation = -0.004778 * sin(radians(node)) - 0.0003667 * sin(radians(sun_twice))
    return (mean + aberration + nutation) % 360


def term_moment(year: int, index: int) -> datetime:
    """When term `index` (0 小寒 … 23 冬至) of a year falls, in China's time."""
    target = (285 + 15 * index) % 360
    moment = datetime(year, 1, 5, 12, tzinfo=UTC) + timedelta(days=15.2184 * index)
    for _round in range(8):
        off = (target - sun_longitude(moment) + 180) % 360 - 180
        moment += timedelta(days=off * 365.2422 / 360)
    return moment.astimezone(SHANGHAI)


@cache
def solar_terms(year: int) -> tuple[tuple[date, str], ...]:
    """The days of a year's twenty-four terms in China's calendar, in order."""
    return tuple((term_moment(year, index).date(), name) for index, name in enumerate(TERMS))


def solar_term_on(day: date) -> str:
    """The term that begins that day, or nothing."""
    return next((name for on, name in solar_terms(day.year) if on == day), "")
