"""`./linli places resolve FILE`: a whole register of addresses bound to estates, buildings and homes (落格进楼)."""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
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
    from linli.people.models import HomeRegister
    from linli.people.rules.home_rows import BadHomeRow, HomeRow


def add(deeds: argparse._SubParsersAction) -> None:
    parser = deeds.add_parser("resolve", help="落格进楼：把一张地址表（可带住户）绑定到小区、楼栋、住房")
    parser.add_argument("file", type=Path, help="有“地址”一列的 CSV 或 XLSX；可以有姓名、电话、身份证号、出生年")
    parser.add_argument("--community", help="归属社区的 12 位代码；只有一个社区时不用给")
    parser.add_argument("--sheet", help="工作表名称，默认第一张有内容的表")
    parser.add_argument("--new-homes", action="store_true", help="楼栋单元都对得上、只是房号没登记的，一并登记")
    parser.add_argument("--yes", action="store_true", help="确实绑定；不给则只看能对上多少")
    parser.add_argument(
        "--out",
        type=Path,
        help="报告写到哪里：.xlsx 有每一级多少行、没对上的行和原因，.csv 只有没对上的行；默认在旁边加“-没对上.xlsx”，只看不绑定时不给就不写",
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    """Show how deep each row leads, and with --yes bind them; 0 when every row is bound, 1 when some are to mend. The same command again
    goes on where it broke off, and changes nothing when it was through."""
    with database(where), django_ready():
        from linli.project.command_line.prepare import migrate

        migrate()
        return resolve(given)


def resolve(given: argparse.Namespace) -> int:
    """`run` on a database that is there. Every refusal becomes a sentence with a next step (`CannotGoOn`)."""
    from linli.cases.ledger_files import LedgerFileError, refusal_sentence
    from linli.doors.refusal_words import words_for
    from linli.kernel.errors import Refusal

    if not given.file.is_file():
        raise CannotGoOn(
            f"没有找到文件 {given.file}。", "检查路径和文件名。", f"There is no file {given.file}.", "check the path."
        )
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
    from linli.people.actions.take_out_unbound import take_out_unbound
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
    out = given.out or (given.file.with_name(f"{given.file.stem}-没对上.xlsx") if given.yes else None)
    if out:
        _writable(out)
    bad: list[BadHomeRow] = []
    count = sum(1 for _row in _rows(table, bad))
    say(f"{given.file.name}：{count} 行地址，{len(bad)} 行读不懂。绑定到 {name}（{community}）。")
    for one in bad[:10]:
        say(f"  第 {one.number} 行：{_bad_words(one.reason)}")
    if not count:
        return 1
    began = perf_counter()
    if not given.yes:
        return _look(given, table, community, count, bad, began)
    digest = hashlib.sha256(given.file.read_bytes() + (given.sheet or "").encode()).hexdigest()
    run = bind_register(
        actor=system(), key=None, community=community, file_name=given.file.name, sha256=digest, count=count,
        rows=_rows(table, []), with_new_homes=given.new_homes, told=_progress(),
    )  # fmt: skip
    left = take_out_unbound(actor=system(), key=None, register=run.key)
    _write_report(out, left, bad, Counter({int(level): number for level, number in run.levels.items()}))
    say(
        f"绑定完成：{run.rows} 行中 {run.bound} 行对上，新登记住房 {run.new_homes} 户、居民 {run.new_residents} 人，"
        f"已有 {run.known_residents} 人，用时 {perf_counter() - began:.1f} 秒。"
    )
    say(f"报告：{out}。改好没对上的行，存盘后用同一条命令再导入这份文件。")
    return 0 if run.bound == run.rows and not bad else 1


def _progress() -> Callable[[HomeRegister], None]:
    """What says how far a run is; first whether it was begun before."""
    begun = False

    def told(run: HomeRegister) -> None:
        nonlocal begun
        if not begun and run.done:
            say(
                "这份文件已经绑定过，没有再做一遍。"
                if run.done >= run.rows
                else f"上次做到第 {run.done} 行时中断了，现在接着做。"
            )
        elif run.done:
            say(f"  {run.done}/{run.rows} 行，{run.bound} 行已对上")
        begun = True

    return told


def _look(
    given: argparse.Namespace, table: Table, community: str, count: int, bad: list[BadHomeRow], began: float
) -> int:
    from linli.kernel.scope import Scope
    from linli.ledger.scoped import acting_in
    from linli.people.binding import bind_rows
    from linli.people.binding_runs import AT_ONCE
    from linli.people.rules.home_rows import cells_of

    levels: Counter[int] = Counter()
    left: list[list[str]] = []
    rows = _rows(table, [])
    with acting_in(Scope.everything()):
        while some := list(islice(rows, AT_ONCE)):
            for one in bind_rows(community, some, given.new_homes):
                levels[int(one.level)] += 1
                if not one.is_whole:
                    left.append([str(one.row.number), *cells_of(one.row), one.why])
            say(f"  {sum(levels.values())}/{count} 行，{sum(levels.values()) - len(left)} 行能对上")
    for words, number in level_counts(levels):
        say(f"  {words}：{number} 行")
    if given.out:
        _write_report(given.out, left, bad, levels)
        say(f"报告：{given.out}")
    say(f"用时 {perf_counter() - began:.1f} 秒。没有绑定；确认无误后加上 --yes 再运行。")
    return 1 if left or bad else 0


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


def _writable(out: Path) -> None:
    """Raises `CannotGoOn` before anything is bound where the report could not be written afterwards."""
    was_there = out.exists()
    try:
        with open(out, "ab"):
            pass
        if not was_there:
            out.unlink()
    except OSError as error:
        raise CannotGoOn(
            f"报告写不到 {out}。",
            "文件可能正在 Excel 里打开，或文件夹不可写；关掉它，或用 --out 换一个位置。",
            f"The report cannot be written ({error.strerror}).",
            "close the file or give another --out.",
        ) from error


def _write_report(out: Path, left: list[list[str]], bad: list[BadHomeRow], levels: Counter[int]) -> None:
    """The rows that were not bound as they can be mended and fed again; in a workbook also the rows that cannot be read and how many rows
    reached each level."""
    from linli.doors.level_words import UNBOUND_HEADS
    from linli.doors.workbook import Workbook

    if out.suffix.lower() == ".csv":
        with open(out, "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([UNBOUND_HEADS, *left])
        return
    book = Workbook()
    book.sheet("没对上的行", UNBOUND_HEADS, left, first_width=8)
    if bad:
        book.sheet("读不懂的行", ["行号", "原因"], [[str(one.number), _bad_words(one.reason)] for one in bad])
    book.sheet("对到哪一级", ["级别", "行数"], level_counts(levels))
    out.write_bytes(book.close().read())
