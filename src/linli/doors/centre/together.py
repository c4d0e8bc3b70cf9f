"""Wishes, needs, halls, votes, volunteers, forms: what people bring about together, in the same table at every level, and what
forms ask of those who fill them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.cases.actions.record_case_export import record_case_export
from linli.cases.rules import Rate
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import Workbook
from linli.insight.overview import READERS
from linli.insight.room_indicators import RoomIndicators, RoomRow, room_indicators, room_rate, room_rows
from linli.insight.rooms_counted import ROOM_BY_CODE, ROOM_INDICATORS, RoomIndicator
from linli.insight.rules.indicators import Part
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.places.queries import place_facts

from .indicator_sheets import indicators_sheet, places_sheet
from .indicator_shown import (
    AskedIndicators,
    IndicatorRow,
    PlaceLine,
    changed_words,
    indicators_url,
    percent,
    query_of,
    read_asked_indicators,
    span_frame,
)
from .shown import word_for_level
from .span_form import SpanForm

PAGE, ROWS = "centre:together", "centre:together_rows"

SIDE_BY_SIDE = ("wishes", "needs", "motions", "resolutions", "turnout", "volunteers")

_PAGE_OF = {
    "wishes": ("staff:wish", "code"),
    "needs": ("staff:need", "id"),
    "projects": ("staff:project", "id"),
    "motions": ("staff:motion", "code"),
    "resolutions": ("staff:motion", "code"),
    "turnout": ("staff:vote", "code"),
    "activities": ("staff:activity", "id"),
    "volunteers": ("staff:volunteer", "id"),
}
"""Where a row is read in full. What was filled into a form has no page of its own here."""


@require_safe
@staff_page(roles=READERS)
def together_page(request: StaffRequest) -> HttpResponse:
    """`?place=` a place the reader answers for, `?from=` and `?to=` the days. Nine statements with the frame."""
    asked = read_asked_indicators(request.actor, request.GET)
    page = room_indicators(request.actor, asked.place, asked.period)
    return request.show("centre/together.html", form=SpanForm(query_of(asked)), **_shown(request.actor, asked, page))


@require_safe
@staff_page(roles=READERS)
def together_rows(request: StaffRequest) -> HttpResponse:
    """The rows of `?indicator=`'s `?part=` (numerator or denominator). Raises `NotFound` for others."""
    asked = read_asked_indicators(request.actor, request.GET)
    code, part = request.GET.get("indicator", ""), request.GET.get("part", "")
    one = ROOM_BY_CODE.get(code)
    if one is None or part not in set(Part):
        raise NotFound("list", part)
    page = read_page(request, lambda at: room_rows(asked.place, asked.period, code, Part(part), at))
    return request.show(
        "centre/together_rows.html",
        label=_(one.label),
        formula=_(one.formula),
        part=_("分子") if part == Part.NUMERATOR else _("分母"),
        place_name=place_facts(asked.place).short if asked.place else _("整个平台"),
        first=asked.period.first,
        last=asked.period.last,
        is_now=one.is_now,
        weighs=bool(one.below),
        back_url=indicators_url(asked, PAGE),
        page=page,
        rows=[{"row": row, "url": _url_of(code, row)} for row in page.items],
    )


@require_POST
@staff_page(roles=READERS)
def export_together(request: StaffRequest) -> HttpResponse:
    """The tables of the page as a workbook, without names of persons. The export is recorded."""
    asked = read_asked_indicators(request.actor, request.POST)
    shown = _shown(request.actor, asked, room_indicators(request.actor, asked.place, asked.period))
    record_case_export(actor=request.actor, key=read_key(request), asked={**query_of(asked), "list": "together"})
    book = Workbook()
    claims = (_("心愿认领中位天数"), shown["claim_days"] or "", "", shown["claimed"])
    indicators_sheet(book, _("共治"), shown, _("上期"), [claims])
    again = [(words,) for words in (_("几张表都在问的"), *shown["again"])]
    burden = [(label, "" if value is None else float(value)) for label, value in shown["burden"]]
    book.sheet(_("减负"), [_("减负"), _("数")], [*burden, *again])
    places_sheet(book, shown)
    name = f"{_('共治与减负')}-{shown['place_name']}-{asked.period.first:%Y%m%d}-{asked.period.last:%Y%m%d}.xlsx"
    return FileResponse(book.close(), as_attachment=True, filename=name)


def _shown(actor: Actor, asked: AskedIndicators, page: RoomIndicators) -> dict[str, Any]:
    def at(place: str) -> str:
        return indicators_url(asked._replace(place=place), PAGE)

    def name(code: str) -> str:
        return page.names.get(code) or code if code else _("整个平台")

    burden = page.burden
    return {
        **span_frame(actor, asked._replace(with_last_year=False), PAGE, page.above, page.names),
        "rows": [_row(one, page, asked) for one in ROOM_INDICATORS],
        "burden": [
            (_("登记在册、正在填的表单"), burden.forms),
            (_("不止一张表在问的项"), len(burden.again)),
            (_("本期填了几次"), burden.fillings),
            (_("本期手填的项"), burden.typed),
            (_("本期自动带出的项"), burden.prefilled),
            (_("平均每位网格员每周手填的项"), burden.typed_a_week(asked.period)),
        ],
        "claim_days": page.claim_days,
        "claimed": page.claimed,
        "again": burden.again,
        "below_word": word_for_level(page.below),
        "heads": [_(ROOM_BY_CODE[code].label) for code in SIDE_BY_SIDE],
        "places": [
            PlaceLine(
                name=name(code) if len(code) > len(asked.place) else _("未落到下一级"),
                url=at(code) if len(code) > len(asked.place) else "",
                cells=[_cell(one, counts) for one in SIDE_BY_SIDE],
            )
            for code, counts in page.places
        ],
    }


def _row(one: RoomIndicator, page: RoomIndicators, asked: AskedIndicators) -> IndicatorRow:
    rate, before = room_rate(one, page.counts), room_rate(one, page.previous)
    urls = {part: indicators_url(asked, ROWS, indicator=one.code, part=part.value) for part in Part}
    return IndicatorRow(
        label=_(one.label),
        value=_value(one, rate),
        numerator=f"{rate.numerator.quantize(Decimal('0.1')).normalize():f}",
        numerator_url=urls[Part.NUMERATOR] if rate.numerator else "",
        denominator=rate.denominator,
        denominator_url=urls[Part.DENOMINATOR] if rate.denominator else "",
        before=_value(one, before) and f"{_value(one, before)} ({before.base})",
        change="" if one.is_time else changed_words(rate, before),
        formula=_(one.formula),
        remark="",
    )


def _value(one: RoomIndicator, rate: Rate) -> str:
    """A share as per cent, a time as hours; empty where there is nothing to divide."""
    if not one.is_time:
        return percent(rate)
    return "" if rate.value is None else _("%(n)s 小时") % {"n": f"{rate.value:.1f}"}


def _cell(code: str, counts: dict[str, tuple[int, int]]) -> tuple[str, str, str]:
    one = ROOM_BY_CODE[code]
    rate = room_rate(one, counts)
    return _(one.label), _value(one, rate), rate.base if rate.denominator else ""


def _url_of(code: str, row: RoomRow) -> str:
    name, column = _PAGE_OF.get(code, ("", ""))
    value = getattr(row, column) if name else ""
    return reverse(name, args=[value]) if value else ""
