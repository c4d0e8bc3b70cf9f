"""A half-month analysis as an XLSX: the figures, a sheet and a plot for each grouping, and the rows they were counted from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _

from linli.cases.queries.case_lines import source_label
from linli.doors.look.words_for_time import when_words
from linli.doors.workbook import Workbook
from linli.insight.reports import all_rows
from linli.insight.rules.measures import OF_A_REPORT
from linli.kernel import clock

from .heard_words import issue_cells, wish_cells


def report_workbook(report: Mapping[str, Any], *, by: str) -> IO[bytes]:
    """The workbook of what `shown` made, in memory: a row for each case of two weeks, by code, with a mark in each column
    it counts in. Adding up a column gives the figure."""
    book = Workbook()
    title, *lines = _about(report, by)
    book.prose(_("说明"), title, lines)
    rows = ([one.label, one.now_value, one.before_value, one.change] for one in report["compared"])
    book.sheet(_("和上期比"), [_("指标"), _("本期"), _("上期"), _("变化")], rows)
    for one in report["plots"]:
        values = [[str(point["label"]), point["value"]] for point in one.points]
        book.bars(book.sheet(one.heading, [one.label, _("件")], values), one.title, len(values))
    days = book.sheet(_("每天反映"), [_("日"), _("件")], report["days"], first_width=8)
    book.bars(days, report["days_title"], len(report["days"]), upright=True)
    for name, groups in ((_("各类别"), report["kinds"]), (_("各处"), report["parts"])):
        cells = ([one.name, *(value for _words, value, _url in one.cells)] for one in groups)
        book.sheet(name, [name, *report["columns"]], cells)
    if report["issues"]:
        book.sheet(_("热点问题"), report["issue_heads"], map(issue_cells, report["issues"]))
    if report["wishes"]:
        book.sheet(_("心愿"), report["wish_heads"], map(wish_cells, report["wishes"]))
    _rows_sheet(book, report)
    return book.close()


def _about(report: Mapping[str, Any], by: str) -> list[str]:
    row, now = report["report"], clock.now()
    state = (
        _("%(name)s于 %(when)s 发布，第 %(n)d 版。")
        % {"name": row.issued_name, "when": when_words(row.issued_at, now=now), "n": row.edition}
        if row.issued_at
        else _("草稿，还没有发布。")
    )
    counted = _("%(period)s，%(when)s 统计。") % {
        "period": report["period"],
        "when": when_words(row.counted_at, now=now),
    }
    taken = _("%(by)s 于 %(at)s 导出。") % {"by": by, "at": when_words(now, now=now)}
    reason = [_("更正原因：%(reason)s") % {"reason": row.reason}] if row.reason else []
    remarks = [_("分析与打算"), *row.remarks.split("\n")] if row.remarks else []
    sentences = [one["words"] for one in report["sentences"]] + report["issue_sentences"] + report["wish_sentences"]
    return [report["title"], counted + state, taken, *reason, "", *sentences, "", *remarks, "",
            *map(str, report["formulas"])]  # fmt: skip


def _rows_sheet(book: Workbook, report: Mapping[str, Any]) -> None:
    page = report["page"]
    kinds = {one.key: one.name for one in page.figures.kinds}
    parts = {one.key: one.name for one in page.figures.parts}
    heads = [_("查询码"), _("类别"), _("来源"), _("反映日期"), report["parts_word"]]
    book.sheet(
        _("逐件"),
        [*heads, *(_(one.label) for one in OF_A_REPORT)],
        (
            [
                row.code,
                kinds.get(row.kind, "") if row.kind else "",
                _(source_label(row.source)),
                row.day,
                parts.get(row.part, "") if row.part else "",
                *(1 if one.value in row.marks else "" for one in OF_A_REPORT),
            ]
            for row in all_rows(page)
        ),
        first_width=14,
    )
