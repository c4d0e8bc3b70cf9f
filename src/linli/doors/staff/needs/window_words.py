"""Weekdays and hours in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from linli.alliance.rules.window import EVERY_DAY, Window

from .new_need import WEEKDAYS


def window_words(window: Window) -> str:
    """周六、周日 9–17 点."""
    days = (
        _("每天") if window.weekdays == EVERY_DAY else _("、").join(str(dict(WEEKDAYS)[one]) for one in window.weekdays)
    )
    if (window.from_hour, window.to_hour) == (0, 24):
        return days
    return _("%(days)s %(from)d–%(to)d 点") % {"days": days, "from": window.from_hour, "to": window.to_hour}
