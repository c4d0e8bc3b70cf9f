"""`./linli stop`: stop what serves this home, and its embedded database."""

import argparse

from linli.project.command_line.where import Where
from linli.project.embedded_postgres import EmbeddedPostgres
from linli.project.plain_words import say
from linli.project.serving import Serving


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("stop", help="停止在别处启动的服务和内置数据库")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    was_running = Serving(where.home).stop() if where.home.exists() else False
    if (where.home / "postgres.place").exists():
        server = EmbeddedPostgres(where.home)
        was_running |= server.running
        server.stop(even_if_used=True)
    say("已全部停止，数据已保存。" if was_running else "没有正在运行的服务。")
    return 0
