"""Ledgers of the demonstration's own: what four books of the last 120 days would hold, as the files they would come in."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from linli.kernel.clock import SHANGHAI

from . import town
from .matters import MATTERS
from .people import given_name, surname
from .plan import dice

ROWS_EACH = 100
DAYS = 120


class DemoLedger(NamedTuple):
    """A file and the columns it bears, in the order of the book."""

    file_name: str
    prefix: str
    columns: tuple[str, ...]


LEDGERS: tuple[DemoLedger, ...] = (
    DemoLedger(
        "物业来电来访登记本（演示）.csv",
        "WY",
        (
            "登记编号",
            "来电时间",
            "来访人",
            "联系电话",
            "楼栋房号",
            "来电内容",
            "类别",
            "处理结果",
            "处理时间",
            "满意度",
        ),
    ),
    DemoLedger(
        "楼栋长工作日志（演示）.csv",
        "LD",
        (
            "记录编号",
            "走访时间",
            "走访对象",
            "电话",
            "走访地点",
            "发现问题",
            "类别",
            "处理情况",
            "完成时间",
            "居民评价",
        ),
    ),
    DemoLedger(
        "社区便民服务记录本（演示）.csv",
        "BM",
        ("登记编号", "服务时间", "服务对象", "电话", "地址", "服务内容", "类别", "服务结果", "完成时间", "满意度"),
    ),
    DemoLedger(
        "12345热线工单（演示）.csv",
        "RX",
        (
            "工单编号",
            "来电时间",
            "来电人",
            "来电号码",
            "诉求地址",
            "诉求内容",
            "诉求类型",
            "答复内容",
            "办结时间",
            "满意度",
        ),
    ),
)


def ledger_bytes(ledger: DemoLedger, now: datetime) -> bytes:
    """The ledger as a CSV file ending today: the same rows for the same day."""
    chance = dice("ledger", ledger.prefix)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(ledger.columns)
    today = now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    times = sorted(
        today - timedelta(days=chance.randrange(1, DAYS), hours=-chance.randrange(8, 20), minutes=-chance.randrange(60))
        for _ in range(ROWS_EACH)
    )
    for number, raised_at in enumerate(times, 1):
        writer.writerow([f"{ledger.prefix}{number:05d}", *_row(chance, raised_at, now)])
    return out.getvalue().encode("utf-8-sig")


def _row(chance: Random, raised_at: datetime, now: datetime) -> list[str]:
    matter = chance.choice(MATTERS)
    building = chance.choice(town.buildings())
    room = f"{chance.randint(1, building.estate.units)}单元{chance.randint(1, building.estate.floors)}01室"
    name = surname(chance) + given_name(chance, chance.random() < 0.5, chance.randint(1945, 2000))
    answered_at = raised_at + timedelta(
        hours=chance.choice((3, 6, 22, 30, 48, 75, 120, 200)), minutes=chance.randrange(60)
    )
    answered = answered_at < now and chance.random() < 0.96
    rated = answered and chance.random() < 0.7
    rating = chance.choices(("满意", "基本满意", "不满意"), (82, 13, 5))[0] if rated else ""
    return [
        f"{raised_at:%Y-%m-%d %H:%M}",
        name,
        f"1990000{chance.randrange(10_000):04d}",
        f"{building.estate.name}{building.name}{room}",
        matter.words,
        matter.kind_name,
        matter.answer if answered else "",
        f"{answered_at:%Y-%m-%d %H:%M}" if answered else "",
        rating,
    ]
