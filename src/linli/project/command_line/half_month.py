"""`./linli insight half-month [--place CODE] [--period YYYY-MM-DD]`: draft the half-month analyses that are missing."""

from __future__ import annotations

import argparse
from datetime import date

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn, say


def add(deeds: argparse._SubParsersAction) -> None:
    one = deeds.add_parser("half-month", help="补起还没有的半月分析草稿")
    one.add_argument("--place", default="", type=_place, help="只看这个地方（2 到 12 位代码）")
    one.add_argument(
        "--period", type=date.fromisoformat, help="半个月里的任意一天，如 2026-11-01（默认刚过去的半个月）"
    )
    one.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    """Draft what is missing and say which."""
    with database(where), django_ready():
        draft(given.place, given.period)
    return 0


def draft(place: str, day: date | None) -> None:
    """Draft within a place (empty: everywhere) for the half-month a day lies in, by default the last one that is over, and
    say what was drafted. Raises `CannotGoOn` for a half-month that is not over."""
    from linli.insight.jobs import draft_missing_reports
    from linli.insight.rules import half_month_of
    from linli.kernel import clock

    period = half_month_of(day) if day else half_month_of(clock.today()).previous
    if period.end > clock.now():
        raise CannotGoOn(
            f"{period.first} 到 {period.last} 还没有过完。",
            "过完以后再做，或者换一个 --period。",
            f"The half-month {period.first} to {period.last} is not over.",
            "wait until it is, or name another --period.",
        )
    drafted = draft_missing_reports(period, place)
    for report in drafted:
        say(f"{report.place_code} {report.name}")
    if drafted:
        say(f"{period.first} 到 {period.last}：新起了 {len(drafted)} 份草稿，请各处写好分析再发布。")
    else:
        say(f"{period.first} 到 {period.last}：没有要补的，该有的都有了。")


def _place(text: str) -> str:
    if len(text) not in (0, 2, 4, 6, 9, 12) or not (text == "" or (text.isascii() and text.isdigit())):
        raise argparse.ArgumentTypeError("地方是 2、4、6、9 或 12 位数字")
    return text
