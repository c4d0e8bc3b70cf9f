"""What the governance centre counts. A number and the list it opens are made of the same condition, so they agree."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from linli.cases.queries.work_list import OVERDUE_IN, SOON
from linli.cases.rules import OPEN, Level, State
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

RETURNED_IN = frozenset({State.RETURNED, State.CONSULTING, State.REWORK, State.REOPENED})
TWICE = 2


class Counted(Labelled):
    """A kind of case that is counted. `label` is its name on the page, `tab` the tab of the staff's work list with the same
    cases, empty where there is none."""

    tab: str

    OPEN = "open", _("在办"), "all"
    TO_FILE = "to-file", _("待立案"), "to_file"
    DUE_SOON = "due-soon", _("快到期"), "due_soon"
    OVERDUE = "overdue", _("已逾期"), "overdue"
    RETURNED = "returned", _("退回与重办"), "returned"
    RETURNED_TWICE = "returned-twice", _("退过两次以上"), ""
    TO_DECIDE = "to-decide", _("待决定"), "to_decide"
    SUSPENDED = "suspended", _("挂账"), "suspended"
    LATE_1 = "late-1", _("逾期不到 1 天"), ""
    LATE_3 = "late-3", _("逾期 1–3 天"), ""
    LATE_7 = "late-7", _("逾期 3–7 天"), ""
    LATE_15 = "late-15", _("逾期 7–15 天"), ""
    LATE_30 = "late-30", _("逾期 15–30 天"), ""
    LATE_MORE = "late-more", _("逾期 30 天以上"), ""
    SETTLED_GRID = "settled-grid", _("网格内办结"), ""
    SETTLED_COMMUNITY = "settled-community", _("社区办结"), ""
    SETTLED_STREET = "settled-street", _("街道办结"), ""
    SETTLED_COUNTY = "settled-county", _("区县办结"), ""


AGES: dict[Counted, tuple[int, int | None]] = {
    Counted.LATE_1: (0, 1),
    Counted.LATE_3: (1, 3),
    Counted.LATE_7: (3, 7),
    Counted.LATE_15: (7, 15),
    Counted.LATE_30: (15, 30),
    Counted.LATE_MORE: (30, None),
}
"""How long a case has been overdue: from so many days of 24 hours up to so many (standards.zh.md §9, 账龄)."""

SETTLED: dict[Counted, Level] = {
    Counted.SETTLED_GRID: Level.GRID,
    Counted.SETTLED_COMMUNITY: Level.COMMUNITY,
    Counted.SETTLED_STREET: Level.STREET,
    Counted.SETTLED_COUNTY: Level.COUNTY,
}
"""At which level a closed case was settled (practices.md E6)."""


def condition_of(one: Counted, now: datetime, since: datetime) -> Q:
    """Which cases are counted at `now`; of settled ones those closed at `since` or later."""
    if one in SETTLED:
        return Q(closed_at__gte=since, level=SETTLED[one].value)
    still_open = Q(state__in=OPEN)
    late = Q(state__in=OVERDUE_IN)
    if one in AGES:
        least, most = AGES[one]
        older_than = Q(handle_due_at__gte=now - timedelta(days=most)) if most else Q()
        return late & Q(handle_due_at__lt=now - timedelta(days=least)) & older_than
    match one:
        case Counted.TO_FILE:
            return Q(state__in=[State.REPORTED, State.VERIFYING])
        case Counted.DUE_SOON:
            return late & Q(handle_due_at__gte=now, handle_due_at__lt=now + SOON)
        case Counted.OVERDUE:
            return late & Q(handle_due_at__lt=now)
        case Counted.RETURNED:
            return Q(state__in=RETURNED_IN)
        case Counted.RETURNED_TWICE:
            return still_open & Q(loop__returns__gte=TWICE)
        case Counted.TO_DECIDE:
            return still_open & (~Q(proposed="") | Q(state=State.APPEALED))
        case Counted.SUSPENDED:
            return Q(state=State.SUSPENDED)
    return still_open
