"""`./linli import ledger FILE`: rows of a CSV or XLSX ledger become cases."""

import argparse
from pathlib import Path

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn


def add(commands: argparse._SubParsersAction) -> None:
    kinds = commands.add_parser("import", help="导入台账").add_subparsers(title="种类", metavar="ledger", required=True)
    parser = kinds.add_parser("ledger", help="把来电来访、日志、热线等台账（CSV、XLSX）导入为事项")
    parser.add_argument("file", type=Path, help="台账文件")
    parser.add_argument("--mapping", type=Path, help="列对应关系文件（JSON），不给则按列名识别")
    parser.add_argument("--sheet", help="工作表名称，默认第一张有内容的表")
    parser.add_argument("--community", help="归属社区的 12 位代码；只有一个社区时不用给")
    parser.add_argument("--preview", action="store_true", help="只看识别结果和有问题的行，不导入")
    parser.add_argument("--bad-rows", type=Path, help="有问题的行写到哪里，默认在台账旁边")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    """Import, show progress, and return 0 when every row arrived, 1 when some are in the file of bad rows."""
    if not given.file.is_file():
        raise CannotGoOn(
            f"没有找到台账文件 {given.file}。",
            "检查路径和文件名；文件名含空格时加引号。",
            f"There is no file {given.file}.",
            "check the path.",
        )
    with database(where), django_ready():
        from linli.project.command_line.prepare import migrate
        from linli.project.ledger_import import import_ledger

        migrate()
        return import_ledger(
            given.file, mapping=given.mapping, sheet=given.sheet, community=given.community,
            preview=given.preview, bad_rows=given.bad_rows,
        )  # fmt: skip
