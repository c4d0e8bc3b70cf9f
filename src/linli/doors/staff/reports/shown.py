"""A half-month analysis as its page, its paper, its document and its workbook show it: one making for all four."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.queries.case_lines import source_label
from linli.cases.rules import Rate, resolve_rate, response_rate, satisfy_rate
from linli.insight.reports import ReportPage
from linli.insight.rules import Figures, Group, Measure, findings_of
from linli.kernel.actor import Actor

from .finding_words import sentence_of
from .heard_words import issues_shown, wishes_shown
from .words import period_words, title_of, word_for_parts

MOST_BARS = 10

NO_BASE = {"numerator": None, "denominator": None, "unit": "", "formula": "", "tone": ""}

FORMULAS = (
    gettext_lazy("响应率 = 时限内与反映人联系的件数 ÷ 联系时限在本期到期的件数。"),
    gettext_lazy(
        "按时办好 = 本期在时限内报告了结果的件数 ÷（这些件数 + 时限在本期到期、没有按时的件数）；缓办和待补充的不在内。"
    ),
    gettext_lazy("解决率 = 确认已解决的件数 ÷ 本期有效回访和评价的件数。"),
    gettext_lazy("满意率 =（满意 + 基本满意 × %(basically)s）÷ 本期评过满意度的件数；认定不合理的不在内。"),
    gettext_lazy("重复 = 本期反映、此前 30 天内同一处（楼栋，没有楼栋的按小区，再没有的按网格）已有同一类事的件数。"),
    gettext_lazy("草稿和作废的不统计；并入别件的随那一件算一件。"),
)


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars with their heading and the sentence that says the finding; `points` as `bar_plot` takes them."""

    heading: str
    title: str
    label: str
    points: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside that of the period before, in words and as a sheet holds it: a count as a number; `change` is empty where
    there is nothing to compare."""

    label: str
    now_value: int | str
    before_value: int | str
    change: str
    url: str

    @property
    def now(self) -> str:
        return str(self.now_value)

    @property
    def before(self) -> str:
        return str(self.before_value)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A kind or a place with its cells: name of the column, value, address of the rows (empty for none)."""

    name: str
    cells: list[tuple[str, int, str]]


def column_words() -> tuple[str, ...]:
    """The heads of the tables by kind and by place, after the name."""
    return (_("本期反映"), _("上期反映"), _("重复"), _("结案"), _("没按时"), _("至今逾期"), _("不满意"))


def shown(page: ReportPage, actor: Actor) -> dict[str, Any]:
    """The variables of the templates and of the files for a reader."""
    figures = page.figures

    def rows(of: Measure, **narrowed: str) -> str:
        address = reverse("staff:report_rows", args=[page.report.id])
        return f"{address}?{urlencode({'of': of.value, **narrowed})}"

    parts_word = word_for_parts(page.report)
    return {
        "page": page,
        "report": page.report,
        "title": title_of(page.report),
        "period": period_words(page.period),
        "previous_period": period_words(page.period.previous),
        "sentences": [{"words": sentence_of(one), "tone": one.tone} for one in findings_of(figures)],
        "figures": [{**NO_BASE, **one} for one in _figures(figures, rows)],
        "plots": _plots(page, rows, parts_word),
        "days": [(f"{date.fromisoformat(day).day}", count) for day, count in figures.days],
        "days_title": _days_title(figures.days),
        "compared": _compared(figures, rows),
        "columns": column_words(),
        "kinds": [_group(one, one.name if one.key else _("还没有归类"), "kind", rows) for one in figures.kinds],
        "parts": [_group(one, _part_name(one), "part", rows) for one in figures.parts],
        "parts_word": parts_word,
        "formulas": [str(words) % {"basically": figures.basically_counts} for words in FORMULAS],
        **issues_shown(figures.issues, actor, page.report.place_code),
        **wishes_shown(figures.wishes),
    }


def _figures(figures: Figures, rows: Callable[..., str]) -> list[dict[str, Any]]:
    counts = figures.counts
    response, resolve, satisfy = _rates(counts, figures)
    here = counts[Measure.SETTLED_GRID] + counts[Measure.SETTLED_COMMUNITY]
    raised = counts[Measure.RAISED]
    return [
        {"label": _("新反映"), "value": raised, "unit": _("件"), "url": raised and rows(Measure.RAISED),
         "base": _("主动发现 %(n)d 件") % {"n": counts[Measure.PROACTIVE]}},
        _rate(_("响应"), response, Measure.CONTACT_DUE, rows, _("件时限内联系")),
        _share(_("按时办好"), counts[Measure.ON_TIME], counts[Measure.DUE], Measure.DUE, rows, _("件办好或到期")),
        _rate(_("解决"), resolve, Measure.ANSWERED, rows, _("件回访和评价")),
        _rate(_("满意"), satisfy, Measure.RATED, rows, _("件评过")),
        _share(_("没有出社区"), here, counts[Measure.CLOSED], Measure.CLOSED, rows, _("件结案")),
        {"label": _("至今逾期"), "value": counts[Measure.BACKLOG], "unit": _("件"),
         "base": _("另有缓办 %(n)d 件") % {"n": counts[Measure.SUSPENDED]},
         "url": counts[Measure.BACKLOG] and rows(Measure.BACKLOG), "tone": "overdue" if counts[Measure.BACKLOG] else ""},
    ]  # fmt: skip


def _rates(counts: dict[str, int], figures: Figures) -> tuple[Rate, Rate, Rate]:
    """Response, resolve and satisfy, by what 基本满意 counted when the report was made."""
    factor = Decimal(figures.basically_counts)
    return (
        response_rate(counts[Measure.CONTACTED], counts[Measure.CONTACT_DUE]),
        resolve_rate(counts[Measure.SOLVED], counts[Measure.ANSWERED]),
        satisfy_rate(counts[Measure.SATISFIED], counts[Measure.BASICALLY], counts[Measure.RATED], factor),
    )


def _rate(label: str, rate: Rate, of: Measure, rows: Callable[..., str], base: str) -> dict[str, Any]:
    return {
        "label": label,
        "value": percent_words(rate),
        "numerator": rate.base.partition("/")[0],
        "denominator": rate.denominator,
        "base": base,
        "formula": _(rate.formula),
        "url": rows(of) if rate.denominator else "",
    }


def _share(label: str, part: int, whole: int, of: Measure, rows: Callable[..., str], base: str) -> dict[str, Any]:
    return _rate(label, Rate(Decimal(part), whole, ""), of, rows, base)


def percent_words(rate: Rate) -> str | None:
    """`92%`, whole where it is whole; None where there is nothing to divide (standards.zh.md §9)."""
    return None if rate.percent is None else f"{rate.percent.normalize():f}%"


def _plots(page: ReportPage, rows: Callable[..., str], parts_word: str) -> list[Plot]:
    figures, counts = page.figures, page.figures.counts
    found = [
        _groups_plot(_("反映了什么"), _("类别"), figures.kinds, "kind", rows, lambda one: one.name or _("还没有归类")),
        _groups_plot(_("从哪里来"), parts_word, figures.parts, "part", rows, _part_name),
        _groups_plot(_("怎样反映上来"), _("来源"), figures.sources, "source", rows, lambda g: _(source_label(g.key))),
    ]
    levels = (Measure.SETTLED_GRID, Measure.SETTLED_COMMUNITY, Measure.SETTLED_STREET, Measure.SETTLED_COUNTY)
    if counts[Measure.CLOSED]:
        title = _("结案 %(n)d 件") % {"n": counts[Measure.CLOSED]}
        found.append(Plot(_("在哪一级办结"), title, _("层级"), _measures(levels, counts, rows, "settled")))
    if counts[Measure.RATED]:
        title = _("评过满意度 %(n)d 件") % {"n": counts[Measure.RATED]}
        words = (Measure.SATISFIED, Measure.BASICALLY, Measure.DISSATISFIED)
        found.append(Plot(_("满意不满意"), title, _("评价"), _measures(words, counts, rows, "")))
    return [one for one in found if one.points]


def _groups_plot(
    heading: str, label: str, groups: Iterable[Group], name: str, rows: Callable[..., str], word: Callable[[Group], str]
) -> Plot:
    raised = [one for one in groups if one.raised]
    points = [
        {"label": word(one), "value": one.raised, "url": rows(Measure.RAISED, **{name: one.key})}
        for one in raised[:MOST_BARS]
    ]
    if not points:
        return Plot(heading, "", label, [])
    title = _("%(name)s最多：%(n)d 件") % {"name": points[0]["label"], "n": points[0]["value"]}
    if len(raised) > 1 and raised[0].raised == raised[1].raised:
        title = _("%(n)d 件反映") % {"n": sum(one.raised for one in raised)}
    if len(raised) > MOST_BARS:
        title = _("%(title)s（前 %(most)d 项，全部见下表）") % {"title": title, "most": MOST_BARS}
    return Plot(heading, title, label, points)


def _measures(
    which: Iterable[Measure], counts: dict[str, int], rows: Callable[..., str], tone: str
) -> list[dict[str, Any]]:
    return [
        {"label": _(one.label), "value": counts[one], "url": rows(one) if counts[one] else "", "tone": tone}
        for one in which
    ]


def _compared(figures: Any, rows: Callable[..., str]) -> list[Compared]:
    now, before = figures.counts, figures.previous
    plain = (Measure.RAISED, Measure.PROACTIVE, Measure.REPEATED, Measure.CLOSED, Measure.LATE, Measure.DISSATISFIED)
    found = [
        Compared(
            _(one.label), now[one], before[one], change_words(now[one] - before[one]),
            rows(one) if now[one] else "",
        )
        for one in plain
    ]  # fmt: skip
    measures = (Measure.CONTACT_DUE, Measure.ANSWERED, Measure.RATED)
    for label, of, one, earlier in zip(
        (_("响应率"), _("解决率"), _("满意率")),
        measures,
        _rates(now, figures),
        _rates({**now, **before}, figures),
        strict=True,
    ):
        change = ""
        if one.percent is not None and earlier.percent is not None:
            change = change_words((one.percent - earlier.percent).quantize(Decimal("0.1")), _("个百分点"))
        found.append(Compared(label, _with_base(one), _with_base(earlier), change, rows(of) if one.denominator else ""))
    return found


def change_words(change: Any, unit: str = "") -> str:
    """`+3`, `−2`, `不变`."""
    if not change:
        return _("不变")
    return f"{'+' if change > 0 else '−'}{abs(change)}{' ' + unit if unit else ''}"


def _with_base(rate: Rate) -> str:
    return f"{percent_words(rate)} ({rate.base})" if rate.denominator else _("暂无数据")


def _group(one: Group, name: str, by: str, rows: Callable[..., str]) -> GroupRow:
    values = (
        (one.raised, Measure.RAISED),
        (one.previous, None),
        (one.repeated, Measure.REPEATED),
        (one.closed, Measure.CLOSED),
        (one.late, Measure.LATE),
        (one.backlog, Measure.BACKLOG),
        (one.dissatisfied, Measure.DISSATISFIED),
    )
    cells = [
        (words, value, rows(of, **{by: one.key}) if of and value else "")
        for words, (value, of) in zip(column_words(), values, strict=True)
    ]
    return GroupRow(name, cells)


def _part_name(one: Group) -> str:
    return one.name if one.key else _("没有落到具体位置")


def _days_title(days: Iterable[tuple[str, int]]) -> str:
    busiest = max(days, key=lambda one: one[1], default=("", 0))
    if not busiest[1]:
        return _("本期没有新反映")
    day = date.fromisoformat(busiest[0])
    return _("%(month)d月%(day)d日最多：%(n)d 件") % {"month": day.month, "day": day.day, "n": busiest[1]}
