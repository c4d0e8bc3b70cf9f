"""The overview's tables in a workbook, one sheet each, and a sheet that says how they were counted."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.doors.look.words_for_time import duration_words, when_words
from linli.kernel.clock import SHANGHAI

FORMULAS = (
    gettext_lazy(
        "快到期：24 小时内到期的在办事项。已逾期：办理时限已过、还没有报告结果的在办事项，挂账和待补充的不在内。"
    ),
    gettext_lazy("社区内解决：办结的事项中，在网格或社区办结、没有上报街道的件数。"),
    gettext_lazy("报到及时：吹哨后 24 小时内到场的次数 ÷ 已到场或吹哨已满 24 小时的次数。"),
)


def overview_workbook(page: Mapping[str, Any], *, by: str) -> IO[bytes]:
    """A workbook in memory: it has a row for each place, never for each case but the oldest ten."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    bold = book.add_format({"bold": True})

    def sheet(name: str, heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
        made = book.add_worksheet(name)
        made.freeze_panes(1, 0)
        made.set_column(0, 0, 28)
        for column, words in enumerate(heads):
            made.write_string(0, column, str(words), bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                made.write(number, column, value)

    lines = [*page["rows"], page["total"]]
    names = [row.name for row in page["rows"]] + [_("合计")]
    late = _("最久逾期")
    sheet(
        _("哪里逾期"),
        [page["below_word"], *page["columns"], late, _("办结"), _("社区内解决")],
        (
            [name, *(one.value for one in row.numbers), row.late_since, row.settled, row.settled_in_community]
            for name, row in zip(names, lines, strict=True)
        ),
    )
    sheet(_("逾期多久"), [_("逾期时间"), _("件")], ([str(bar["label"]), bar["value"]] for bar in page["ages"]))
    sheet(_("办结层级"), [_("层级"), _("件")], ([str(bar["label"]), bar["value"]] for bar in page["settled"]))
    sheet(
        _("吹哨报到"),
        [_("单位"), _("吹哨"), _("报到"), _("还没到"), _("应按时报到"), _("按时报到"), _("中位用时")],
        ([a.who, a.called, a.arrived, a.waiting, a.due, a.in_time, _span(a.median)] for a in page["page"].arrivals),
    )
    sheet(
        _("逾期最久"),
        [_("反映的事"), _("查询码"), _("地点"), _("应于"), _("在谁手上")],
        (
            [line.subject, line.code, line.place, f"{line.due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", line.holder]
            for line in page["page"].oldest
        ),
    )
    about = book.add_worksheet(_("说明"))
    about.set_column(0, 0, 90)
    taken = _("%(by)s 于 %(at)s 导出：%(place)s，办结与报到按近 %(days)d 天计。") % {
        "by": by,
        "at": when_words(page["page"].at, now=page["page"].at),
        "place": page["place_name"],
        "days": page["asked"].days,
    }
    for number, words in enumerate([taken, *map(str, FORMULAS)]):
        about.write_string(number, 0, words)
    book.close()
    file.seek(0)
    return file


def _span(span: Any) -> str:
    return duration_words(span) if span else ""
