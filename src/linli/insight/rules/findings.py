"""What the figures of a half-month say, one finding at a time; the door puts each into a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .half_month import Figures, Group
from .measures import Measure

WORTH_SAYING = 2
"""A kind that rose or fell by fewer matters than this says nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` names the sentence, `facts` fill it. `tone` soon or overdue marks what asks for somebody's attention."""

    kind: str
    facts: dict[str, Any]
    tone: str = ""


def findings_of(figures: Figures) -> list[Finding]:
    """In the order one reads them: how much, of what, where, how it went, what to look at."""
    found = [_how_many(figures)]
    found += _of_what(figures) + _where(figures) + _changed(figures)
    found += _answered_in_time(figures) + _done_in_time(figures) + _settled(figures)
    found += _satisfied(figures) + _repeated(figures)
    return found


def _how_many(figures: Figures) -> Finding:
    now, before = figures.counts[Measure.RAISED], figures.previous[Measure.RAISED]
    facts = {"n": now, "before": before, "change": abs(now - before)}
    if not now:
        return Finding("none_raised", facts)
    return Finding("more_raised" if now > before else "fewer_raised" if now < before else "as_many_raised", facts)


def _of_what(figures: Figures) -> list[Finding]:
    all_raised = figures.counts[Measure.RAISED]
    known = [one for one in figures.kinds if one.key and one.raised]
    found = []
    if known:
        top = known[0]
        equal = [one for one in known if one.raised == top.raised]
        if len(equal) == 1:
            found.append(Finding("top_kind", {"name": top.name, "n": top.raised, "percent": _percent(top, all_raised)}))
        elif len(equal) <= 3:
            found.append(Finding("top_kinds", {"names": [one.name for one in equal], "n": top.raised}))
    unknown = next((one.raised for one in figures.kinds if not one.key), 0)
    if unknown:
        found.append(Finding("no_kind_yet", {"n": unknown}))
    return found


def _where(figures: Figures) -> list[Finding]:
    places = [one for one in figures.parts if one.key and one.raised]
    if len(places) < 2 or places[0].raised == places[1].raised:
        return []
    return [Finding("top_place", {"name": places[0].name, "n": places[0].raised})]


def _changed(figures: Figures) -> list[Finding]:
    known = [one for one in figures.kinds if one.key]
    risen = max(known, key=lambda one: one.raised - one.previous, default=None)
    fallen = min(known, key=lambda one: one.raised - one.previous, default=None)
    found = []
    if risen and risen.raised - risen.previous >= WORTH_SAYING:
        found.append(Finding("risen", {"name": risen.name, "before": risen.previous, "n": risen.raised}, "soon"))
    if fallen and fallen.previous - fallen.raised >= WORTH_SAYING:
        found.append(Finding("fallen", {"name": fallen.name, "before": fallen.previous, "n": fallen.raised}))
    return found


def _answered_in_time(figures: Figures) -> list[Finding]:
    due, in_time = figures.counts[Measure.CONTACT_DUE], figures.counts[Measure.CONTACTED]
    return [Finding("contacted", {"due": due, "n": in_time, "late": due - in_time})] if due else []


def _done_in_time(figures: Figures) -> list[Finding]:
    due, late, backlog = (figures.counts[one] for one in (Measure.DUE, Measure.LATE, Measure.BACKLOG))
    found = []
    if due and not late:
        found.append(Finding("all_on_time", {"due": due}))
    elif due:
        found.append(Finding("late", {"due": due, "n": due - late, "late": late}, "soon"))
    if backlog:
        found.append(Finding("backlog", {"n": backlog}, "overdue"))
    return found


def _settled(figures: Figures) -> list[Finding]:
    closed = figures.counts[Measure.CLOSED]
    here = figures.counts[Measure.SETTLED_GRID] + figures.counts[Measure.SETTLED_COMMUNITY]
    if not closed:
        return []
    return [Finding("settled_here" if here == closed else "settled", {"n": closed, "here": here})]


def _satisfied(figures: Figures) -> list[Finding]:
    counts = figures.counts
    found = []
    if counts[Measure.ANSWERED]:
        found.append(Finding("solved", {"answered": counts[Measure.ANSWERED], "n": counts[Measure.SOLVED]}))
    if counts[Measure.RATED]:
        names = (Measure.RATED, Measure.SATISFIED, Measure.BASICALLY, Measure.DISSATISFIED)
        found.append(Finding("satisfaction", {one.value: counts[one] for one in names}))
    unhappy = [one for one in figures.kinds if one.key and one.dissatisfied]
    if unhappy:
        most = max(unhappy, key=lambda one: one.dissatisfied)
        found.append(Finding("dissatisfied_most", {"name": most.name, "n": most.dissatisfied}, "soon"))
    return found


def _repeated(figures: Figures) -> list[Finding]:
    again = figures.counts[Measure.REPEATED]
    if not again:
        return []
    most = max((one for one in figures.kinds if one.key), key=lambda one: one.repeated)
    return [Finding("repeated", {"n": again, "name": most.name, "most": most.repeated}, "soon")]


def _percent(group: Group, whole: int) -> int:
    return round(group.raised * 100 / whole)
