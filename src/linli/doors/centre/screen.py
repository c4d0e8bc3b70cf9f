"""The governance centre's wall (政务大屏): read from across the room, renewed each minute, without anybody's data.

A screen that hangs there day and night signs in with an account of its own (`Role.WALL`): it sees the wall of its place and below,
opens nothing else and never idles out. Somebody's own session shows the wall too, and ends as anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.look.words_for_time import span_words
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.counted import Counted
from linli.insight.overview import Overview, chosen_place
from linli.insight.screen import SPAN, WATCHERS, Screen, screen
from linli.insight.trends import kind_names
from linli.places.queries.place_shapes import place_shapes

from .asked import Asked, overview_url, rows_url
from .hot_issue_words import shown_line
from .shown import name_of_place, share, word_for_level

MOST_PLACES = 5
REMEMBERED_SECONDS = 900
MOST_OLDEST = 4
COLUMNS = (Counted.OPEN, Counted.DUE_SOON, Counted.OVERDUE, Counted.TO_DECIDE, Counted.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A number somebody has to act on; `url` opens its rows and is empty for none."""

    label: str
    value: int
    words: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place below with its counts in the order of the columns: value and tone."""

    name: str
    url: str
    cells: list[tuple[str, int, str]]


@require_safe
@staff_page(roles=WATCHERS, renews_itself=True)
def screen_page(request: StaffRequest) -> HttpResponse:
    """`?place=` is a place the reader answers for (the widest by default). Nine statements with the frame, besides borders and names of kinds, which are
    kept in memory."""
    asked = Asked(chosen_place(request.actor, request.GET.get("place", "").strip(), WATCHERS), SPAN)
    template = "centre/screen_sheet.html" if request.htmx else "centre/screen.html"
    leads_on = not request.actor.only_looks
    return request.show(template, **_shown(asked, screen(request.actor, asked.place), leads_on))


def screen_url(place: str) -> str:
    """The wall of a place."""
    return f"{reverse('centre:screen')}?{urlencode({'place': place})}"


def _shown(asked: Asked, wall: Screen, leads_on: bool) -> dict[str, Any]:
    """The template's variables; `leads_on` says whether numbers open their rows."""
    page, total = wall.overview, wall.overview.total
    due, in_time = sum(one.due for one in page.arrivals), sum(one.in_time for one in page.arrivals)
    return {
        "at": page.at,
        "place_name": name_of_place(page, asked.place),
        "own_url": screen_url(asked.place),
        "overview_url": overview_url(asked),
        "leads_on": leads_on,
        "waiting": _waiting(asked, wall, leads_on),
        "oldest": [
            {
                "place": one.place,
                "holder": one.holder or _("还没有派出"),
                "late": "" if one.uncertain_years else span_words(page.at - one.due_at),
            }
            for one in page.oldest[:MOST_OLDEST]
        ],
        "open": total.counts[Counted.OPEN],
        "suspended": total.counts[Counted.SUSPENDED],
        "settled": total.settled,
        "span": SPAN,
        "arrived": {"value": share(in_time, due) or None, "part": in_time, "whole": due},
        "local": {
            "value": share(total.settled_in_community, total.settled) or None,
            "part": total.settled_in_community,
            "whole": total.settled,
        },
        "trend_title": _("每天反映和结案：近 %(days)d 天反映 %(raised)d 件，结案 %(closed)d 件")
        % {
            "days": SPAN,
            "raised": sum(raised for _day, raised, _closed in wall.days),
            "closed": sum(closed for _day, _raised, closed in wall.days),
        },
        "trend": [(f"{day.month}-{day.day}", raised, closed) for day, raised, closed in wall.days],
        "trend_names": [_("反映"), _("结案")],
        "late_map": _late_map(page, asked),
        "late_heads": [_("逾期占在办")],
        "late_title": _("逾期占在办 %(share)s")
        % {"share": share(total.counts[Counted.OVERDUE], total.counts[Counted.OPEN]) or "0%"},
        "kinds": _kinds(asked, wall),
        "issues": [shown_line(line) for line in wall.issues],
        "below_word": word_for_level(page.below),
        "columns": [_(one.label) for one in COLUMNS],
        "places": [
            PlaceLine(
                name=name_of_place(page, row.code) if len(row.code) > len(asked.place) else _("未落到下一级"),
                url=screen_url(row.code) if len(row.code) > len(asked.place) else "",
                cells=[(str(_(one.label)), row.counts[one], _tone(one, row.counts[one])) for one in COLUMNS],
            )
            for row in page.places[:MOST_PLACES]
        ],
        "more_places": max(0, len(page.places) - MOST_PLACES),
    }


def _waiting(asked: Asked, wall: Screen, leads_on: bool) -> list[Waiting]:
    total = wall.overview.total
    old = total.late_over_a_week
    late_words = _("其中 %(n)d 件已超过 7 天") % {"n": old} if old else _("办理时限已过")
    found = (
        (Counted.TO_DECIDE, _("延期、作废、不合理、申诉"), "soon"),
        (Counted.RETURNED_TWICE, _("要协调谁来办"), "soon"),
        (Counted.OVERDUE, late_words, "overdue"),
        (Counted.DUE_SOON, _("24 小时内到期"), "soon"),
        (Counted.TO_FILE, _("刚反映，等人受理"), ""),
    )
    return [
        Waiting(
            str(_(one.label)),
            total.counts[one],
            words,
            tone if total.counts[one] else "",
            rows_url(one, asked) if total.counts[one] and leads_on else "",
        )
        for one, words, tone in found
    ]


def _late_map(page: Overview, asked: Asked) -> list[dict[str, Any]]:
    """The places below by the share of what they have in hand that is overdue; empty unless the ground of two is known."""
    level = page.below
    grounds = place_shapes(asked.place, level, kept=True) if level else {}
    counts = {row.code: row.counts for row in page.places if level and len(row.code) == level}
    places = []
    for code in sorted({*counts, *grounds}):
        late, open_now = (counts[code][one] if code in counts else 0 for one in (Counted.OVERDUE, Counted.OPEN))
        value = round(late * 100 / open_now) if open_now else None
        words = f"{value}% ({late}/{open_now})" if open_now else _("没有在办的事")
        places.append(
            {
                "label": page.names.get(code, ""),
                "value": value,
                "words": words,
                "cells": [words],
                "rings": grounds.get(code, ()),
            }
        )
    return places if sum(bool(one["rings"]) for one in places) > 1 else []


def _kinds(asked: Asked, wall: Screen) -> list[dict[str, Any]]:
    """The most frequent kinds of the span, each beside as many days before."""
    if not wall.kinds:
        return []
    key = f"wall:kinds:{asked.place}"
    names = cache.get_or_set(key, lambda: kind_names(asked.place), REMEMBERED_SECONDS)
    return [
        {"label": names.get(kind, kind), "value": now, "base": _("前 %(days)d 天 %(n)d") % {"days": SPAN, "n": before}}
        for kind, now, before in wall.kinds
    ]


def _tone(one: Counted, count: int) -> str:
    return {Counted.OVERDUE: "overdue", Counted.DUE_SOON: "soon"}.get(one, "") if count else ""
