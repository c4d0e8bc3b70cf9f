"""`./linli insight rebuild | check`: make the kept counts anew, or compare them with plain counting (ADR 0030)."""

from __future__ import annotations

import argparse
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn, say

if TYPE_CHECKING:
    from linli.insight.counts.check import Difference

SHOWN = 20


def add(deeds: argparse._SubParsersAction) -> None:
    rebuild = deeds.add_parser("rebuild", help="按事项重新算一遍各处每天的数")
    rebuild.add_argument("--street", type=_street, help="只算这个街道（9 位代码）")
    rebuild.add_argument("--after", type=_street, default=0, help="接着上次断开的地方：只算这个街道以后的（9 位代码）")
    rebuild.set_defaults(run=run_rebuild)
    check = deeds.add_parser("check", help="逐件数一遍，看和平时记的数对不对得上")
    check.add_argument("--place", default="", type=_place, help="只看这个地方（2 到 9 位代码）")
    check.add_argument("--from", dest="first", type=date.fromisoformat, help="从哪天，如 2026-11-01（默认今年）")
    check.add_argument("--to", dest="last", type=date.fromisoformat, help="到哪天")
    check.set_defaults(run=run_check)


def run_rebuild(given: argparse.Namespace, where: Where) -> int:
    """Make the counts anew, street by street, while work goes on; what is done stays done when it is broken off."""
    with database(where), django_ready():
        from linli.insight.counts.rebuild import rebuild
        from linli.insight.register_counts import count_registers

        started, cases, streets, last = perf_counter(), 0, 0, given.after
        try:
            for street, counted in rebuild([given.street] if given.street else None, after=given.after):
                streets, cases, last = streets + 1, cases + counted, street
                say(f"{street}：{counted} 件")
        except KeyboardInterrupt:
            say(f"停在 {last} 之后，算过的都算数。接着算：./linli insight rebuild --after {last}")
            return 130
        residents = 0 if given.street else count_registers()
    say(f"算好了：{streets} 个街道，{cases} 件，用了 {perf_counter() - started:.1f} 秒。")
    if residents:
        say(f"居民登记也数了一遍：{residents} 人。")
    return 0


def run_check(given: argparse.Namespace, where: Where) -> int:
    """Compare; 1 when something differs."""
    with database(where), django_ready():
        from linli.insight.counts.check import differences
        from linli.insight.rules import Period
        from linli.insight.rules.periods import year_of
        from linli.kernel import clock

        year = year_of(clock.today())
        period = Period(given.first or year.first, given.last or year.last)
        if period.last < period.first:
            raise CannotGoOn(
                "结束的日子在开始的日子前面。",
                "换一下 --from 和 --to。",
                "The span ends before it begins.",
                "swap them.",
            )
        found = list(differences(period, given.place))
    for one in found[:SHOWN]:
        say(f"{one.place_code} {_what(one)}：记的是 {one.kept}，数出来是 {one.counted}")
    if found:
        say(f"有 {len(found)} 个数对不上。重新算一遍：./linli insight rebuild")
        return 1
    say(f"{period.first} 到 {period.last}：每个数都对得上。")
    return 0


def _what(one: Difference) -> str:
    """Which number it is: of which kind, in the days where half-months may be right."""
    kind = f"（类别 {one.kind}）" if one.kind else ""
    days = "，按天" if one.in_days else ""
    return f"{one.measure.label if one.measure else '处置时长'}{kind}{days}"


def _street(text: str) -> int:
    if len(text) != 9 or not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError("街道是 9 位数字")
    return int(text)


def _place(text: str) -> str:
    if len(text) not in (0, 2, 4, 6, 9) or not (text == "" or (text.isascii() and text.isdigit())):
        raise argparse.ArgumentTypeError("地方是 2、4、6 或 9 位数字")
    return text
