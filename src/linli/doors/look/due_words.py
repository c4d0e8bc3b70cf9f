"""What a due clock says: one sentence, one tone, one icon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from linli.doors.look.words_for_time import duration_words, near_words, span_words

WARN_BEFORE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class DueWords:
    tone: str
    icon: str
    left: str
    at: str
    note: str
    running: bool


def due_words(
    due_at: datetime | None,
    *,
    now: datetime,
    state: str = "running",
    uncertain_years: Iterable[int] = (),
    warn_at: datetime | None = None,
) -> DueWords:
    """The words of a deadline.

    `state` is `running`, `paused`, `met` (settled in time) or `missed` (settled late). A running clock turns amber at
    `warn_at` (24 hours before where none is given) and cinnabar once passed. `uncertain_years` are the years whose
    holidays were not imported (architecture §5); the note says so.
    """
    years = _("、").join(str(year) for year in sorted(uncertain_years))
    note = _("按周一至周五计，{years} 年节假日未导入").format(years=years) if years else ""
    if due_at is None:
        return DueWords("calm", "clock", _("未定时限"), "", note, False)
    at = near_words(due_at, now=now)
    if state == "met":
        return DueWords("settled", "settled", _("按时办结"), _("时限 {at}").format(at=at), note, False)
    if state == "missed":
        return DueWords("overdue", "overdue", _("超期办结"), _("时限 {at}").format(at=at), note, False)
    if state == "paused":
        return DueWords("calm", "pause", _("计时暂停"), _("原定 {at}").format(at=at), note, False)
    if now > due_at:
        left = _("已超期 {span}").format(span=duration_words(now - due_at))
        return DueWords("overdue", "overdue", left, _("应于 {at}").format(at=at), note, True)
    left = _("还剩 {span}").format(span=span_words(due_at - now))
    if now >= (warn_at or due_at - WARN_BEFORE):
        return DueWords("soon", "warning", left, at, note, True)
    return DueWords("calm", "clock", left, at, note, True)
