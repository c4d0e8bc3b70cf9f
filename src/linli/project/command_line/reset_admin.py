"""`./linli reset-admin`: a new one-time password for the administrator, when the old one was lost."""

import argparse

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.prepare import migrate
from linli.project.command_line.where import Where
from linli.project.plain_words import say


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("reset-admin", help="管理员密码丢失时，为 guanli 生成新的一次性密码")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    from linli.project.first_start import reset_administrator

    with database(where), django_ready():
        migrate()
        password = reset_administrator()
    tell(password)
    say("原来的密码已作废，登录着的已退出；这次重置记入审计。")
    return 0


def tell(password: str) -> None:
    """Show the administrator's one-time password; it is shown here and nowhere else."""
    say("")
    say("  管理员用户名：guanli")
    say(f"  一次性密码：  {password}")
    say("  第一次登录时要换成自己的密码。这个密码只显示这一次；丢了就运行 ./linli reset-admin。")
    say("")
