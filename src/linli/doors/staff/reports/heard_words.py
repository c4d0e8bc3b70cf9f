"""What a half-month analysis says of hot issues and of wishes: sentences and rows, the same for page, paper and files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.insight.issue_rights import READERS
from linli.insight.rules import IssueCount, WishCount
from linli.kernel.actor import Actor

TRENDS: dict[str, tuple[Promise, str]] = {
    "new": (gettext_lazy("新出现"), "soon"),
    "rising": (gettext_lazy("比上期多"), "overdue"),
    "steady": (gettext_lazy("和上期一样"), "calm"),
    "falling": (gettext_lazy("比上期少"), "settled"),
}


@dataclass(frozen=True, slots=True)
class IssueRow:
    """A hot issue; `url` opens its page and is empty for who may not read it."""

    name: str
    url: str
    people: int
    messages: int
    previous: int
    trend: str
    tone: str


@dataclass(frozen=True, slots=True)
class WishRow:
    """A count of wishes beside that of the period before, which is empty for what stands as of the counting."""

    label: str
    now: int
    before: str


def issue_heads() -> list[str]:
    """The heads of the table of hot issues."""
    return [_("热点问题"), _("多少人反映"), _("本期条数"), _("上期条数"), _("变化")]


def wish_heads() -> list[str]:
    """The heads of the table of wishes."""
    return [_("心愿"), _("本期"), _("上期")]


def issue_cells(row: IssueRow) -> list[Any]:
    """A hot issue under `issue_heads`."""
    return [row.name, row.people, row.messages, row.previous, row.trend]


def wish_cells(row: WishRow) -> list[Any]:
    """A count of wishes under `wish_heads`."""
    return [row.label, row.now, row.before]


def issues_shown(issues: tuple[IssueCount, ...] | None, actor: Actor, place_code: str) -> dict[str, Any]:
    """The section of hot issues; `issues` is None where the edition was counted before they were told."""
    if issues is None:
        return {"issues": None, "issue_sentences": []}
    may_open = actor.may(READERS, place_code)
    rows = [
        IssueRow(
            name=one.name,
            url=reverse("centre:hot_issue", args=[one.id]) if may_open else "",
            people=one.people,
            messages=one.messages,
            previous=one.previous,
            trend=str(TRENDS[one.trend][0]),
            tone=TRENDS[one.trend][1],
        )
        for one in issues
    ]
    return {"issues": rows, "issue_heads": issue_heads(), "issue_sentences": _of_issues(issues)}


def _of_issues(issues: tuple[IssueCount, ...]) -> list[str]:
    if not issues:
        return [_("本期没有两个以上的人反映同一个问题。")]
    top = issues[0]
    said = _("本期有 %(n)d 个问题是两个以上的人反映的，说得最多的是“%(name)s”：%(people)d 人，%(messages)d 条。")
    found = [said % {"n": len(issues), "name": top.name, "people": top.people, "messages": top.messages}]
    new = [one.name for one in issues if one.trend == "new"]
    risen = [one.name for one in issues if one.trend == "rising"]
    if new and len(new) < len(issues):
        found.append(_("上期没有、本期新出现的：%(names)s。") % {"names": _names(new)})
    if risen:
        found.append(_("比上期说得更多的：%(names)s，要看一看办到了哪一步。") % {"names": _names(risen)})
    return found


def _names(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


def wishes_shown(wishes: WishCount | None) -> dict[str, Any]:
    """The section of wishes; None as above."""
    if wishes is None:
        return {"wishes": None, "wish_sentences": []}
    rows = [
        WishRow(_("新收到"), wishes.came, str(wishes.came_before)),
        WishRow(_("公示"), wishes.published, str(wishes.published_before)),
        WishRow(_("实现"), wishes.fulfilled, str(wishes.fulfilled_before)),
        WishRow(_("统计时等人认领"), wishes.waiting, ""),
        WishRow(_("统计时已认领、还在办"), wishes.in_hand, ""),
    ]
    shown = [] if wishes.is_empty else rows
    return {"wishes": shown, "wish_heads": wish_heads(), "wish_sentences": _of_wishes(wishes)}


def _of_wishes(wishes: WishCount) -> list[str]:
    if wishes.is_empty:
        return [_("这里本期和上期都没有心愿，也没有等人认领的。")]
    numbers = {"came": wishes.came, "published": wishes.published, "fulfilled": wishes.fulfilled}
    found = [_("本期收到心愿 %(came)d 个，公示 %(published)d 个，实现 %(fulfilled)d 个。") % numbers]
    if wishes.waiting:
        found.append(_("到统计时还有 %(n)d 个在等人认领。") % {"n": wishes.waiting})
    if wishes.in_hand:
        found.append(_("到统计时有 %(n)d 个已经认领，正在办。") % {"n": wishes.in_hand})
    return found
