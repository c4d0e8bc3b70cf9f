"""`./linli votes recount FILE`: recount a published vote, trusting nothing but its file. Needs no database."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn
from linli.votes import recount


def add(commands: argparse._SubParsersAction) -> None:
    deeds = commands.add_parser("votes", help="投票：重数一次公布的投票").add_subparsers(
        title="做什么", metavar="recount", required=True
    )
    one = deeds.add_parser("recount", help="用公布的文件重数一遍，核对日志、选票和结论")
    one.add_argument("file", type=Path, help="从投票页面下载的“重数用的文件（JSON）”")
    one.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    """Recount the file; 0 when everything agrees, 1 when something does not."""
    try:
        return recount.main(str(given.file))
    except (OSError, json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError):
        raise CannotGoOn(
            f"读不懂这个文件：{given.file}。",
            "请从投票页面重新下载“重数用的文件（JSON）”。",
            f"This file is no published vote: {given.file}.",
            "download the JSON file again from the page of the vote.",
        ) from None
