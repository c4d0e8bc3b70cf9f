"""A survey's findings as a workbook: the response, every question counted with its plot."""

from __future__ import annotations

from typing import IO, Any

from django.utils.translation import gettext as _

from linli.doors.look.words_for_time import when_words
from linli.doors.workbook import Workbook
from linli.forms.queries.response import Response
from linli.forms.queries.results import Results
from linli.kernel import clock

from .shown import bars_of, finding


def survey_workbook(found: Results, response: Response, *, by: str) -> IO[bytes]:
    """Counts alone: single sheets are shown to nobody, texts only by their topics."""
    book, survey, now = Workbook(), found.survey, clock.now()
    about = [
        [survey.title],
        [survey.purpose],
        [_("%(by)s 于 %(at)s 导出。") % {"by": by, "at": when_words(now, now=now)}],
        [_("收到 %(sheets)d 份；应答 %(asked)d，已答 %(answered)d。")
         % {"sheets": found.sheets, "asked": response.asked, "answered": response.answered}],
        [_("区间按 95% 计，只反映偶然；没有答的人可能想法不同，请看缺的楼栋、楼层和年龄段。")],
    ]  # fmt: skip
    book.sheet(_("说明"), [_("说明")], about, first_width=90)
    book.sheet(
        _("应答"),
        [_("组"), _("名称"), _("已答"), _("应答"), _("应答率（%）")],
        (
            [kind, _(one.name), one.answered, one.asked, None if one.percent is None else round(one.percent, 1)]
            for kind, groups in (
                (_("楼栋"), response.buildings),
                (_("楼层"), response.floors),
                (_("年龄段"), response.ages),
            )
            for one in groups
        ),
    )
    heads = [_("题号"), _("题目"), _("版本"), _("答的人数"), _("结果")]
    rows: list[list[Any]] = [
        [one.asked.position, one.asked.wording.text, one.asked.version, one.tally.n, finding(one)]
        for one in found.questions
    ]
    book.sheet(_("各题"), heads, rows, first_width=8)
    for one in found.questions:
        bars = bars_of(one)
        if bars:
            name = book.sheet(
                f"{one.asked.position} {one.asked.wording.text}",
                [_("选项"), _("份数"), _("占比")],
                ([bar["label"], bar["value"], bar.get("base", "")] for bar in bars),
            )
            book.bars(name, finding(one), len(bars))
    return book.close()
