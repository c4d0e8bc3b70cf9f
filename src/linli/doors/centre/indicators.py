"""The indicators: one page for every jurisdiction, each number a click from its rows."""

from __future__ import annotations

from itertools import zip_longest

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.cases.actions.record_case_export import record_case_export
from linli.doors.deed_key import read_key
from linli.doors.look.words_for_time import duration_words
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import Workbook
from linli.insight.indicators import Part, indicator_rows, indicators
from linli.insight.overview import READERS
from linli.insight.rate_terms import terms_for
from linli.insight.rules.indicators import BY_CODE
from linli.kernel.errors import NotFound
from linli.places.queries import place_facts

from .asked import case_url
from .indicator_sheets import indicators_sheet, places_sheet
from .indicator_shown import formula_words, indicators_url, query_of, read_asked_indicators, shown_indicators
from .span_form import SpanForm


@require_safe
@staff_page(roles=READERS)
def indicators_page(request: StaffRequest) -> HttpResponse:
    """`?place=` a place the reader answers for, `?from=` and `?to=` the days. Ten statements with the frame."""
    asked = read_asked_indicators(request.actor, request.GET)
    page = indicators(request.actor, asked.place, asked.period, asked.compared)
    return request.show(
        "centre/indicators.html", form=SpanForm(query_of(asked)), **shown_indicators(request.actor, asked, page)
    )


@require_safe
@staff_page(roles=READERS)
def indicator_cases(request: StaffRequest) -> HttpResponse:
    """The cases of `?indicator=`'s `?part=` (numerator or denominator). Raises `NotFound` for others."""
    asked = read_asked_indicators(request.actor, request.GET)
    indicator = BY_CODE.get(request.GET.get("indicator", ""))
    part = request.GET.get("part", "")
    if indicator is None or part not in set(Part):
        raise NotFound("list", part)
    page = read_page(request, lambda at: indicator_rows(asked.place, asked.period, indicator, Part(part), at))
    return request.show(
        "centre/indicator_rows.html",
        label=_(indicator.label),
        formula=formula_words(indicator, terms_for(asked.place)),
        part=_("分子") if part == Part.NUMERATOR else _("分母"),
        place_name=place_facts(asked.place).short if asked.place else _("整个平台"),
        first=asked.period.first,
        last=asked.period.last,
        back_url=indicators_url(asked),
        page=page,
        rows=[{"line": line, "url": case_url(line.code)} for line in page.items],
    )


@require_POST
@staff_page(roles=READERS)
def export_indicators(request: StaffRequest) -> HttpResponse:
    """The tables of the page as a workbook, without names of persons. The export is recorded."""
    asked = read_asked_indicators(request.actor, request.POST)
    shown = shown_indicators(request.actor, asked, indicators(request.actor, asked.place, asked.period, asked.compared))
    record_case_export(actor=request.actor, key=read_key(request), asked={**query_of(asked), "list": "indicators"})
    spans = ((_("处置时长中位数"), shown["median"]), (_("处置时长 P90"), shown["p90"]))
    book = Workbook()
    indicators_sheet(
        book, _("指标"), shown, _("对比期"), [(words, duration_words(span) if span else "") for words, span in spans]
    )
    heads = [words for one in shown["trends"] for words in (_("时间"), one["title"])]
    points = zip_longest(*(one["points"] for one in shown["trends"]), fillvalue=("", ""))
    book.sheet(_("走势"), heads, [[part for point in line for part in point] for line in points])
    places_sheet(book, shown)
    name = f"{_('指标')}-{shown['place_name']}-{asked.period.first:%Y%m%d}-{asked.period.last:%Y%m%d}.xlsx"
    return FileResponse(book.close(), as_attachment=True, filename=name)
