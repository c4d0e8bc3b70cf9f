"""The overview as its page, its paper and its workbook show it: every number with its base and the way to its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.cases.rules import State
from linli.doors.look.words_for_time import span_words
from linli.insight.counted import AGES, SETTLED, Counted
from linli.insight.overview import DAYS, Overview, homes_of
from linli.insight.where_overdue import PlaceCounts
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel

from .asked import Asked, case_url, overview_url, rows_url

COLUMNS = (
    Counted.OPEN,
    Counted.TO_FILE,
    Counted.DUE_SOON,
    Counted.OVERDUE,
    Counted.RETURNED,
    Counted.RETURNED_TWICE,
    Counted.TO_DECIDE,
    Counted.SUSPENDED,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the table; `url` opens its rows and is empty for nothing to open."""

    label: str
    value: int
    url: str
    tone: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with its numbers; `url` goes one level down, empty where there is nothing below."""

    name: str
    url: str
    numbers: list[Number]
    late_since: str
    settled: int
    settled_in_community: int


def shown(actor: Actor, asked: Asked, page: Overview) -> dict[str, Any]:
    """The template's variables."""
    total = page.total
    arrived_due, arrived_in_time = sum(a.due for a in page.arrivals), sum(a.in_time for a in page.arrivals)
    return {
        "page": page,
        "asked": asked,
        "print_url": overview_url(asked, "centre:print"),
        "place_name": name_of_place(page, asked.place),
        "way_down": [
            *({"label": name_of_place(page, code), "url": overview_url(Asked(code, asked.days))} for code in page.above),
            {"label": name_of_place(page, asked.place)},
        ],
        "homes": [
            {"label": page.names.get(home, home), "url": overview_url(Asked(home, asked.days)),
             "current": asked.place.startswith(home)}
            for home in homes_of(actor)
        ],
        "spans": [
            {"label": _("近 %(days)d 天") % {"days": days}, "url": overview_url(Asked(asked.place, days)),
             "current": days == asked.days}
            for days in DAYS
        ],
        "below_word": word_for_level(page.below),
        "columns": [str(_(one.label)) for one in COLUMNS],
        "rows": [place_row(page, row, asked) for row in page.places],
        "total": place_row(page, total, asked),
        "total_counts": {one.name: total.counts[one] for one in Counted},
        "urls": {one.name: rows_url(one, asked) for one in Counted},
        "ages_title": _ages_title(total),
        "ages": _bars(AGES, total, asked, lambda one: "overdue" if AGES[one][0] >= 7 else "soon"),
        "settled_title": _settled_title(total),
        "settled": [
            {**bar, "base": share(total.counts[one], total.settled)}
            for one, bar in zip(SETTLED, _bars(SETTLED, total, asked, lambda one: "settled"), strict=True)
        ],
        "arrived_due": arrived_due,
        "arrived_in_time": arrived_in_time,
        "arrived_share": share(arrived_in_time, arrived_due) or None,
        "settled_share": share(total.settled_in_community, total.settled) or None,
        "oldest": [{"line": line, "url": case_url(line.code), "state": State(line.state)} for line in page.oldest],
    }  # fmt: skip


def place_row(page: Overview, row: PlaceCounts, asked: Asked) -> PlaceRow:
    """One line of the table."""
    here = Asked(row.code, asked.days)
    is_below = len(row.code) > len(asked.place)
    return PlaceRow(
        name=name_of_place(page, row.code) if is_below else _("未落到下一级"),
        url=overview_url(here) if is_below and row.code else "",
        numbers=[
            Number(
                str(_(one.label)),
                row.counts[one],
                rows_url(one, here) if row.counts[one] and (is_below or row is page.total) else "",
                _tone(one) if row.counts[one] else "",
            )
            for one in COLUMNS
        ],
        late_since=late_since(row, page.at),
        settled=row.settled,
        settled_in_community=row.settled_in_community,
    )


def name_of_place(page: Overview, code: str) -> str:
    """The place's own name; the whole platform has none."""
    return page.names.get(code) or (code if code else _("整个平台"))


def word_for_level(level: PlaceLevel | None) -> str:
    """What the places of the table are."""
    return {
        PlaceLevel.PROVINCE: _("省"),
        PlaceLevel.CITY: _("市"),
        PlaceLevel.COUNTY: _("区县"),
        PlaceLevel.STREET: _("街道"),
        PlaceLevel.COMMUNITY: _("社区"),
        PlaceLevel.GRID: _("网格"),
        None: _("网格"),
    }[level]


def share(part: int, whole: int) -> str:
    """A share in whole per cent; empty where there is nothing to divide (standards.zh.md §9: 分母 0 返回 null)."""
    return f"{part * 100 / whole:.0f}%" if whole else ""


def late_since(row: PlaceCounts, now: datetime) -> str:
    """For how long the oldest has been overdue, in its largest unit; empty when nothing is."""
    return span_words(now - row.oldest_due_at) if row.oldest_due_at else ""


def _tone(one: Counted) -> str:
    return {Counted.OVERDUE: "overdue", Counted.DUE_SOON: "soon", Counted.RETURNED_TWICE: "soon"}.get(one, "")


def _bars(which: Any, total: PlaceCounts, asked: Asked, tone: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": _(one.label),
            "value": total.counts[one],
            "url": rows_url(one, asked) if total.counts[one] else "",
            "tone": tone(one),
        }
        for one in which
    ]


def _ages_title(total: PlaceCounts) -> str:
    late = total.counts[Counted.OVERDUE]
    if not late:
        return _("没有逾期的事")
    if not total.late_over_a_week:
        return _("逾期 %(late)d 件，都在 7 天以内") % {"late": late}
    return _("逾期 %(late)d 件，其中 %(old)d 件已超过 7 天") % {"late": late, "old": total.late_over_a_week}


def _settled_title(total: PlaceCounts) -> str:
    if not total.settled:
        return _("这段时间没有办结的事")
    words = _("办结 %(all)d 件，%(here)d 件没有出社区（%(share)s）")
    here = total.settled_in_community
    return words % {"all": total.settled, "here": here, "share": share(here, total.settled)}
