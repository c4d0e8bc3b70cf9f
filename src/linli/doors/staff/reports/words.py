"""What a report and its period are called."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from linli.insight.report_subject import About, about_of
from linli.insight.rules import Period
from linli.kernel.place_codes import PlaceLevel


def period_words(period: Period) -> str:
    """`2026年11月1日–15日`."""
    return _("%(year)d年%(month)d月%(first)d日–%(last)d日") % {
        "year": period.first.year,
        "month": period.first.month,
        "first": period.first.day,
        "last": period.last.day,
    }


def title_of(report: Any) -> str:
    """`湖东苑片长半月分析` for an estate, `东湖路社区半月分析` for what is wider."""
    if about_of(report.place_code, report.estate_id) is About.ESTATE:
        return _("%(name)s片长半月分析") % {"name": report.name}
    return _("%(name)s半月分析") % {"name": report.name}


def word_for_parts(report: Any) -> str:
    """What the places just below are."""
    if report.estate_id:
        return _("楼栋")
    return _("社区") if len(report.place_code) == PlaceLevel.STREET else _("小区")


def file_name(report: Any, ending: str) -> str:
    """What the file is called when it is taken along."""
    edition = _("第%(n)d版") % {"n": report.edition} if report.edition > 1 else ""
    draft = "" if report.issued_at else _("草稿")
    return f"{title_of(report)}-{report.first_on:%Y%m%d}-{report.last_on:%Y%m%d}{edition}{draft}.{ending}"
