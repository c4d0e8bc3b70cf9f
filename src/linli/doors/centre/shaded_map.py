"""One indicator over the places below: a map shaded by value with its table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.cases.actions.record_case_export import record_case_export
from linli.doors.deed_key import read_key
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.insight.overview import READERS
from linli.insight.rules.indicators import BY_CODE, INDICATORS, Indicator
from linli.insight.shaded import Shaded, ShadedPlace, shaded
from linli.kernel.actor import Actor

from .indicator_shown import (
    AskedIndicators,
    changed_words,
    formula_words,
    indicators_url,
    offered_comparisons,
    percent,
    query_of,
    read_asked_indicators,
    span_frame,
)
from .shown import word_for_level
from .span_form import SpanForm

PAGE = "centre:shaded_map"
FIRST = "on_time"
"""The indicator shown unless another is asked for."""


@require_safe
@staff_page(roles=READERS)
def shaded_map_page(request: StaffRequest) -> HttpResponse:
    """`?of=` an indicator, `?place=`, `?from=`, `?to=` and `?with=` as on the indicators. Nine statements with the frame."""
    asked, indicator = _asked(request.actor, request.GET)
    page = shaded(request.actor, asked.place, asked.period, asked.compared, indicator)
    choices = [(one.code, _(one.label)) for one in INDICATORS]
    form = SpanForm(query_of(asked) | {"of": indicator.code}, choices, offered_comparisons())
    return request.show("centre/shaded_map.html", form=form, **_shown(request.actor, asked, indicator, page))


@require_POST
@staff_page(roles=READERS)
def export_shaded_map(request: StaffRequest) -> FileResponse:
    """The table of the page. The export is recorded."""
    asked, indicator = _asked(request.actor, request.POST)
    page = shaded(request.actor, asked.place, asked.period, asked.compared, indicator)
    shown = _shown(request.actor, asked, indicator, page)
    given = {**query_of(asked), "list": "shaded_map", "of": indicator.code}
    record_case_export(actor=request.actor, key=read_key(request), asked=given)
    title = f"{shown['place_name']}-{_(indicator.label)}-{asked.period.first:%Y%m%d}-{asked.period.last:%Y%m%d}"
    return table_file(
        title, [shown["below_word"], *shown["heads"]], ([one["label"], *one["cells"]] for one in shown["places"])
    )


def _asked(actor: Actor, given: Any) -> tuple[AskedIndicators, Indicator]:
    return read_asked_indicators(actor, given), BY_CODE.get(given.get("of", ""), BY_CODE[FIRST])


def _shown(actor: Actor, asked: AskedIndicators, indicator: Indicator, page: Shaded) -> dict[str, Any]:
    more = {"of": indicator.code}
    places = [_place(one, page, asked, more) for one in page.places]
    drawn = sum(bool(one["rings"]) for one in places)
    if drawn == 1:  # a map of one place says nothing
        places = [one | {"rings": ()} for one in places]
    return {
        **span_frame(actor, asked, PAGE, page.above, page.names, **more),
        "export_url": reverse("centre:export_shaded_map"),
        "formula": formula_words(indicator, page.terms),
        "title": _finding(indicator, page, places),
        "places": places,
        "has_ground": drawn > 0,
        "heads": [_("本期"), _("件数"), _("对比期"), _("变化（百分点）")],
        "below_word": word_for_level(page.below),
        "source": _("边界来自“网格划分”；还没有发布的，按楼栋的位置画个大概。"),
    }


def _place(one: ShadedPlace, page: Shaded, asked: AskedIndicators, more: dict[str, str]) -> dict[str, Any]:
    name = _("未落到下一级") if one.is_rest else page.names.get(one.code) or one.code
    value, before = percent(one.rate), percent(one.before)
    base = one.rate.base if one.rate.denominator else ""
    return {
        "label": name,
        "value": _number(one.rate.percent),
        "words": f"{value} ({base})" if value else _("暂无数据"),
        "cells": [value, base, before, changed_words(one.rate, one.before)],
        "url": ""
        if one.is_rest or page.below is None
        else indicators_url(asked._replace(place=one.code), PAGE, **more),
        "rings": one.rings,
    }


def _number(value: Decimal | None) -> float | int | None:
    """Without the noughts behind the point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _finding(indicator: Indicator, page: Shaded, places: list[dict[str, Any]]) -> str:
    label, whole = _(indicator.label), percent(page.whole)
    if not whole:
        return _("%(label)s：这段时间还没有可算的事") % {"label": label}
    known = [one for one in places if one["value"] is not None]
    if len(known) < 2:
        return _("%(label)s %(whole)s") % {"label": label, "whole": f"{whole} ({page.whole.base})"}
    lowest, highest = (pick(known, key=lambda one: one["value"]) for pick in (min, max))
    if lowest["value"] == highest["value"]:
        return _("%(label)s各处都是 %(whole)s") % {"label": label, "whole": whole}
    return _("%(label)s %(whole)s：%(high)s %(high_value)s，%(low)s %(low_value)s") % {
        "label": label, "whole": whole, "high": highest["label"], "high_value": highest["words"],
        "low": lowest["label"], "low_value": lowest["words"],
    }  # fmt: skip
