"""The indicators as their page and their workbook show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.cases.rules import Rate
from linli.insight.counted import AGES
from linli.insight.indicators import BY_HALF_FROM, INDICATORS, Indicators, Part, rate_of, score_of
from linli.insight.overview import DAYS, chosen_place, homes_of
from linli.insight.rules import Period, half_month_of
from linli.insight.rules.indicators import SIDE_BY_SIDE, Indicator
from linli.insight.rules.periods import EARLIEST, month_of, year_before, year_of
from linli.insight.rules.rate_terms import Terms
from linli.kernel import clock
from linli.kernel.actor import Actor

from .asked import Asked, rows_url
from .shown import word_for_level

LONGEST = timedelta(days=366)
LAST_YEAR = "last-year"


class AskedIndicators(NamedTuple):
    """A place the reader answers for, a span of days, and whether it stands beside the same days of the year before."""

    place: str
    period: Period
    with_last_year: bool = False

    @property
    def compared(self) -> Period:
        """The span it is compared with."""
        return year_before(self.period) if self.with_last_year else self.period.previous


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator with the addresses of its rows, empty for none. `remark` says where a value lies in its band."""

    label: str
    value: str
    numerator: str
    numerator_url: str
    denominator: int
    denominator_url: str
    before: str
    change: str
    formula: str
    remark: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with a few indicators side by side: value and base, both empty where nothing is to be divided."""

    name: str
    url: str
    cells: list[tuple[str, str, str]]


def read_asked_indicators(actor: Actor, given: Mapping[str, str]) -> AskedIndicators:
    """`?place=`, `?from=`, `?to=`, `?with=last-year`; days that make no span of at most a year become the half-month that ended last. Raises
    `NotFound` for a place beyond the reader's jurisdiction."""
    place = chosen_place(actor, given.get("place", "").strip())
    return AskedIndicators(place, _period(given), given.get("with") == LAST_YEAR)


def indicators_url(asked: AskedIndicators, name: str = "centre:indicators", **more: str) -> str:
    """The page of a place and a span."""
    return f"{reverse(name)}?{urlencode({**query_of(asked), **more})}"


def query_of(asked: AskedIndicators) -> dict[str, str]:
    """What names the place and the span in an address."""
    query = {"place": asked.place, "from": asked.period.first.isoformat(), "to": asked.period.last.isoformat()}
    return query | ({"with": LAST_YEAR} if asked.with_last_year else {})


def shown_indicators(actor: Actor, asked: AskedIndicators, page: Indicators) -> dict[str, Any]:
    """The template's variables."""
    score = score_of(page.counts, page.terms)

    def at(place: str) -> str:
        return indicators_url(asked._replace(place=place))

    return {
        **span_frame(actor, asked, "centre:indicators", page.above, page.names),
        "comparisons": [
            {
                "label": label,
                "url": indicators_url(asked._replace(with_last_year=one == LAST_YEAR)),
                "current": asked.with_last_year == (one == LAST_YEAR),
            }
            for one, label in offered_comparisons()
        ],
        "trends": _trends(page),
        "rows": [_row(one, page, asked) for one in INDICATORS],
        "score": score,
        "score_formula": score_words(page.terms),
        "terms_url": indicators_url(asked, "centre:rate_terms"),
        "median": page.median,
        "p90": page.p90,
        "ages_title": _("逾期 %(n)d 件") % {"n": sum(page.ages.values())},
        "ages": [
            {"label": _(one.label), "value": page.ages[one], "tone": "overdue" if AGES[one][0] >= 7 else "soon",
             "url": rows_url(one, Asked(asked.place, DAYS[0])) if page.ages[one] else ""}
            for one in AGES
        ],
        "below_word": word_for_level(page.below),
        "heads": [_(one.label) for one in SIDE_BY_SIDE],
        "places": [
            PlaceLine(
                name=_name(page, one.code) if len(one.code) > len(asked.place) else _("未落到下一级"),
                url=at(one.code) if len(one.code) > len(asked.place) else "",
                cells=[_cell(indicator, rate_of(indicator, one.counts, page.terms)) for indicator in SIDE_BY_SIDE],
            )
            for one in page.places
        ],
    }  # fmt: skip


def _trends(page: Indicators) -> list[dict[str, Any]]:
    """What was raised and what was closed, day by day or, over a long span, month by month."""
    if page.days is None:
        return []
    by_month = len(page.period.days) >= BY_HALF_FROM
    today, series = clock.today(), []
    labels = {day: f"{day:%Y-%m}" if by_month else f"{day.month}-{day.day}" for day in page.period.days if day <= today}
    for position, words in enumerate((_("反映 %(n)d 件"), _("结案 %(n)d 件"))):
        points = dict.fromkeys(labels.values(), 0)
        for day, counts in page.days.items():
            if day in labels:
                points[labels[day]] += counts[position]
        series.append({"title": words % {"n": sum(points.values())}, "points": list(points.items())})
    return series


def offered_comparisons() -> list[tuple[str, str]]:
    """The two spans one may stand beside, as `?with=` names them."""
    return [("", _("和上期比")), (LAST_YEAR, _("和去年同期比"))]


def pages_of_a_span(asked: AskedIndicators, name: str) -> list[dict[str, Any]]:
    """The pages of a place and a span, as tabs; `name` is the page at hand."""
    pages = (
        ("centre:indicators", _("办事指标")),
        ("centre:shaded_map", _("各处对比")),
        ("centre:trends", _("走势")),
        ("centre:kinds", _("各类事项")),
        ("centre:together", _("共治与减负")),
    )
    return [{"label": label, "url": indicators_url(asked, page), "current": page == name} for page, label in pages]


def offered_periods(asked: AskedIndicators, name: str, **more: str) -> list[dict[str, Any]]:
    """The spans one is likely to want, as tabs of the page `name`."""
    return [
        {
            "label": label,
            "url": indicators_url(asked._replace(period=one), name, **more),
            "current": one == asked.period,
        }
        for label, one in _offered()
    ]


def changed_words(rate: Rate, before: Rate) -> str:
    """`+1.5` points; empty unless both have a value."""
    if rate.percent is None or before.percent is None:
        return ""
    points = rate.percent - before.percent
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{abs(points)}"


def percent(rate: Rate) -> str:
    """`92.5%`; empty where there is nothing to divide."""
    return "" if rate.percent is None else f"{rate.percent.normalize():f}%"


def _row(one: Indicator, page: Indicators, asked: AskedIndicators) -> IndicatorRow:
    rate, before = (rate_of(one, counts, page.terms) for counts in (page.counts, page.previous))
    urls = {part: indicators_url(asked, "centre:indicator_rows", indicator=one.code, part=part.value) for part in Part}
    return IndicatorRow(
        label=_(one.label),
        value=percent(rate),
        numerator=rate.base.partition("/")[0],
        numerator_url=urls[Part.NUMERATOR] if rate.numerator else "",
        denominator=rate.denominator,
        denominator_url=urls[Part.DENOMINATOR] if rate.denominator else "",
        before=percent(before) and f"{percent(before)} ({before.base})",
        change=changed_words(rate, before),
        formula=formula_words(one, page.terms),
        remark=_band(rate, page.terms) if one.code == "whistle" else "",
    )


def formula_words(one: Indicator, terms: Terms) -> str:
    """How it is counted, with the numbers that are a tenant's to decide."""
    return _(one.formula) % {"basically": plain(terms.basically_counts)}


def score_words(terms: Terms) -> str:
    """The three-rate score as its formula."""
    response, resolve, satisfy = map(plain, terms.weights)
    return _("%(response)s × 响应率 + %(resolve)s × 解决率 + %(satisfy)s × 满意率；三项都有数才算") % {
        "response": response,
        "resolve": resolve,
        "satisfy": satisfy,
    }


def plain(number: Decimal, places: str = "") -> str:
    """`0.35`, `0.6`, `1`."""
    return f"{number.normalize():f}{places}"


def _band(rate: Rate, terms: Terms) -> str:
    if rate.value is None:
        return ""
    low, high = plain(terms.whistle_low * 100, "%"), plain(terms.whistle_high * 100, "%")
    if rate.value < terms.whistle_low:
        return _("低于 %(low)s，看一看该吹的有没有吹") % {"low": low}
    if rate.value > terms.whistle_high:
        return _("高于 %(high)s，看一看本级能不能先办") % {"high": high}
    return _("在 %(low)s 到 %(high)s 之间") % {"low": low, "high": high}


def _cell(indicator: Indicator, rate: Rate) -> tuple[str, str, str]:
    return _(indicator.label), percent(rate), rate.base if rate.denominator else ""


def _name(page: Indicators, code: str) -> str:
    return page.names.get(code) or code if code else _("整个平台")


def span_frame(
    actor: Actor, asked: AskedIndicators, name: str, above: tuple[str, ...], names: dict[str, str], **more: str
) -> dict[str, Any]:
    """What every page of a place and a span begins with; `name` is the page, `more` what else its address asks."""

    def called(code: str) -> str:
        return names.get(code) or code if code else _("整个平台")

    def at(place: str) -> str:
        return indicators_url(asked._replace(place=place), name, **more)

    return {
        "place_name": called(asked.place),
        "way_down": [*({"label": called(code), "url": at(code)} for code in above), {"label": called(asked.place)}],
        "homes": [
            {"label": called(home), "url": at(home), "current": asked.place.startswith(home)}
            for home in homes_of(actor)
        ],
        "periods": offered_periods(asked, name, **more),
        "pages": pages_of_a_span(asked, name),
        "hidden": query_of(asked) | more,
        "first": asked.period.first,
        "last": asked.period.last,
        "before": asked.compared,
    }


def _offered() -> list[tuple[str, Period]]:
    today = clock.today()
    return [
        (_("上个半月"), half_month_of(today).previous),
        (_("这个半月"), half_month_of(today)),
        (_("本月"), month_of(today)),
        (_("上月"), month_of(today).previous),
        (_("今年"), year_of(today)),
    ]


def _period(given: Mapping[str, str]) -> Period:
    try:
        first, last = date.fromisoformat(given.get("from", "")), date.fromisoformat(given.get("to", ""))
    except ValueError:
        return half_month_of(clock.today()).previous
    if first < EARLIEST or last < first or last - first > LONGEST or last > year_of(clock.today()).last:
        return half_month_of(clock.today()).previous
    return Period(first, last)
