"""`./linli test`: house rules, then every test, over a throw-away PostgreSQL."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from linli.project.client import ready_client
from linli.project.command_line.where import Where
from linli.project.embedded_postgres import EmbeddedPostgres
from linli.project.plain_words import CannotGoOn, say


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("test", help="运行测试；后面的参数交给 pytest，例如 test tests/cases -k 回访")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="交给 pytest 的参数")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    """Without arguments: ruff, import-linter, mypy on the kernel and all tests on two processes. With arguments: pytest with exactly those."""
    bin = Path(sys.executable).parent
    if not (where.root / "tests").is_dir():
        raise CannotGoOn(
            f"{where.root} 里没有 tests 文件夹。",
            "在完整的源代码文件夹里运行测试。",
            "There is no tests folder here.",
            "run the tests in a full checkout.",
        )
    ready_client(where.root)
    outcomes = []
    with EmbeddedPostgres.temporary() as server:
        home = server.home / "linli"
        (home / "static").mkdir(parents=True)
        environment = {
            **os.environ,
            "LINLI_DATABASE_URL": server.url,
            "LINLI_HOME": str(home),
            "PYTHONPATH": str(where.root / "src"),
        }

        def check(*command: str | Path) -> int:
            return subprocess.run([str(part) for part in command], cwd=where.root, env=environment).returncode

        if given.rest:
            return check(sys.executable, "-m", "pytest", *given.rest)
        say("检查代码规范…")
        outcomes.append(check(bin / "ruff", "check", "--quiet", "linli", "src", "tests"))
        outcomes.append(check(bin / "ruff", "format", "--check", "--quiet", "src", "tests"))
        say("检查各房间的引用方向…")
        outcomes.append(check(bin / "lint-imports"))
        say("检查核心的类型…")
        outcomes.append(check(bin / "mypy"))
        outcomes.append(check(sys.executable, "-m", "pytest", "-n", "2", "tests"))
    if any(outcomes[:-1]):
        say("代码规范、引用方向或类型没有通过，见上文。")
    return max(outcomes)
