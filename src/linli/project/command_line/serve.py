"""`./linli serve`: database, tables, static files, web server, background worker; all stopped again in order."""

import argparse
import os
import sys
from collections.abc import Callable

from linli.project.client import ready_client
from linli.project.command_line.database import database, django_ready
from linli.project.command_line.prepare import prepare
from linli.project.command_line.where import Where
from linli.project.free_port import holder_of, is_free, next_free
from linli.project.plain_words import CannotGoOn, say
from linli.project.serving import Serving
from linli.project.supervise import Child, answers, supervise

THREADS = 4  # per web process; fixed, because each keeps its own database connection


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("serve", help="启动服务（Ctrl-C 停止）")
    add_address(parser)
    parser.set_defaults(run=run)


def add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=8000, help="端口，默认 8000")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只对本机开放；对外开放见 docs/operate.md")


def run(given: argparse.Namespace, where: Where) -> int:
    return serve(given, where, load=_first_start)


def _first_start() -> None:
    """On an empty database: make the administrator's account and say what to do. The password goes to a terminal only, for
    what is printed elsewhere is kept in a log."""
    from linli.project.command_line.reset_admin import tell
    from linli.project.first_start import first_administrator

    password = first_administrator()
    if password is None:
        return
    say("这是第一次启动：已建立管理员账号，已载入全国到街道的区划。")
    if sys.stdout.isatty():
        tell(password)
    else:
        say("这里不是终端，所以不显示密码。请在终端运行 ./linli reset-admin 取得管理员的一次性密码。")
    say("下一步：打开 /staff/ 登录，在“社区与楼栋”里建立社区、导入楼栋，再到“岗位”里安排人。")


def serve(given: argparse.Namespace, where: Where, *, load: Callable[[], None] | None = None,
          greeting: Callable[[str], None] | None = None) -> int:  # fmt: skip
    """Serve until Ctrl-C or SIGTERM. `load` runs once the tables are ready, `greeting(url)` once pages answer."""
    serving = Serving(where.home)
    serving.end_orphans()
    _check_port(given.host, given.port, serving)
    url = f"http://{'127.0.0.1' if given.host in ('0.0.0.0', '::') else given.host}:{given.port}"  # noqa: S104
    ready_client(where.root, where.home / "log" / "client.log")
    with database(where) as server:
        with django_ready():
            prepare(where.home)
            if load:
                load()
        web, worker = _web(given, where), Child(
            "后台任务", [sys.executable, "-m", "linli.project.worker"], where.home / "log" / "worker.log"
        )  # fmt: skip

        def when_ready() -> None:
            if greeting:
                greeting(url)
            say(f"邻里已启动：{url}  （Ctrl-C 停止）")

        with serving.at(url):
            supervise(
                [web, worker], ready=lambda: answers(given.host, given.port), when_ready=when_ready,
                database=server, changed=serving.note_children,
            )  # fmt: skip
        say("正在停止数据库…" if server else "已停止。")
    if server:
        say("已全部停止，数据已保存。")
    return 0


def _web(given: argparse.Namespace, where: Where) -> Child:
    workers = min(2, os.cpu_count() or 1)
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", given.host, "--port", str(given.port),
        "--workers", str(workers), "--blocking-threads", str(THREADS), "--runtime-threads", "1", "--no-ws",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "linli.project.wsgi:application",
    ]  # fmt: skip
    return Child("网页服务", command, where.home / "log" / "web.log")


def _check_port(host: str, port: int, serving: Serving) -> None:
    if is_free(host, port):
        return
    other = next_free(host, port)
    if serving.url and serving.url.endswith(f":{port}"):
        raise CannotGoOn(
            f"邻里已经在 {serving.url} 运行。",
            "直接打开这个地址；要重新启动，先运行 ./linli stop。",
            f"Linli already runs at {serving.url}.",
            "open it, or run ./linli stop first.",
        )
    holder = holder_of(port) or "另一个程序"
    raise CannotGoOn(
        f"端口 {port} 已被 {holder} 占用。",
        f"换一个端口：./linli {sys.argv[1] if len(sys.argv) > 1 else 'serve'} --port {other}",
        f"Port {port} is taken.",
        f"use another: --port {other}",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"端口应是 1–65535 的整数，不是 {text!r}")
    return int(text)
