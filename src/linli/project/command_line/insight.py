"""`./linli insight hot-issues FILE`: the hot issues of a table of messages, without a database; beside it the commands of the
kept counts (`counts.py`) and of the half-month analysis (`half_month.py`)."""

from __future__ import annotations

import argparse
import csv
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from linli.kernel.clock import SHANGHAI
from linli.project.command_line import counts, half_month
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn, say

if TYPE_CHECKING:
    from linli.insight.same_matter.found import Found
    from linli.insight.same_matter.grouping import Message

COLUMNS = {
    "id": ("留言编号", "编号", "id"),
    "who": ("留言用户", "用户", "反映人", "who"),
    "heading": ("留言主题", "主题", "标题", "subject"),
    "at": ("留言时间", "时间", "反映时间", "at"),
    "body": ("留言详情", "内容", "反映内容", "body"),
    "for": ("点赞数", "votes"),
    "against": ("反对数",),
}
"""What each column may be called; votes may be missing, and without a person every message is somebody else's."""
NEEDED = ("heading", "at", "body")
HEADS = ("热度排名", "问题编号", "热度指数", "时间范围", "地点", "问题描述", "人数", "条数", "点赞减反对")
MESSAGE_HEADS = ("问题编号", "留言编号", "留言时间", "留言主题")


def add(commands: argparse._SubParsersAction) -> None:
    deeds = commands.add_parser("insight", help="热点问题、半月分析、统计数的重算和核对").add_subparsers(
        title="做什么", metavar="hot-issues|half-month|rebuild|check", required=True
    )
    counts.add(deeds)
    half_month.add(deeds)
    hot = deeds.add_parser("hot-issues", help="读一张留言表（CSV），写出热点问题表和每个问题的留言表")
    hot.add_argument("file", type=Path, help="留言表：有主题、详情、时间三列，最好还有编号、用户、点赞数")
    hot.add_argument("--out", type=Path, help="写到哪里（默认在留言表旁边：文件名-热点问题.csv）")
    hot.add_argument("--most", type=int, default=50, help="最多写多少个问题（默认 50）")
    hot.set_defaults(run=run_hot_issues)


def run_hot_issues(given: argparse.Namespace, where: Where) -> int:
    """Read the messages, sort them into matters, and write the hottest with their messages beside them."""
    from linli.insight.same_matter.found import find_hot

    rows, skipped = read_messages(given.file)
    found = find_hot(rows)[: max(1, given.most)]
    out = given.out or given.file.with_name(f"{given.file.stem}-热点问题.csv")
    beside = out.with_name(f"{out.stem}-留言{out.suffix or '.csv'}")
    try:
        _write(out, HEADS, ([number, number, *_line(one)] for number, one in enumerate(found, 1)))
        _write(
            beside,
            MESSAGE_HEADS,
            (
                [number, message.id, f"{message.at:%Y-%m-%d %H:%M}", message.said.heading]
                for number, one in enumerate(found, 1)
                for message in one.messages
            ),
        )
    except OSError as failure:
        raise CannotGoOn(
            f"写不进 {out}：{failure.strerror}。",
            "换一个地方：--out 文件。",
            f"Cannot write {out}.",
            "name another --out.",
        ) from None
    for number, one in enumerate(found[:20], 1):
        say(f"{number:>2}. {one.name}（{one.people} 人，{len(one.messages)} 条，热度 {one.heat:.0f}）")
    say(f"读了 {len(rows)} 条留言" + (f"，跳过 {skipped} 条没有时间或没有内容的" if skipped else "") + "。")
    say(f"热点问题写在 {out}，它们的留言写在 {beside}。")
    return 0


def read_messages(file: Path) -> tuple[list[Message], int]:
    """The messages of a table, and how many rows have no time or no words. Raises `CannotGoOn` for a file that is none."""
    from linli.cases.ledger_files.read_text import find_format, text_rows
    from linli.cases.ledger_files.refusals import NotATable
    from linli.insight.same_matter.grouping import Message
    from linli.insight.same_matter.said import read_said

    def opened() -> BinaryIO:
        return file.open("rb")

    try:
        rows = text_rows(opened, find_format(opened, file.name))
        heads = [cell.strip().lstrip("\ufeff") for cell in next(rows).cells]
    except OSError as failure:
        raise CannotGoOn(
            f"读不了 {file}：{failure.strerror}。", "看看路径对不对。", f"Cannot read {file}.", "check the path."
        ) from None
    except (NotATable, StopIteration):
        raise CannotGoOn(
            f"{file} 不是一张表。", "另存为 CSV 再试。", f"{file} is no table.", "save it as CSV."
        ) from None
    named = {
        name: next((heads.index(word) for word in words if word in heads), None) for name, words in COLUMNS.items()
    }
    missing = [COLUMNS[name][0] for name in NEEDED if named[name] is None]
    if missing:
        raise CannotGoOn(
            f"表里没有这些列：{'、'.join(missing)}。",
            "第一行要有列名，再试一次。",
            f"The table lacks columns: {', '.join(missing)}.",
            "its first line must name the columns.",
        )
    messages, skipped = [], 0
    for row in rows:
        value = {
            name: row.cells[at].strip() if at is not None and at < len(row.cells) else "" for name, at in named.items()
        }
        at, said = _instant(value["at"]), read_said(value["heading"], value["body"])
        if at is None or said.is_empty:
            skipped += 1
            continue
        votes = _whole(value["for"]) - _whole(value["against"])
        who = value["who"] or f"row {row.number}"
        messages.append(Message(value["id"] or row.number, at, who, said, votes))
    return messages, skipped


def _line(one: Found) -> list[object]:
    return [
        f"{one.heat:.1f}",
        f"{one.first_at:%Y/%m/%d} 至 {one.last_at:%Y/%m/%d}",
        one.place,
        one.name,
        one.people,
        len(one.messages),
        one.votes,
    ]


def _write(file: Path, heads: tuple[str, ...], rows) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(heads)
        table.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _instant(text: str) -> datetime | None:
    text = text.replace("/", "-").replace("T", " ")
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            return datetime.strptime(text[:19], form).replace(tzinfo=SHANGHAI)
        except ValueError:
            continue
    return None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 9 else 0
