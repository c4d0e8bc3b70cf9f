"""The list as a workbook: masked as on the page, with a second sheet saying who took it, when and of what."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from typing import IO
from uuid import UUID

import xlsxwriter
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.cases.actions.record_case_export import record_case_export
from linli.cases.queries.case_lines import CaseLine
from linli.cases.queries.work_list import all_lines
from linli.doors.deed_key import read_key
from linli.doors.rail import WITH_CASES
from linli.doors.role_words import words_for_roles
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI

from .list_filter import read_filter
from .print_sheets import tab_in

MOST_EXPORTED = 20_000
CLOCKS = {
    "running": "",
    "paused": gettext_lazy("计时暂停"),
    "met": gettext_lazy("按时办结"),
    "missed": gettext_lazy("超期办结"),
}


@require_POST
@staff_page(roles=WITH_CASES)
def export_list(request: StaffRequest) -> FileResponse:
    """Every line of the list as filtered, at most 20,000, which the second sheet says. The export is recorded."""
    asked = read_filter(request, request.POST)
    tab = tab_in(request.POST.get("tab", ""))
    lines = all_lines(request.actor, tab, asked.filter, MOST_EXPORTED + 1)
    return export_lines(request, lines, {"tab": str(_(tab.label)), **asked.form.words()}, read_key(request))


def export_lines(request: StaffRequest, lines: Iterable[CaseLine], asked: Mapping[str, str], key: UUID) -> FileResponse:
    """The workbook of the lines, as a download."""
    record_case_export(actor=request.actor, key=key, asked=asked)
    file = case_workbook(
        lines, by=f"{request.actor.name}{_('（')}{words_for_roles(request.actor.roles)}{_('）')}", asked=asked
    )
    name = f"{_('事项')}-{clock.now().astimezone(SHANGHAI):%Y%m%d-%H%M}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


def case_workbook(lines: Iterable[CaseLine], *, by: str, asked: Mapping[str, str]) -> IO[bytes]:
    """A workbook written row by row; the response closes it. Texts are never formulas."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, {"constant_memory": True, **options})
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet(_("事项"))
    sheet.freeze_panes(1, 0)
    heads = (
        (_("查询码"), 13), (_("反映的事"), 46), (_("地点"), 22), (_("类别"), 16), (_("状态"), 10), (_("负责"), 18),
        (_("层级"), 8), (_("来源"), 10), (_("反映次数"), 8), (_("紧急"), 6), (_("反映时间"), 16), (_("立案时间"), 16),
        (_("办理期限"), 16), (_("时限情况"), 10), (_("结案时间"), 16),
    )  # fmt: skip
    for column, (words, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, str(words), bold)
    count, left_out = 0, False
    for line in lines:
        if count == MOST_EXPORTED:
            left_out = True
            break
        count += 1
        _write(sheet, count, line, moment)
    about = book.add_worksheet(_("说明"))
    about.set_column(0, 0, 90)
    taken = f"{clock.now().astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    words = [
        _("%(by)s 于 %(at)s 导出，共 %(count)d 件。") % {"by": by, "at": taken, "count": count},
        _("表中没有姓名、电话和门牌。反映内容可能涉及个人情况，请按工作需要使用，用完删除。本次导出已记入审计。"),
    ]
    if left_out:
        words.append(_("最多导出 20,000 件，其余没有包含在内，请缩小范围后分次导出。"))
    words += [f"{name}: {value}" for name, value in asked.items()]
    for number, text in enumerate(words):
        about.write_string(number, 0, text)
    book.close()
    file.seek(0)
    return file


def _write(sheet, row: int, line: CaseLine, moment) -> None:
    cells = (
        line.code, line.subject, line.place, line.kind, _(line.state.label), line.lead, _(line.level.label), _(line.source),
        line.voices, _("紧急") if line.is_urgent else "", line.raised_at, line.filed_at, line.due_at,
        str(CLOCKS[line.clock]), line.closed_at,
    )  # fmt: skip
    for column, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(row, column, cell)
        elif hasattr(cell, "astimezone"):
            sheet.write_datetime(row, column, cell.astimezone(SHANGHAI).replace(tzinfo=None), moment)
        elif cell:
            sheet.write_string(row, column, str(cell))
