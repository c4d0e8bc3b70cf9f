"""`./linli manage …`: Django's own command line over our database, for people who know it."""

import argparse

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.where import Where


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("manage", help="Django 管理命令，例如 manage shell")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="交给 Django 的参数")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    from django.core.management import execute_from_command_line

    with database(where), django_ready():
        execute_from_command_line(["linli manage", *given.rest])
    return 0
