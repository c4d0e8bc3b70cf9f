"""The public wall: what was settled, how fast, and the rates with their counts and formulas."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.cases.queries.public_wall import settled_matters
from linli.cases.rules import Level, Rate
from linli.doors.look.words_for_time import day_words
from linli.doors.paging import read_page
from linli.insight.public_rates import PublicRates, public_rates
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .frame import ResidentRequest, community_at, resident_page

MONTH, QUARTER, ALL = "month", "90", "all"


@resident_page
def wall(request: ResidentRequest, code: str) -> HttpResponse:
    """The wall of a community for this month, the last 90 days or all time. At most ten statements."""
    community = community_at(code)
    asked = request.GET.get("period")
    period = asked if asked in (MONTH, ALL) else QUARTER
    since = _since(period)
    with acting_in(Scope.of([code])):
        page = read_page(request, lambda position: settled_matters(code, since=since, at=position))
        rates = public_rates(code, since=since)
    return request.show(
        "wall.html",
        community=community,
        page=page,
        rates=rates,
        figures=_figures(rates),
        periods=_tabs(period),
        counted=_counted(since),
        levels=_levels(rates),
    )


def _since(period: str) -> datetime | None:
    today = clock.today()
    if period == ALL:
        return None
    first = today.replace(day=1) if period == MONTH else today - timedelta(days=89)
    return datetime.combine(first, time(), SHANGHAI)


def _tabs(period: str) -> list[dict[str, Any]]:
    words = ((MONTH, _("本月")), (QUARTER, _("近 90 天")), (ALL, _("全部")))
    return [{"label": label, "url": f"?period={name}", "current": name == period} for name, label in words]


def _counted(since: datetime | None) -> str:
    if since is None:
        return _("统计的是至今反映的全部事项。")
    return _("统计的是 {day} 以来反映的事项。").format(day=day_words(since.date(), today=clock.today()))


def _figures(rates: PublicRates) -> list[dict[str, Any]]:
    rows = (
        (_("按时联系"), rates.response, _("件在时限内联系了反映人"), _("响应率")),
        (_("确认解决"), rates.resolve, _("件反映人说解决了"), _("解决率")),
        (
            _("满意"),
            rates.satisfy,
            _("件，基本满意按 {n} 件算").format(n=f"{rates.basically_counts.normalize():f}"),
            _("满意率"),
        ),
    )
    return [_figure(*row) for row in rows]


def _figure(label: str, rate: Rate, base: str, name: str) -> dict[str, Any]:
    percent = rate.percent
    numerator = rate.base.split("/")[0]
    return {
        "label": label,
        "value": None if percent is None else f"{percent.normalize():f}%",
        "numerator": numerator,
        "denominator": rate.denominator,
        "base": base,
        "formula": f"{name} = {_(rate.formula)}",
    }


def _levels(rates: PublicRates) -> list[dict[str, Any]]:
    words = {
        Level.GRID: _("网格里办结"),
        Level.COMMUNITY: _("社区办结"),
        Level.STREET: _("街道办结"),
        Level.COUNTY: _("区县办结"),
    }
    return [{"label": words[level], "value": count} for level, count in rates.settled_at.items()]
