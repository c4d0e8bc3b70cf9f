"""The audit trail as a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI

MOST_ROWS = 50_000


def audit_workbook(rows: Iterable[Any], *, by: str, asked: Mapping[str, str]) -> IO[bytes]:
    """A workbook of the rows, written row by row; the caller closes the file. Texts are never formulas."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = book.add_worksheet(_("审计记录"))
    sheet.freeze_panes(1, 0)
    heads = (
        _("时间"),
        _("人员"),
        _("做了什么"),
        _("对象"),
        _("对象编号"),
        _("区域"),
        _("变化"),
        _("用途"),
        _("来源地址"),
    )
    for column, (words, width) in enumerate(zip(heads, (20, 14, 16, 12, 38, 20, 60, 24, 18), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, bold)
    count, left_out = 0, False
    for row in rows:
        if count == MOST_ROWS:
            left_out = True
            break
        count += 1
        line = row.line
        sheet.write_datetime(count, 0, line.at.astimezone(SHANGHAI).replace(tzinfo=None), moment)
        texts = (
            row.person, row.deed, row.subject, str(line.subject_id or ""), line.place_code, row.changes,
            line.purpose, line.ip,
        )  # fmt: skip
        for column, text in enumerate(texts, start=1):
            sheet.write_string(count, column, text)
    about = book.add_worksheet(_("说明"))
    about.set_column(0, 0, 90)
    taken = f"{clock.now().astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    words = [_("%(by)s 于 %(at)s 导出，共 %(count)d 行。") % {"by": by, "at": taken, "count": count}]
    if left_out:
        words.append(_("超过 50,000 行的较早记录没有包含在内，请缩小日期范围后分次导出。"))
    words += [f"{name}: {value}" for name, value in asked.items()]
    for number, text in enumerate(words):
        about.write_string(number, 0, text)
    book.close()
    file.seek(0)
    return file
