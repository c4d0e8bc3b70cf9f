"""What people raise, kind by kind, in the same table at every level; a large kind opens its small ones, a number its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.cases.actions.record_case_export import record_case_export
from linli.cases.rules import Rate
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.insight.indicators import rate_of, rows_of
from linli.insight.kinds import TOLD, KindLine, Kinds, kinds_page
from linli.insight.overview import READERS
from linli.insight.rules import Measure
from linli.insight.rules.indicators import BY_CODE
from linli.insight.rules.marks import NO_KIND
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.places.queries import place_facts

from .asked import case_url
from .indicator_shown import (
    AskedIndicators,
    indicators_url,
    offered_comparisons,
    percent,
    query_of,
    read_asked_indicators,
    span_frame,
)
from .span_form import SpanForm

PAGE, ROWS = "centre:kinds", "centre:kind_rows"
NUMBERS = (Measure.CLOSED, Measure.LATE, Measure.REPEATED)


@dataclass(frozen=True, slots=True)
class KindRow:
    """A line of the table: each number with the address of its rows, empty for none."""

    name: str
    url: str
    raised: int
    raised_url: str
    before: int
    change: str
    numbers: list[tuple[str, int, str]]
    on_time: tuple[str, str]
    satisfied: tuple[str, str]


@require_safe
@staff_page(roles=READERS)
def kinds_of_a_place(request: StaffRequest) -> HttpResponse:
    """`?place=`, `?from=`, `?to=`, `?with=` as on the indicators, `?kind=` a large kind to open. Nine statements with the frame."""
    asked, page = _read(request.actor, request.GET)
    form = SpanForm(query_of(asked), beside=offered_comparisons())
    return request.show("centre/kinds.html", form=form, **_shown(request.actor, asked, page))


@require_safe
@staff_page(roles=READERS)
def kind_rows(request: StaffRequest) -> HttpResponse:
    """The cases of `?kind=` that the measure `?of=` counts. Raises `NotFound` for another measure or what is no kind."""
    asked = read_asked_indicators(request.actor, request.GET)
    measure = next((one for one in TOLD if one.value == request.GET.get("of", "")), None)
    kind = _kind(request.GET)
    if measure is None:
        raise NotFound("list", request.GET.get("of", ""))
    page = read_page(request, lambda at: rows_of(asked.place, asked.period, [measure], kind, at))
    return request.show(
        "centre/indicator_rows.html",
        label=_("各类事项"),
        formula=_("只看这一类") if kind else "",
        part=_(measure.label),
        place_name=place_facts(asked.place).short if asked.place else _("整个平台"),
        first=asked.period.first,
        last=asked.period.last,
        back_url=indicators_url(asked, PAGE),
        page=page,
        rows=[{"line": line, "url": case_url(line.code)} for line in page.items],
    )


@require_POST
@staff_page(roles=READERS)
def export_kinds(request: StaffRequest) -> FileResponse:
    """The table of the page. The export is recorded."""
    asked, page = _read(request.actor, request.POST)
    shown = _shown(request.actor, asked, page)
    given = {**query_of(asked), "list": "kinds", "kind": page.parent}
    record_case_export(actor=request.actor, key=read_key(request), asked=given)
    heads = [_("类别"), _("本期反映"), _("对比期"), _("变化"), *shown["heads"], _("按期办结率"), "", _("满意率"), ""]
    title = f"{shown['what']}-{shown['place_name']}-{asked.period.first:%Y%m%d}-{asked.period.last:%Y%m%d}"
    return table_file(
        title,
        heads,
        (
            [
                *(one.name, one.raised, one.before, one.change),
                *(value for _label, value, _url in one.numbers),
                *one.on_time,
                *one.satisfied,
            ]
            for one in shown["rows"]
        ),
    )


def _read(actor: Actor, given: Mapping[str, str]) -> tuple[AskedIndicators, Kinds]:
    asked = read_asked_indicators(actor, given)
    kind = _kind(given)
    parent = kind if len(kind) == 2 else ""
    return asked, kinds_page(actor, asked.place, asked.period, asked.compared, parent)


def _kind(given: Mapping[str, str]) -> str:
    kind = given.get("kind", "")
    if kind and kind != NO_KIND and not (len(kind) in (2, 4) and kind.isascii() and kind.isdigit()):
        raise NotFound("list", kind)
    return kind


def _shown(actor: Actor, asked: AskedIndicators, page: Kinds) -> dict[str, Any]:
    more = {"kind": page.parent} if page.parent else {}
    rows = [_row(one, page, asked) for one in page.lines]
    raised, before = sum(one.raised for one in rows), sum(one.before for one in rows)
    what = page.parent_name if page.parent else _("各类事项")
    return {
        **span_frame(actor, asked, PAGE, page.above, page.names, **more),
        "what": what,
        "sub": _("每个数字点开就是那些事。"),
        "export_url": reverse("centre:export_kinds"),
        "all_kinds_url": indicators_url(asked, PAGE) if page.parent else "",
        "can_open": page.can_open,
        "heading": _("反映 %(raised)d 件，对比期 %(before)d 件") % {"raised": raised, "before": before},
        "heads": [_(one.label) for one in NUMBERS],
        "rows": rows,
    }


def _row(one: KindLine, page: Kinds, asked: AskedIndicators) -> KindRow:
    def rows(measure: Measure) -> str:
        if not one.counts[measure]:
            return ""
        return f"{reverse(ROWS)}?{urlencode({**query_of(asked), 'kind': one.code, 'of': measure.value})}"

    raised = one.counts[Measure.RAISED]
    change = raised - one.before
    opens = page.can_open and not page.parent and one.code != NO_KIND
    on_time, satisfied = (rate_of(BY_CODE[code], one.counts, page.terms) for code in ("on_time", "satisfy"))
    return KindRow(
        name=one.name or _("还没有归类"),
        url=indicators_url(asked, PAGE, kind=one.code) if opens else "",
        raised=raised,
        raised_url=rows(Measure.RAISED),
        before=one.before,
        change=f"{'+' if change > 0 else '−'}{abs(change)}" if change else "",
        numbers=[(_(measure.label), one.counts[measure], rows(measure)) for measure in NUMBERS],
        on_time=_rate(on_time),
        satisfied=_rate(satisfied),
    )


def _rate(rate: Rate) -> tuple[str, str]:
    return percent(rate), rate.base if rate.denominator else ""
