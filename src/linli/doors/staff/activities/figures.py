"""The figures of a time, with what they are counted from, and as a workbook."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.activities.queries.activity_figures import ActivityFigures, activity_figures
from linli.doors.rail import AT_A_DESK, CENTRE
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock

from .frame import prefix_of

READERS = AT_A_DESK | CENTRE
LONGEST = timedelta(days=366 * 3)
SHOWN = 40


@require_safe
@staff_page(roles=READERS)
def activity_numbers(request: StaffRequest) -> HttpResponse:
    """The figures of a time, the running year by default. At most seven statements with the frame."""
    first, last = _period(request)
    found = activity_figures(prefix_of(request), first, last)
    return request.show(
        "staff/activities/figures.html",
        found=found,
        lines=found.lines[:SHOWN],
        shown=min(SHOWN, found.count),
        first=first.isoformat(),
        last=last.isoformat(),
        months=[{"label": month, "value": count} for month, count in found.months],
        shares=[
            {
                "label": _(share.group.label),
                "value": share.count,
                "base": _("%(n)d/%(all)d 场") % {"n": share.count, "all": share.base},
            }
            for share in found.shares
        ],
        by_group=[{"label": _(group.label), "value": count} for group, count in found.by_group],
        satisfied=f"{round(100 * found.satisfied / found.rated)}%" if found.rated else None,
        came=f"{round(100 * found.came / found.places)}%" if found.places else None,
    )


@require_safe
@staff_page(roles=READERS)
def export_activities(request: StaffRequest) -> FileResponse:
    """The same as a workbook: adding up a column gives the figure."""
    first, last = _period(request)
    found = activity_figures(prefix_of(request), first, last)
    name = f"activities-{first.isoformat()}-{last.isoformat()}.xlsx"
    return FileResponse(_workbook(found, request.actor.name), as_attachment=True, filename=name)


def _workbook(found: ActivityFigures, by: str) -> io.BytesIO:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(_("活动"))
    sheet.freeze_panes(1, 0)
    heads = (
        _("日期"), _("活动"), _("类别"), _("给谁办"), _("主题"), _("名额"), _("到场"), _("没报名来的"), _("摊位计数"), _("服务人次"),
        _("评价人数"), _("满意"),
    )  # fmt: skip
    for column, (words, width) in enumerate(zip(heads, (12, 30, 12, 24, 12, 8, 8, 10, 10, 10, 10, 8), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, bold)
    for row, line in enumerate(found.lines, start=1):
        sheet.write_datetime(row, 0, line.on, day)
        for column, text in enumerate(
            (line.title, _(line.kind.label), "、".join(_(group.label) for group in line.groups), line.theme), start=1
        ):
            sheet.write_string(row, column, text)
        numbers = (
            line.places, line.came, line.walk_ins, line.at_stalls, line.served, line.rated, line.satisfied,
        )  # fmt: skip
        for column, number in enumerate(numbers, start=5):
            sheet.write_number(row, column, number)
    about = book.add_worksheet(_("说明"))
    about.set_column(0, 0, 90)
    for row, words in enumerate(_about(found, by)):
        about.write_string(row, 0, words)
    book.close()
    file.seek(0)
    return file


def _about(found: ActivityFigures, by: str) -> list[str]:
    said: dict[str, Any] = {"by": by, "first": found.first, "last": found.last, "n": found.count, "fairs": found.fairs}
    return [
        _("%(by)s 导出，%(first)s 至 %(last)s，共 %(n)d 场，其中便民大集市 %(fairs)d 场。") % said,
        _("服务人次 %(n)d：每场取“到场＋没报名来的”与“摊位计数”中大的一个，再相加。") % {"n": found.served},
        _("到场：有名额的 %(places)d 人中来了 %(came)d 人（候补后来的也算来了）。")
        % {"places": found.places, "came": found.came},
        _("满意：%(rated)d 人评价，%(n)d 人满意；页面评价和纸质评价一起算。")
        % {"rated": found.rated, "n": found.satisfied},
        _("只算已举办的活动，取消的、草稿不算。"),
    ]


def _period(request: StaffRequest) -> tuple[date, date]:
    today = clock.today()
    first, last = _read(request.GET.get("first", "")), _read(request.GET.get("last", ""))
    first, last = first or date(today.year, 1, 1), last or today
    if last < first or last - first > LONGEST or first.year < 2000 or last.year > 2100:
        return date(today.year, 1, 1), today
    return first, last


def _read(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
