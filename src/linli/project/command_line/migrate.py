"""`./linli migrate`: bring the tables up to date."""

import argparse

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.where import Where
from linli.project.plain_words import say


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("migrate", help="更新数据表（serve 会自动做）")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    from linli.project.command_line.prepare import migrate

    with database(where), django_ready():
        if migrate() == 0:
            say("数据表已是最新，没有要更新的。")
    return 0
