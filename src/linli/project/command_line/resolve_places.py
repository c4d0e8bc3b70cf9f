"""`./linli places resolve FILE`: a whole register of addresses bound to estates, buildings and homes (落格进楼)."""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.import_ledger import community_named
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn, say

if TYPE_CHECKING:
    from linli.cases.ledger_files import Table
    from linli.people.rules.home_rows import BadHomeRow, HomeRow


def add(deeds: argparse._SubParsersAction) -> None:
    parser = deeds.add_parser("resolve", help="落格进楼：把一张地址表（可带住户）绑定到小区、楼栋、住房")
    parser.add_argument("file", type=Path, help="有“地址”一列的 CSV 或 XLSX；可以有姓名、电话、身份证号、出生年")
    parser.add_argument("--community", help="归属社区的 12 位代码；只有一个社区时不用给")
    parser.add_argument("--sheet", help="工作表名称，默认第一张有内容的表")
    parser.add_argument("--new-homes", action="store_true", help="楼栋单元都对得上、只是房号没登记的，一并登记")
    parser.add_argument("--yes", action="store_true", help="确实绑定；不给则只看能对上多少")
    parser.add_argument("--out", type=Path, help="没对上的行写到哪里，默认在旁边加“-没对上.xlsx”")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    """Show how deep each row leads, and with --yes bind them; 0 when every row is bound, 1 when some are to mend. The same command again
    goes on where it broke off, and changes nothing when it was through."""
    if not given.file.is_file():
        raise CannotGoOn(
            f"没有找到文件 {given.file}。", "检查路径和文件名。", f"There is no file {given.file}.", "check the path."
        )
    with database(where), django_ready():
        from linli.cases.ledger_files import LedgerFileError, refusal_sentence
        from linli.doors.refusal_words import words_for
        from linli.kernel.errors import Refusal
        from linli.project.command_line.prepare import migrate

        migrate()
        try:
            return _resolve(given)
        except LedgerFileError as refusal:
            raise CannotGoOn(
                refusal_sentence(refusal), "处理好文件后再运行一次。", f"Unreadable ({refusal.code}).", "mend the file."
            ) from refusal
        except Refusal as refusal:
            raise CannotGoOn(
                words_for(refusal),
                "处理好以后再运行一次，已绑定的不会重复。",
                f"Refused: {refusal}.",
                "mend it and run again.",
            ) from refusal


def _resolve(given: argparse.Namespace) -> int:
    from linli.cases.ledger_files import open_table
    from linli.kernel.actor import system
    from linli.people.binding_runs import bind_register
    from linli.people.rules.home_rows import KNOWN_NAMES, columns_of

    community, name = community_named(given.community)
    table = open_table(given.file, sheet=given.sheet, known_names=KNOWN_NAMES)
    if not columns_of(table.header.names):
        raise CannotGoOn(
            "表头里没有“地址”这一列。",
            "把地址那一列的列名改成“地址”。",
            "There is no column of addresses.",
            "name it 地址.",
        )
    bad: list[BadHomeRow] = []
    count = sum(1 for _row in _rows(table, bad))
    say(f"{given.file.name}：{count} 行地址，{len(bad)} 行读不懂。绑定到 {name}（{community}）。")
    for one in bad[:10]:
        say(f"  第 {one.number} 行：{_bad_words(one.reason)}")
    if not count:
        return 1
    began = perf_counter()
    if not given.yes:
        return _look(given, table, community, count, began)
    digest = hashlib.sha256(given.file.read_bytes() + (given.sheet or "").encode()).hexdigest()
    run = bind_register(
        actor=system(), key=None, community=community, file_name=given.file.name, sha256=digest, count=count,
        rows=_rows(table, []), with_new_homes=given.new_homes,
        told=lambda run: say(f"  {run.done}/{run.rows} 行，{run.bound} 行已对上"),
    )  # fmt: skip
    out = given.out or given.file.with_name(f"{given.file.stem}-没对上.xlsx")
    _write_report(run, bad, out)
    say(
        f"绑定完成：{run.rows} 行中 {run.bound} 行对上，新登记住房 {run.new_homes} 户、居民 {run.new_residents} 人，"
        f"已有 {run.known_residents} 人，用时 {perf_counter() - began:.1f} 秒。"
    )
    say(f"报告：{out}。改好没对上的行，存盘后用同一条命令再导入这份文件。")
    return 0 if run.bound == run.rows and not bad else 1


def _look(given: argparse.Namespace, table: Table, community: str, count: int, began: float) -> int:
    from linli.kernel.scope import Scope
    from linli.ledger.scoped import acting_in
    from linli.people.binding import bind_rows
    from linli.people.binding_runs import AT_ONCE

    levels: Counter[int] = Counter()
    whole, rows = 0, _rows(table, [])
    with acting_in(Scope.everything()):
        while some := list(islice(rows, AT_ONCE)):
            for one in bind_rows(community, some, given.new_homes):
                levels[int(one.level)] += 1
                whole += one.is_whole
            say(f"  {sum(levels.values())}/{count} 行，{whole} 行能对上")
    for words, number in level_counts(levels):
        say(f"  {words}：{number} 行")
    say(f"用时 {perf_counter() - began:.1f} 秒。没有绑定；确认无误后加上 --yes 再运行。")
    return 0 if whole == count else 1


def _rows(table: Table, bad: list[BadHomeRow]) -> Iterator[HomeRow]:
    """The rows that can be read; the others are put into `bad`."""
    from linli.cases.ledger_files.clean_text import cell_text
    from linli.people.rules.home_rows import BadHomeRow, columns_of, read_home_row

    at = columns_of(table.header.names)
    for raw in table.rows():
        if raw.broken is not None:
            bad.append(BadHomeRow(raw.number, "unreadable"))
        elif not raw.is_blank:
            row = read_home_row(raw.number, [cell_text(cell) for cell in raw.cells], at)
            if isinstance(row, BadHomeRow):
                bad.append(row)
            else:
                yield row


def level_counts(levels: Counter[int]) -> list[tuple[str, int]]:
    """How many rows reached each level, the deepest first, in words."""
    from linli.doors.level_words import LEVEL_WORDS

    return [(str(LEVEL_WORDS[level]), levels[level]) for level in sorted(levels, reverse=True)]


def _bad_words(reason: str) -> str:
    from linli.doors.level_words import BAD_ROW_WORDS

    return str(BAD_ROW_WORDS[reason])


def _write_report(run, bad: list[BadHomeRow], out: Path) -> None:
    from linli.doors.level_words import UNBOUND_HEADS
    from linli.doors.workbook import Workbook
    from linli.kernel.actor import system
    from linli.people.actions.take_out_unbound import take_out_unbound

    book = Workbook()
    book.sheet("没对上的行", UNBOUND_HEADS, take_out_unbound(actor=system(), key=None, register=run.key))
    if bad:
        book.sheet("读不懂的行", ["行号", "原因"], [[str(one.number), _bad_words(one.reason)] for one in bad])
    levels = Counter({int(level): number for level, number in run.levels.items()})
    book.sheet("对到哪一级", ["级别", "行数"], [[words, str(number)] for words, number in level_counts(levels)])
    out.write_bytes(book.close().read())
