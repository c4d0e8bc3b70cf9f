"""`./linli import ledger FILE`: rows of a CSV or XLSX ledger become cases."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn, say

if TYPE_CHECKING:
    from linli.cases.ledger_files import Mapping, Table
    from linli.cases.models import LedgerImport

SOURCES = {
    "hotline": "12345 热线",
    "property_firm": "物业",
    "captain": "楼栋长",
    "community": "社区",
    "letter": "网上留言",
}
BAR = 30


def add(commands: argparse._SubParsersAction) -> None:
    kinds = commands.add_parser("import", help="导入台账").add_subparsers(title="种类", metavar="ledger", required=True)
    parser = kinds.add_parser("ledger", help="把来电来访、日志、热线等台账（CSV、XLSX）导入为事项")
    parser.add_argument("file", type=Path, help="台账文件")
    parser.add_argument("--mapping", help="列对应关系：JSON 文件，或在网页上保存时起的名字；不给则按列名识别")
    parser.add_argument("--source", choices=SOURCES, help="台账来源，不给则按内容判断：" + "、".join(f"{code} {name}" for code, name in SOURCES.items()))  # fmt: skip
    parser.add_argument("--sheet", help="工作表名称，默认第一张有内容的表")
    parser.add_argument("--community", help="归属社区的 12 位代码；只有一个社区时不用给")
    parser.add_argument("--preview", action="store_true", help="只看识别结果和有问题的行，不导入")
    parser.add_argument("--yes", action="store_true", help="不再询问，直接导入")
    parser.add_argument("--bad-rows", type=Path, help="有问题的行写到哪里，默认在台账旁边")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    """Preview, ask, import and show progress; 0 when every row arrived or was there already, 1 when some are to correct."""
    if not given.file.is_file():
        raise CannotGoOn(
            f"没有找到台账文件 {given.file}。",
            "检查路径和文件名；文件名含空格时加引号。",
            f"There is no file {given.file}.",
            "check the path.",
        )
    with database(where), django_ready():
        from linli.cases.ledger_files import LedgerFileError, refusal_sentence
        from linli.project.command_line.prepare import migrate

        migrate()
        try:
            return _import(given)
        except LedgerFileError as refusal:
            raise CannotGoOn(
                refusal_sentence(refusal),
                "处理好文件后再运行一次；已导入的行不会重复。",
                f"The ledger cannot be read ({refusal.code}).",
                "mend the file and run again.",
            ) from refusal


def _import(given: argparse.Namespace) -> int:
    from linli.cases.import_ledger import run_import
    from linli.cases.ledger_files import open_table, preview
    from linli.cases.ledger_words import SOURCES as SOURCE_OF_KIND
    from linli.cases.matter import Source
    from linli.kernel import clock
    from linli.kernel.scope import Scope
    from linli.ledger.scoped import acting_in

    with acting_in(Scope.everything()):
        community, name = community_named(given.community)
        chosen = _chosen_mapping(given.mapping, community)
    names = tuple(column.name for column in chosen.columns if column.name) if chosen else ()
    table = open_table(given.file, sheet=given.sheet, known_names=names)
    seen = preview(table, chosen.fit(table.header.names) if chosen else None, limit=5, now=clock.now())
    source = Source(given.source) if given.source else SOURCE_OF_KIND[seen.mapping.kind]
    _show(seen, table, f"{name}（{community}）", source.label)
    if seen.missing:
        from linli.cases.ledger_files.refusals import MappingIncomplete

        raise MappingIncomplete(missing=seen.missing)
    if given.preview or not (seen.good or seen.bad):
        return 0
    if not given.yes and not _agreed(seen.good):
        say("没有导入。")
        return 0
    row = _begin(given, table, seen.mapping, community, source)
    row = run_import(row.key, given.file, told=_progress(seen.total))
    if row.status != "done":
        raise CannotGoOn(
            row.error,
            "处理后再运行同一条命令，会从中断处接着导入，不会重复。",
            "The import broke off; what came in stays.",
            "run the same command again.",
        )
    return _end(row, given)


def community_named(code: str | None) -> tuple[str, str]:
    """The community to import into: the one named, or the only one there is."""
    from linli.places.models import Community

    known = dict(Community.public.order_by("place_code").values_list("place_code", "name"))
    if code in known:
        return code, known[code]
    if code is None and len(known) == 1:
        return next(iter(known.items()))
    if not known:
        raise CannotGoOn(
            "还没有任何社区，台账没有地方可归。",
            "先用 ./linli demo 载入演示社区，或建立自己的社区。",
            "There is no community yet.",
            "load the demonstration or set one up first.",
        )
    shown = "、".join(f"{code} {name}" for code, name in list(known.items())[:10])
    raise CannotGoOn(
        f"没有代码为 {code} 的社区。" if code else "有不止一个社区，要说明导入到哪一个。",
        f"加上 --community 和 12 位代码，例如：{shown}",
        "The community is not known." if code else "There are several communities.",
        "say which with --community.",
    )


def _chosen_mapping(given: str | None, community: str) -> Mapping | None:
    """The mapping in a file or kept under a name; None when the columns are to be recognised."""
    from linli.cases.ledger_files import mapping_from_json
    from linli.cases.queries.imports import saved_mapping

    if given is None:
        return None
    if Path(given).is_file():
        return mapping_from_json(Path(given).read_bytes())
    if found := saved_mapping(community, given):
        return found
    raise CannotGoOn(
        f"没有名为“{given}”的列对应关系，也没有这个文件。",
        "检查名字；不带 --mapping 则按列名识别。",
        f"There is no mapping {given}.",
        "check the name, or leave --mapping out.",
    )


def _begin(given: argparse.Namespace, table: Table, mapping: Mapping, community: str, source: Any) -> LedgerImport:
    """The import of this file that was interrupted, or a new one."""
    from linli.cases.actions.start_import import start_import
    from linli.cases.actions.take_in_ledger import take_in_ledger
    from linli.cases.queries.imports import unfinished_import
    from linli.kernel.actor import system
    from linli.kernel.scope import Scope
    from linli.ledger.scoped import acting_in

    with open(given.file, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with acting_in(Scope.everything()):
        row = unfinished_import(community, digest, table.sheet, mapping)
    if row is not None:
        say(f"上次导入到第 {row.read} 行时中断了，现在接着导入。")
    else:
        row = take_in_ledger(
            actor=system(), key=None, community=community, file_name=given.file.name, sha256=digest, mapping=mapping,
            rows_at_most=table.rows_at_most, sheet=table.sheet, source=source,
        )  # fmt: skip
    return start_import(actor=system(), key=None, ledger=row.key, in_background=False)


def _show(seen: Any, table: Table, community: str, source: str) -> None:
    from linli.cases.ledger_files import FIELD_NAMES, KIND_NAMES, MAPPING_SENTENCES, LedgerRow
    from linli.cases.ledger_files.sentences import ROW_SENTENCES

    sheet = f"，工作表“{table.sheet}”" if table.sheet else ""
    say(f"{table.name}{sheet}：{KIND_NAMES[seen.mapping.kind]}，记为“{source}”，导入到 {community}")
    say("列对应：")
    for one in seen.columns:
        meaning = FIELD_NAMES[one.column.field] if one.column.field else "不导入"
        say(f"  {one.column.name or '（无名列）'} → {meaning}（{MAPPING_SENTENCES[one.column.why]}）")
    if seen.missing:
        return
    say("前几行导入后：")
    for row in seen.first:
        if isinstance(row, LedgerRow):
            words = (row.subject or row.body).replace("\n", " ")[:36]
            answered = f"{row.answered_at:%Y-%m-%d} 答复" if row.answered_at else "未答复"
            say(f"  第 {row.row_number} 行  {row.raised_at:%Y-%m-%d %H:%M}  {words}  {answered}")
    same = f"，文件内重复 {seen.same} 行" if seen.same else ""
    say(f"可以导入 {seen.good} 行，需要改正 {seen.bad} 行{same}。")
    for code, count in seen.bad_by_reason:
        say(f"  需要改正 {count} 行：{_plain(ROW_SENTENCES[code])}")
    for code, count in seen.warnings_by_reason:
        say(f"  提示 {count} 行：{_plain(ROW_SENTENCES[code])}")


def _plain(sentence: str) -> str:
    """A sentence about many rows: what would be filled in for one is left as …"""
    import re

    return re.sub(r"\{\w+\}", "…", sentence)


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise CannotGoOn(
            "没有人可以确认，所以没有导入。",
            "确认以上内容无误后，加上 --yes 再运行。",
            "Nobody is there to confirm, so nothing was imported.",
            "run again with --yes.",
        )
    return input(f"现在导入这 {count} 行吗？[y/N] ").strip().lower() in ("y", "yes", "是")


def _progress(total: int) -> Any:
    """Shows a bar in a terminal, lines elsewhere."""
    is_terminal = sys.stdout.isatty()

    def told(row: LedgerImport) -> None:
        share = min(row.read / total, 1) if total else 1
        bar = "█" * round(share * BAR) + "░" * (BAR - round(share * BAR))
        line = f"  {bar} {share:4.0%}  {row.read}/{total} 行，新增 {row.arrived}，已有 {row.same}，需改正 {row.bad}"
        if is_terminal:
            sys.stdout.write("\r" + line + ("\n" if row.read >= total else ""))
            sys.stdout.flush()
        else:
            say(line)

    return told


def _end(row: LedgerImport, given: argparse.Namespace) -> int:
    from linli.cases.ledger_files_kept import kept

    say(f"导入完成：新增 {row.arrived} 件，已有（没有重复导入）{row.same} 行，需要改正 {row.bad} 行。")
    corrections = kept(row.corrections)
    if corrections is None:
        return 0
    wanted = given.bad_rows or given.file.with_name(f"{given.file.stem}-需要改正.xlsx")
    try:
        shutil.copyfile(corrections, wanted)
    except OSError:
        wanted = corrections
    say(f"需要改正的行写在 {wanted}，每行前面注明了原因；改好后直接再导入这个文件。")
    return 1
