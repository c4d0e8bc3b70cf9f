"""`./linli demo`: load the demonstration community once, then serve it and say who can sign in."""

import argparse
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from linli.project.command_line.serve import add_address, serve
from linli.project.command_line.where import Where
from linli.project.plain_words import say

Step = tuple[str, str, Callable[[Callable[[str], None]], object]]


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("demo", help="载入演示社区并启动服务（第一次约一分钟）")
    add_address(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    return serve(given, where, load=load, greeting=lambda url: _greet(where.home, url))


def steps() -> list[Step]:
    """(name kept in the database, label shown, what loads it; it is handed a function that shows a line of progress)."""
    from linli.project import demo

    return [
        ("places", "行政区划、小区、楼栋、住户", demo.load_places),
        ("teams", "网格、岗位、队伍", demo.load_teams),
        ("accounts", "登录账号", demo.load_accounts),
        ("messages", "居民反映的事项", demo.load_messages),
        ("wishes", "共建单位、资源和心愿", demo.load_wishes),
        ("volunteers", "志愿者、队伍、求助", demo.load_volunteers),
        ("activities", "阵地和活动", demo.load_activities),
        ("halls", "小区议事会和民情", demo.load_halls),
        ("alliance", "共治联盟、需求、结对", demo.load_alliance),
        ("votes", "投票", demo.load_votes),
        ("projects", "项目", demo.load_projects),
        ("ground", "路网、便民设施、便民圈、下村日", demo.load_ground),
        ("elsewhere", "赭麓街道、蒲江社区、颐和社区", demo.load_elsewhere),
        ("zhelu", "赭麓街道：支部、志愿者、一站四厅", demo.load_zhelu),
        ("pujiang", "蒲江社区：小区改造", demo.load_pujiang),
        ("yihe", "颐和社区：阵地和联盟", demo.load_yihe),
        ("ground_elsewhere", "其他社区的路网、便民设施、便民圈、下村日", demo.load_ground_elsewhere),
    ]


def load(chosen: list[Step] | None = None) -> int:
    """Load the steps this database has not had; returns how many ran. A step is loaded wholly or not at all."""
    from django.db import connection, transaction

    from linli.project.demo import note_sizes

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS linli_demo_step (name text PRIMARY KEY, loaded_at timestamptz NOT NULL DEFAULT now())"
        )
        cursor.execute("SELECT name FROM linli_demo_step")
        loaded = {name for (name,) in cursor.fetchall()}
    waiting = [step for step in (steps() if chosen is None else chosen) if step[0] not in loaded]
    for number, (name, label, deed) in enumerate(waiting, 1):
        say(f"[{number}/{len(waiting)}] 正在载入{label}…")
        began = monotonic()
        with transaction.atomic():
            deed(lambda line: say(f"      {line}"))
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO linli_demo_step (name) VALUES (%s)", [name])
            if chosen is None:
                note_sizes()
        say(f"      完成，用时 {monotonic() - began:.1f} 秒")
    return len(waiting)


def _greet(home: Path, url: str) -> None:
    accounts = home / "demo-accounts.txt"
    say("")
    if accounts.exists():
        say(f"可以登录的演示账号（也保存在 {accounts}）：")
        say(accounts.read_text(encoding="utf-8").rstrip())
    say(f"居民不用账号：{url}/    工作人员：{url}/staff/")
