"""Instants, days and spans as a resident would say them.

Instants are shown in Asia/Shanghai whatever the server's own zone; a relative word ("3小时前") only ever stands
beside the exact time (look.md, Words).
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.limits import Clock, Limit


def weekday_word(day: date) -> str:
    return (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))[day.weekday()]


def month_word(day: date) -> str:
    """`11月`; a word of its own, for a language that names its months."""
    names = (
        _("1月"), _("2月"), _("3月"), _("4月"), _("5月"), _("6月"),
        _("7月"), _("8月"), _("9月"), _("10月"), _("11月"), _("12月"),
    )  # fmt: skip
    return names[day.month - 1]


def day_words(day: date, *, today: date) -> str:
    """`11月22日 周日`; the year comes first when it is not the year of `today`."""
    parts = {"year": day.year, "month": month_word(day), "day": day.day, "weekday": weekday_word(day)}
    if day.year == today.year:
        return _("{month}{day}日 {weekday}").format(**parts)
    return _("{year}年{month}{day}日 {weekday}").format(**parts)


def when_words(moment: datetime | date, *, now: datetime) -> str:
    """`11月22日 周日 14:30` in Asia/Shanghai; a plain date has no time of day."""
    today = now.astimezone(SHANGHAI).date()
    if not isinstance(moment, datetime):
        return day_words(moment, today=today)
    local = moment.astimezone(SHANGHAI)
    return f"{day_words(local.date(), today=today)} {local:%H:%M}"


def near_words(moment: datetime, *, now: datetime) -> str:
    """As `when_words`, with 昨天, 今天, 明天, 后天 where they are true: `今天 17:30`."""
    local = moment.astimezone(SHANGHAI)
    distance = (local.date() - now.astimezone(SHANGHAI).date()).days
    word = {-1: _("昨天"), 0: _("今天"), 1: _("明天"), 2: _("后天")}.get(distance)
    return f"{word} {local:%H:%M}" if word else when_words(moment, now=now)


def span_words(span: timedelta) -> str:
    """The largest unit that fits, rounded down: `3 小时`, `5 天`, `40 分钟`; two days and more count in days."""
    minutes = int(abs(span).total_seconds() // 60)
    if minutes < 60:
        return _("{n} 分钟").format(n=minutes)
    if minutes < 48 * 60:
        return _("{n} 小时").format(n=minutes // 60)
    return _("{n} 天").format(n=minutes // (24 * 60))


def duration_words(span: timedelta) -> str:
    """A span in its two largest units: `2 天 3 小时`, `3 小时 20 分钟`, `不到 1 分钟`."""
    minutes = int(abs(span).total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    units = [(days, _("{n} 天")), (hours, _("{n} 小时")), (minutes, _("{n} 分钟"))]
    first = next((i for i, (n, _word) in enumerate(units) if n), None)
    if first is None:
        return _("不到 1 分钟")
    return " ".join(word.format(n=n) for n, word in units[first : first + 2] if n)


def ago_words(moment: datetime, *, now: datetime) -> str:
    """`刚刚`, `5分钟前`, `3小时前`, `2天前`, `4个月前`; for what is still to come, `3小时后`."""
    minutes = int(abs(now - moment).total_seconds() // 60)
    if minutes < 1:
        return _("刚刚")
    steps = (
        (60, 1, _("{n}分钟前"), _("{n}分钟后")),
        (24 * 60, 60, _("{n}小时前"), _("{n}小时后")),
        (30 * 24 * 60, 24 * 60, _("{n}天前"), _("{n}天后")),
        (365 * 24 * 60, 30 * 24 * 60, _("{n}个月前"), _("{n}个月后")),
    )
    past = moment <= now
    for below, unit, before, after in steps:
        if minutes < below:
            return (before if past else after).format(n=minutes // unit)
    return (_("{n}年前") if past else _("{n}年后")).format(n=minutes // (365 * 24 * 60))


def limit_words(limit: Limit | str) -> str:
    """A time limit, or its text such as `4wh`, in words: `半小时`, `4 工作时`, `10 个工作日`, `30 天`.

    Text that is no limit (standards.zh.md §7) is returned as it came.
    """
    if not isinstance(limit, Limit):
        try:
            limit = Limit.parse(str(limit))
        except BadInput:
            return str(limit)
    words = {
        Clock.RUNNING_HOURS: _("{n} 小时"),
        Clock.WORKING_HOURS: _("{n} 工作时"),
        Clock.WORKING_DAYS: _("{n} 个工作日"),
    }
    amount, word = limit.amount, words[limit.clock]
    if limit.clock is Clock.RUNNING_HOURS and amount == Decimal("0.5"):
        return _("半小时")
    if limit.clock is Clock.RUNNING_HOURS and amount >= 72 and amount % 24 == 0:
        amount, word = amount / 24, _("{n} 天")
    return word.format(n=f"{amount.normalize():f}")
