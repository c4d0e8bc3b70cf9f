"""What a survey found, in words and plots: every share with its base, every mean with its n and interval."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from linli.forms.queries.response import Response
from linli.forms.queries.results import Compared, QuestionResult, Results, Series
from linli.forms.rules.question import QuestionKind, Stage
from linli.forms.rules.tally import Difference, Group, Interval, Share, Tally


def question_rows(found: Results) -> list[dict[str, Any]]:
    """Every question with its finding and its bars."""
    return [
        {
            "number": one.asked.position,
            "text": one.asked.wording.text,
            "id": one.asked.id,
            "version": one.asked.version,
            "is_text": one.asked.wording.kind is QuestionKind.TEXT,
            "n": one.tally.n,
            "finding": finding(one),
            "bars": bars_of(one),
        }
        for one in found.questions
    ]


def finding(one: QuestionResult) -> str:
    """The sentence over a question's bars."""
    tally, wording = one.tally, one.asked.wording
    if not tally.n:
        return _("还没有人回答")
    if wording.kind is QuestionKind.TEXT:
        return _("%(n)d 人写了话") % {"n": tally.n}
    if wording.kind is QuestionKind.NUMBER:
        return _("平均 %(mean)s %(unit)s，中位 %(median)s，合计 %(total)s（%(n)d 人答%(interval)s）") % {
            "mean": f"{tally.mean.value:.2f}",
            "unit": wording.unit,
            "median": f"{tally.median:f}",
            "total": f"{tally.total:f}",
            "n": tally.n,
            "interval": interval_words(tally.mean.interval, "{:.2f}"),
        }
    if wording.kind is QuestionKind.SCALE:
        return _("平均 %(mean)s 分（1 到 5 分，%(n)d 人答%(interval)s）") % {
            "mean": f"{tally.mean.value:.2f}",
            "n": tally.n,
            "interval": interval_words(tally.mean.interval, "{:.2f}"),
        }
    top = max(tally.shares, key=lambda share: share.count)
    return _("“%(words)s”最多：%(count)d/%(n)d") % {"words": _(top.words), "count": top.count, "n": top.n}


def bars_of(one: QuestionResult) -> list[dict[str, Any]]:
    """The bars: choices with their share, or the topics of texts."""
    if one.asked.wording.kind is QuestionKind.TEXT:
        return [{"label": topic or _("还没归类"), "value": n} for topic, n in one.topics]
    return [{"label": _(share.words), "value": share.count, "base": share_words(share)} for share in one.tally.shares]


def share_words(share: Share) -> str:
    """A share with its interval; nothing where nobody answered."""
    if share.percent is None:
        return ""
    return f"{share.percent:.0f}%" + interval_words(share.interval, "{:.0f}%")


def interval_words(interval: Interval | None, number: str) -> str:
    """The interval at 95 %, behind a comma; nothing where there is none."""
    if interval is None:
        return ""
    ends = {"low": number.format(interval.low), "high": number.format(interval.high)}
    return _("，95%% 区间 %(low)s–%(high)s") % ends


def compared_rows(series: Series) -> list[dict[str, Any]]:
    """The questions of a series, one row for each value compared: a cell for each stage, and the change."""
    return [row for one in series.compared for row in _rows_of(one)]


def _rows_of(one: Compared) -> list[dict[str, Any]]:
    tallies = dict(one.tallies)
    kind = one.asked.wording.kind
    rows = []
    for number, change in enumerate(one.changes):
        rows.append(
            {
                "question": one.asked.wording.text if number == 0 else "",
                "option": _(change.words) if change.words else "",
                "cells": [_cell(tallies.get(stage), kind, number, one.asked.wording.unit) for stage in Stage],
                "change": _change(change, kind),
                "interval": interval_words(change.interval, "{:+.2f}" if change.words == "" else "{:+.0f}").lstrip(
                    "，, "
                ),
                "is_clear": change.is_clear,
                "tone": "calm" if not change.is_clear else "accent",
                "other_wording": one.other_wording and number == 0,
            }
        )
    return rows


def _cell(tally: Tally | None, kind: QuestionKind, number: int, unit: str) -> str:
    if tally is None or not tally.n:
        return ""
    if tally.mean is not None:
        word = _("分") if kind is QuestionKind.SCALE else unit
        return _("%(mean)s %(unit)s（n=%(n)d）") % {"mean": f"{tally.mean.value:.2f}", "unit": word, "n": tally.n}
    share = tally.shares[number]
    return f"{share.percent:.0f}%（{share.count}/{share.n}）"


def _change(change: Difference, kind: QuestionKind) -> str:
    if kind in (QuestionKind.SCALE, QuestionKind.NUMBER):
        return f"{change.value:+.2f}"
    return _("%(points)s 个百分点") % {"points": f"{change.value:+.0f}"}


def response_shown(found: Response) -> dict[str, Any]:
    """The response with the groups heard too little."""
    return {
        "response": found,
        "rate": None if found.percent is None else f"{found.percent:.1f}%",
        "buildings": [_group(one) for one in found.buildings],
        "ages": [_group(one) for one in found.ages],
        "missing": [
            {
                "words": _("楼栋"),
                "names": [_missing(one) for one in found.missing_buildings[:12]],
                "all": len(found.missing_buildings),
            },
            {
                "words": _("楼层"),
                "names": [_missing(one, _("%(floor)s 层") % {"floor": one.name}) for one in found.missing_floors[:12]],
                "all": len(found.missing_floors),
            },
            {
                "words": _("年龄段"),
                "names": [_missing(one, _(one.name)) for one in found.missing_ages],
                "all": len(found.missing_ages),
            },
        ],
    }


def _group(one: Group) -> dict[str, Any]:
    share = "" if one.percent is None else f" {one.percent:.0f}%"
    return {"label": _(one.name), "value": one.answered, "base": f"{one.answered}/{one.asked}{share}"}


def _missing(one: Group, name: str = "") -> str:
    return f"{name or one.name} {one.answered}/{one.asked}"
