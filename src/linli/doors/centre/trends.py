"""How it went over time: beside the span before and the same days last year, place by place, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.cases.actions.record_case_export import record_case_export
from linli.doors.deed_key import read_key
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import Workbook
from linli.insight.overview import READERS
from linli.insight.trends import COURSE_BY_CODE, COURSES, Course, Line, Trends, trends
from linli.kernel.actor import Actor

from .indicator_shown import AskedIndicators, indicators_url, query_of, read_asked_indicators, span_frame
from .shown import word_for_level
from .span_form import SpanForm

PAGE = "centre:trends"
MOST_PLACES = 24
MOST_KINDS = 12


@require_safe
@staff_page(roles=READERS)
def trends_page(request: StaffRequest) -> HttpResponse:
    """`?of=` a number or an indicator, `?place=`, `?from=`, `?to=` as on the indicators. Nine statements with the frame."""
    asked, course = _asked(request.actor, request.GET)
    page = trends(request.actor, asked.place, asked.period, course)
    form = SpanForm(query_of(asked) | {"of": course.code}, [(one.code, _(one.label)) for one in COURSES])
    return request.show("centre/trends.html", form=form, **_shown(request.actor, asked, page))


@require_POST
@staff_page(roles=READERS)
def export_trends(request: StaffRequest) -> FileResponse:
    """The tables of the page, all places and kinds. The export is recorded."""
    asked, course = _asked(request.actor, request.POST)
    page = trends(request.actor, asked.place, asked.period, course)
    shown = _shown(request.actor, asked, page)
    given = {**query_of(asked), "list": "trends", "of": course.code}
    record_case_export(actor=request.actor, key=read_key(request), asked=given)
    book, head = Workbook(), [shown["part_word"]]
    book.sheet(_("走势"), [*head, *shown["names"]], shown["points"])
    places = [(_place_name(page, code), line) for code, line in page.places]
    for title, lines in ((_("各%(level)s") % {"level": shown["below_word"]}, places), (_("各类事项"), page.kinds)):
        book.sheet(title, head + [name for name, _line in lines], _points(page, [line for _name, line in lines]))
    name = f"{_('走势')}-{shown['place_name']}-{shown['course']}-{asked.period.first:%Y%m%d}-{asked.period.last:%Y%m%d}.xlsx"
    return FileResponse(book.close(), as_attachment=True, filename=name)


def _asked(actor: Actor, given: Any) -> tuple[AskedIndicators, Course]:
    asked = read_asked_indicators(actor, given)
    return asked._replace(with_last_year=False), COURSE_BY_CODE.get(given.get("of", ""), COURSES[0])


def _shown(actor: Actor, asked: AskedIndicators, page: Trends) -> dict[str, Any]:
    course = page.course
    more = {"of": course.code}
    beside = [
        (words, line)
        for words, line in ((_("上期"), page.previous), (_("去年同期"), page.last_year))
        if line.numerator or line.denominator
    ]
    lines = [(_("本期"), page.now), *beside]
    places = page.places[:MOST_PLACES] if len(page.places) > 1 else ()
    kinds = page.kinds[:MOST_KINDS]
    return {
        **span_frame(actor, asked, PAGE, page.above, page.names, **more),
        "export_url": reverse("centre:export_trends"),
        "sub": _("按月看，每个月一点。") if page.by_month else _("按天看，每天一点。"),
        "course": _(course.label),
        "unit": "%" if course.below else _("件"),
        "part_word": _("月份") if page.by_month else _("日期"),
        "title": _finding(page),
        "names": [words for words, _line in lines],
        "points": _points(page, [line for _words, line in lines]),
        "source": _("各期的第一天对齐；本期没有过完的，只和前面同样多的天数比。") if beside else "",
        "below_word": word_for_level(page.below),
        "places": [
            {"label": _place_name(page, code), "words": _total(course, line), "url": _url(page, asked, code, more)}
            for code, line in places
        ],
        "places_points": _points(page, [line for _code, line in places]),
        "places_title": _most(course, [(_place_name(page, code), line) for code, line in places]),
        "more_places": max(0, len(page.places) - MOST_PLACES),
        "kinds": [
            {"label": name, "words": _("%(n)d 件") % {"n": line.numerator}} for name, line in kinds if line.numerator
        ],
        "kinds_points": _points(page, [line for _name, line in kinds if line.numerator]),
        "kinds_title": _most(None, list(kinds)),
    }  # fmt: skip


def _points(page: Trends, lines: Sequence[Line]) -> list[tuple[Any, ...]]:
    return [(_part(page, part), *(line.values[at] for line in lines)) for at, part in enumerate(page.parts)]


def _part(page: Trends, part: date) -> str:
    return f"{part:%Y-%m}" if page.by_month else f"{part.month}-{part.day}"


def _place_name(page: Trends, code: str) -> str:
    is_rest = page.below is not None and len(code) < page.below
    return _("未落到下一级") if is_rest else page.names.get(code) or code


def _url(page: Trends, asked: AskedIndicators, code: str, more: dict[str, str]) -> str:
    if page.below is None or len(code) < page.below:
        return ""
    return indicators_url(asked._replace(place=code), PAGE, **more)


def _total(course: Course | None, line: Line) -> str:
    """The whole span of a line: `31 件`, or `92.5%` with its base."""
    if course is None or course.below is None:
        return _("%(n)d 件") % {"n": line.numerator}
    if line.total is None:
        return ""
    return f"{_plain(line.total)}% {line.numerator.normalize():f}/{line.denominator}"


def _plain(value: Any) -> str:
    return f"{Decimal(value).normalize():f}"


def _finding(page: Trends) -> str:
    """`反映 123 件，比上期多 12 件，比去年同期少 3 件`."""
    course, now = page.course, page.now
    if course.below and now.total is None:
        return _("%(label)s：这段时间还没有可算的事") % {"label": _(course.label)}
    words = [f"{_(course.label)} {_total(course, now)}"]
    for beside, line in ((_("上期"), page.previous), (_("去年同期"), page.last_year)):
        if line.total is None or not (line.numerator or line.denominator):
            continue
        by = now.total - line.total
        unit = _("个百分点") if course.below else _("件")
        words.append(
            _("和%(beside)s一样") % {"beside": beside}
            if not by
            else (_("比%(beside)s多 %(n)s %(unit)s") if by > 0 else _("比%(beside)s少 %(n)s %(unit)s"))
            % {"beside": beside, "n": _plain(abs(by)), "unit": unit}
        )
    return _("，").join(words)


def _most(course: Course | None, lines: list[tuple[str, Line]]) -> str:
    """The finding of small plots: which of them is highest."""
    known = [(name, line) for name, line in lines if line.total is not None]
    if not known:
        return _("还没有可比的数")
    name, line = max(known, key=lambda one: one[1].total)
    words = _("%(name)s最高：%(total)s") if course and course.below else _("%(name)s最多：%(total)s")
    return words % {"name": name, "total": _total(course, line)}
