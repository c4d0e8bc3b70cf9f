"""How activities are told: places, times, tones."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext

from linli.activities.queries.activity_page import ActivityPage
from linli.activities.rules import ActivityState, NeedState, SignUpState
from linli.doors.look.words_for_time import when_words
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI

TONES = {
    ActivityState.DRAFT: "calm",
    ActivityState.PUBLISHED: "accent",
    ActivityState.HELD: "soon",
    ActivityState.SETTLED: "settled",
    ActivityState.CANCELLED: "overdue",
    SignUpState.CONFIRMED: "settled",
    SignUpState.WAITING: "soon",
    SignUpState.WITHDRAWN: "calm",
    NeedState.OPEN: "accent",
    NeedState.PLANNED: "settled",
    NeedState.HELD: "settled",
    NeedState.DECLINED: "calm",
}


def state_of(page: ActivityPage) -> dict[str, str]:
    """The word and the tone of where an activity stands; full is said where it is."""
    if page.is_full:
        return {"label": gettext("已满，可候补"), "tone": "soon"}
    if page.state is ActivityState.PUBLISHED and not page.takes_sign_ups:
        return {"label": gettext("不用报名，直接来"), "tone": "accent"}
    if page.state is ActivityState.PUBLISHED and not page.can_sign_up:
        return {"label": gettext("报名已截止"), "tone": "calm"}
    return {"label": gettext(page.state.label), "tone": TONES[page.state]}


def places_words(page: ActivityPage) -> str:
    """还剩 5 个名额；已满，前面候补 2 人。"""
    if not page.takes_sign_ups:
        return ""
    if page.capacity is None:
        return ngettext("不限名额，已报 %(n)d 人", "不限名额，已报 %(n)d 人", page.taken) % {"n": page.taken}
    if page.is_full:
        return gettext("名额 %(all)d，已满；候补 %(n)d 人") % {"all": page.capacity, "n": page.waiting}
    left = page.capacity - page.taken
    return gettext("名额 %(all)d，还剩 %(n)d") % {"all": page.capacity, "n": left}


def span_words(page: ActivityPage) -> str:
    """11月22日 周日 14:30—16:00。"""
    first, last, now = page.starts_at.astimezone(SHANGHAI), page.ends_at.astimezone(SHANGHAI), clock.now()
    if first.date() == last.date():
        return f"{when_words(page.starts_at, now=now)}—{last:%H:%M}"
    return f"{when_words(page.starts_at, now=now)}—{when_words(page.ends_at, now=now)}"


def card_of(page: ActivityPage) -> dict[str, Any]:
    """An activity as a card or a row shows it."""
    return {
        "page": page,
        "state": state_of(page),
        "places": places_words(page),
        "span": span_words(page),
        "groups": [gettext(group.label) for group in page.groups],
        "kind": gettext(page.kind.label),
    }
