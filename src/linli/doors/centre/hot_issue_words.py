"""Hot issues in words: how one goes, what its heat is made of."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from linli.insight.hot_issues import IssueLine, IssuePage
from linli.insight.same_matter.heat import AGAIN, HALF_LIFE, PERSON, VOTE

TRENDS: dict[str, tuple[Promise, str]] = {
    "rising": (gettext_lazy("在升温"), "overdue"),
    "steady": (gettext_lazy("持平"), "calm"),
    "falling": (gettext_lazy("在降温"), "settled"),
    "quiet": (gettext_lazy("近两周没有新的"), "calm"),
}


def shown_line(line: IssueLine) -> dict[str, Any]:
    """A line as the list and the workbook show it."""
    word, tone = TRENDS[line.trend]
    return {
        "line": line,
        "url": reverse("centre:hot_issue", args=[line.key.id]),
        "heat": heat_words(line.heat),
        "trend": word,
        "tone": tone,
        "weeks": _("近 7 天 %(now)d 条，前 7 天 %(before)d 条") % {"now": line.this_week, "before": line.week_before},
    }


def heat_words(heat: float) -> str:
    """Whole points, one decimal where little is left."""
    return f"{heat:.0f}" if heat >= 10 else f"{heat:.1f}"


def formula_words() -> str:
    """The heat's formula in a sentence."""
    return _(
        "热度 = 每个反映的人 %(person)d 分（按最近一次）+ 同一个人再次反映每次 %(again)d 分 + %(vote)d × 点了“我也遇到”的人数的平方根；每过 %(days)d 天减半。"
    ) % {
        "vote": VOTE,
        "person": PERSON,
        "again": AGAIN,
        "days": HALF_LIFE.days,
    }


def made_of(page: IssuePage) -> str:
    """What went into the heat of this one."""
    people = ngettext("%(n)d 人反映", "%(n)d 人反映", page.line.people) % {"n": page.line.people}
    again = ngettext("再次反映 %(n)d 次", "再次反映 %(n)d 次", page.again) % {"n": page.again}
    met = ngettext("%(n)d 人也遇到", "%(n)d 人也遇到", page.line.votes) % {"n": page.line.votes}
    return _("%(people)s，%(again)s，%(met)s，离得越久分越少。") % {"people": people, "again": again, "met": met}
