"""Dates and times as people write them in ledgers, read without guessing.

A reading is aware, in Asia/Shanghai, and says how exact it is. What could mean two days is refused.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from linli.kernel.clock import SHANGHAI

from .clean_text import Cell
from .refusals import RowRefused

EARLIEST_YEAR = 1980
# Excel's day numbers 18264 and 73050: 1950-01-01 and 2099-12-31.
_SERIALS = range(18264, 73051)
_EXCEL_DAY_ZERO = dt.datetime(1899, 12, 30, tzinfo=SHANGHAI)

_SAME_MARKS = str.maketrans("。—–−", ".---")
_WEEKDAY = re.compile(r"[(\[]?(?:星期|周|礼拜)[一二三四五六日天1-7][)\]]?")
_DIGITS_OF_WORDS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_WORD_YEAR = re.compile(r"^[〇零一二三四五六七八九]{4}年")
_CLOCK = (
    r"(?:[\sT]*(?P<half>上午|下午|晚上|晚|早上|早晨|早|凌晨|中午|夜间|傍晚|am|pm)?\s*"
    r"(?P<hour>\d{1,2})\s*(?:[:时点]\s*(?:(?P<minute>\d{1,2}|半)\s*(?:[:分]\s*(?:(?P<second>\d{1,2})(?:\.\d{1,9})?\s*秒?)?)?)?)\s*(?P<half_after>am|pm)?\s*"
    r"(?P<zone>z|[+-]\d{2}:?\d{2})?)?"
)
_SHAPES = tuple(
    re.compile(date + _CLOCK, re.I)
    for date in (
        r"(?P<year>\d{4}|\d{2})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]?",
        r"(?P<year>\d{4})\s*[-/.,]\s*(?P<month>\d{1,2})\s*[-/.,]\s*(?P<day>\d{1,2})",
        r"(?P<year>\d{2})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    )
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?"
)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})\s*[-/.]\s*(?P<two>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})" + _CLOCK, re.I)
_NO_YEAR = re.compile(
    r"(?P<month>\d{1,2})\s*(?:月\s*(?P<day>\d{1,2})\s*[日号]?|[-/.]\s*(?P<day2>\d{1,2}))" + _CLOCK, re.I
)
_NUMBER = re.compile(r"\d{5}(?:\.\d+)?")
_FULL_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*(?:年|年度)")
_TWELVE_UP = frozenset(("下午", "晚上", "晚", "夜间", "傍晚", "pm"))


@dataclass(frozen=True, slots=True)
class Reading:
    """An aware instant; `day_only` when no time of day was written; `year_from` when the year was not: title, neighbour."""

    at: dt.datetime
    day_only: bool = False
    year_from: str | None = None


class KnownYears(NamedTuple):
    """Where a date without its year may take it from: the title's year, and the last full date above."""

    title: int | None = None
    neighbour: dt.date | None = None


NO_YEARS = KnownYears()


def year_in(text: str) -> int | None:
    """The one year a title names (“××社区来电来访登记本（2024年）”); none if it names several."""
    years = {int(found["year"]) for found in _FULL_YEAR.finditer(unicodedata.normalize("NFKC", text))}
    return years.pop() if len(years) == 1 else None


def read_date(value: Cell, years: KnownYears = NO_YEARS, *, now: dt.datetime) -> Reading:
    """Read one cell. Raises `RowRefused`: date_unreadable, date_impossible, date_ambiguous, date_without_year, date_in_future.

    The future begins a day after `now`: clocks of other systems run ahead a little.
    """
    reading = _read(value, years)
    if reading.at > now + dt.timedelta(days=1):
        raise RowRefused("date_in_future", text=_shown(value))
    if reading.at.year < EARLIEST_YEAR:
        raise RowRefused("date_impossible", text=_shown(value))
    return reading


def _read(value: Cell, years: KnownYears) -> Reading:
    if isinstance(value, dt.datetime):
        at = value.replace(tzinfo=SHANGHAI) if value.tzinfo is None else value.astimezone(SHANGHAI)
        return Reading(at, day_only=value.time() == dt.time())
    if isinstance(value, dt.date):
        return Reading(dt.datetime(value.year, value.month, value.day, tzinfo=SHANGHAI), day_only=True)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value)
    if not isinstance(value, str):
        raise RowRefused("date_unreadable", text=_shown(value))
    text = _plain(value)
    if _NUMBER.fullmatch(text) and int(float(text)) in _SERIALS:
        return _of_number(float(text))
    if found := _COMPACT.fullmatch(text):
        return _built(found, int(found["year"]), int(found["month"]), int(found["day"]), value)
    for shape in _SHAPES:
        if found := shape.fullmatch(text):
            return _built(found, _whole_year(found["year"]), int(found["month"]), int(found["day"]), value)
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found, value)
    if found := _NO_YEAR.fullmatch(text):
        return _without_year(found, years, value)
    raise RowRefused("date_unreadable", text=_shown(value))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_SAME_MARKS)
    if text.isascii():
        return " ".join(text.split())
    text = _WEEKDAY.sub(" ", text)
    if _WORD_YEAR.match(text):
        text = text[:4].translate(_DIGITS_OF_WORDS) + text[4:]
    return " ".join(text.split())


def _of_number(number: float) -> Reading:
    """Excel's day number, or eight digits typed as a number."""
    if not 0 < number < 100_000_000:
        raise RowRefused("date_unreadable", text=str(number)[:60])
    if number == int(number) and 19000101 <= number <= 20991231:
        day = int(number)
        return Reading(_instant(day // 10000, day // 100 % 100, day % 100, text=str(day)), day_only=True)
    if int(number) not in _SERIALS:
        raise RowRefused("date_unreadable", text=f"{number:g}")
    # Day numbers are binary fractions: round to the second, or 9:30 becomes 9:29:59.
    at = _EXCEL_DAY_ZERO + dt.timedelta(seconds=round(number * 86400))
    return Reading(at, day_only=number == int(number))


def _whole_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _year_last(found: re.Match[str], value: Cell) -> Reading:
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if one <= 12 and two <= 12 and one != two:
        raise RowRefused("date_ambiguous", text=_shown(value))
    month, day = (two, one) if one > 12 else (one, two)
    return _built(found, year, month, day, value)


def _without_year(found: re.Match[str], years: KnownYears, value: Cell) -> Reading:
    """A neighbour gives the nearest such day to its own; a title gives its year."""
    month, day = int(found["month"]), int(found["day"] or found["day2"])
    if years.title is not None:
        return _built(found, years.title, month, day, value, year_from="title")
    if years.neighbour is None:
        raise RowRefused("date_without_year", text=_shown(value))
    near = [year for year in range(years.neighbour.year - 1, years.neighbour.year + 2) if _exists(year, month, day)]
    if not near:
        raise RowRefused("date_impossible", text=_shown(value))
    year = min(near, key=lambda year: abs((dt.date(year, month, day) - years.neighbour).days))
    return _built(found, year, month, day, value, year_from="neighbour")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _built(found: re.Match[str], year: int, month: int, day: int, value: Cell, year_from: str | None = None) -> Reading:
    parts = found.groupdict()
    text = _shown(value)
    if parts.get("hour") is None:
        return Reading(_instant(year, month, day, text=text), day_only=True, year_from=year_from)
    hour, minute = int(parts["hour"]), 30 if parts["minute"] == "半" else int(parts["minute"] or 0)
    half = (parts.get("half") or parts.get("half_after") or "").lower()
    if (half in _TWELVE_UP and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    elif half in ("凌晨", "am", "上午", "晚上", "晚", "夜间") and hour == 12:
        hour = 12 if half == "上午" else 0
    if half in ("晚上", "晚", "夜间") and hour == 0:
        # Twelve at night belongs to the day before or after; people mean either.
        raise RowRefused("date_ambiguous", text=text)
    at = _instant(year, month, day, hour, minute, int(parts.get("second") or 0), text=text)
    zone = parts.get("zone")
    if zone:
        offset = dt.timedelta()
        if zone.lower() != "z":
            sign = -1 if zone[0] == "-" else 1
            offset = sign * dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        if abs(offset) >= dt.timedelta(hours=24):
            raise RowRefused("date_impossible", text=text)
        at = at.replace(tzinfo=dt.timezone(offset)).astimezone(SHANGHAI)
    return Reading(at, year_from=year_from)


def _instant(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, *, text: str
) -> dt.datetime:
    try:
        if not EARLIEST_YEAR <= year < 2200:
            raise ValueError
        return dt.datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        raise RowRefused("date_impossible", text=text) from None


def _shown(value: Cell) -> str:
    return str(value)[:60]
