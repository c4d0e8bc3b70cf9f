"""Keep the web server, the worker and the embedded database running until somebody asks to stop."""

import contextlib
import http.client
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from linli.project.embedded_postgres import EmbeddedPostgres
from linli.project.plain_words import CannotGoOn, say

LONGEST_WAIT = 60.0  # seconds between restarts, at most
STEADY = 60.0  # a child that lived this long starts again without waiting
LOG_LIMIT = 10 * 1024 * 1024  # bytes; a longer log is set aside as `.1` at the next start


class Child:
    """A program kept running: restarted when it ends by itself, after 1, 2, 4 … 60 seconds."""

    def __init__(self, name: str, command: list[str], log: Path):
        self.name, self.command, self.log = name, command, log
        self.process: subprocess.Popen | None = None
        self._failures, self._since, self._not_before = 0, 0.0, 0.0

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("a", encoding="utf-8") as log:
            # Its own session, so that a Ctrl-C reaches us alone and we stop everything in order.
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self._since = time.monotonic()

    def keep_running(self, now: float) -> bool:
        """Look after the child; returns whether it was started anew."""
        if self.process and self.process.poll() is None:
            return False
        if self.process:
            code, self.process = self.process.returncode, None
            self._failures = 1 if now - self._since > STEADY else self._failures + 1
            wait = min(LONGEST_WAIT, 2.0 ** (self._failures - 1))
            self._not_before = now + wait
            say(f"{self.name}意外停止（代码 {code}），{wait:.0f} 秒后重新启动。记录：{self.log}")
        if now < self._not_before:
            return False
        self.start()
        return True

    def stop(self, patience: float = 15.0) -> None:
        """Ask it to end, insist after `patience` seconds."""
        if not self.process or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            if os.name == "nt":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    @property
    def failures(self) -> int:
        return self._failures


def supervise(
    children: list[Child],
    *,
    ready: Callable[[], bool],
    when_ready: Callable[[], None],
    database: EmbeddedPostgres | None,
    changed: Callable[[list[int]], None],
    start_limit: float = 60.0,
) -> None:
    """Run `children` until SIGINT, SIGTERM or SIGHUP, then stop them in the order given.

    Calls `when_ready` once `ready()`; `changed` with the process ids whenever they change. Raises `CannotGoOn` when
    the first child fails three times, or is not ready within `start_limit` seconds, before it was ever ready.
    """
    asked = threading.Event()
    with _told_by_signals(asked):
        was_ready, began, database_seen = False, time.monotonic(), time.monotonic()
        try:
            while not asked.is_set():
                now = time.monotonic()
                started = [child for child in children if child.keep_running(now)]
                if started:
                    changed([child.process.pid for child in children if child.process])
                if not was_ready:
                    if ready():
                        was_ready = True
                        when_ready()
                    elif children[0].failures >= 3 or now - began > start_limit:
                        raise _does_not_start(children[0])
                if database and now - database_seen > 2.0:
                    _revive(database)
                    database_seen = time.monotonic()
                asked.wait(0.25 if was_ready else 0.05)
            say("正在停止…")
        finally:
            for child in children:
                child.stop()


def answers(host: str, port: int) -> bool:
    """Whether the web server answers a request with a page, be it an error page."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _revive(database: EmbeddedPostgres) -> None:
    if database.running:
        return
    say("数据库停止了，正在重新启动…")
    try:
        database.start()
    except CannotGoOn as reason:
        say(str(reason))
    else:
        say("数据库已恢复。")


def _does_not_start(child: Child) -> CannotGoOn:
    return CannotGoOn(
        f"{child.name}没有启动起来，原因记录在 {child.log}。数据没有改动。",
        "运行 ./linli doctor 查看环境；如仍不明，把上面的文件交给维护人员。",
        f"The web server did not start; see {child.log}.",
        "run ./linli doctor, or send that file to whoever maintains this.",
    )


@contextlib.contextmanager
def _told_by_signals(asked: threading.Event) -> Iterator[None]:
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), lambda *_: asked.set()) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
