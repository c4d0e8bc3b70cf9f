"""Commands answer with sentences; `serve` comes up, survives the loss of its database, and goes down leaving nothing."""

import http.client
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import psutil
import pytest

from linli.project.command_line.__main__ import main
from linli.project.free_port import any_free
from linli.project.keys import KEYS, make_keys
from linli.project.postgres.age import missed_revisions
from linli.project.postgres.process import running_server

ROOT = Path(__file__).resolve().parents[2]


def linli(home: Path, *arguments: str, **options) -> subprocess.Popen:
    environment = {k: v for k, v in os.environ.items() if k != "LINLI_DATABASE_URL" and not k.startswith("PYTEST")}
    environment |= {"LINLI_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "linli.project.command_line", *arguments], env=environment | options.pop("env", {}),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", **options,
    )  # fmt: skip


def wait_for(line: str, running: subprocess.Popen) -> str:
    said = ""
    for heard in running.stdout:
        said += heard
        if line in heard:
            return said
    pytest.fail(f"ended without saying {line!r}:\n{said}")


def status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    finally:
        connection.close()


def test_serve_from_the_first_start_to_the_last_process_gone(postgres):
    home, port = postgres.home, any_free()
    running = linli(home, "serve", "--port", str(port))
    wait_for("已启动", running)
    try:
        assert status(port) < 500
        children = [birth[0] for birth in json.loads((home / "run" / "serving.json").read_text())["children"]]
        assert len(children) == 2

        second = linli(home, "serve", "--port", str(port))
        text = second.communicate(timeout=60)[0]
        assert second.returncode == 1
        assert "已经在" in text

        os.kill(running_server(postgres.data), signal.SIGKILL)
        wait_for("数据库已恢复", running)
        assert status(port) < 500
    finally:
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[0]
    assert running.returncode == 0, said
    assert "已全部停止" in said
    assert not any(psutil.pid_exists(int(pid)) for pid in children)
    assert running_server(postgres.data) is None
    assert "Traceback" not in said


def test_a_taken_port_names_its_holder_and_another_port(postgres):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        refused = linli(postgres.home, "serve", "--port", str(port))
        said = refused.communicate(timeout=60)[0]
    assert refused.returncode == 1
    assert f"端口 {port} 已被" in said
    assert "--port" in said.split("下一步")[1]
    assert "Traceback" not in said


def test_a_database_that_does_not_answer_is_a_sentence(postgres):
    url = {"LINLI_DATABASE_URL": f"postgresql://linli:x@127.0.0.1:{any_free()}/linli"}
    refused = linli(postgres.home, "migrate", env=url)
    said = refused.communicate(timeout=60)[0]
    assert refused.returncode == 1
    assert "连不上数据库" in said
    assert "Traceback" not in said


def test_linli_alone_shows_what_one_can_do(capsys):
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("demo", "serve", "stop", "import", "migrate", "doctor", "test"))


def test_a_ledger_that_is_not_there_is_a_sentence(capsys):
    assert main(["import", "ledger", "no-such-ledger.csv"]) == 1
    assert "没有找到台账文件" in capsys.readouterr().out


def test_keys_are_made_once_and_closed_to_others(tmp_path):
    folder = make_keys(tmp_path)
    first = {name: (folder / name).read_text() for name in KEYS}
    make_keys(tmp_path)
    assert {name: (folder / name).read_text() for name in KEYS} == first
    assert len(set(first.values())) == len(KEYS)
    assert all(stat.S_IMODE((folder / name).stat().st_mode) == 0o600 for name in KEYS)
    assert all(len(bytes.fromhex(text)) == 32 for text in first.values())


@pytest.mark.parametrize(
    ("version", "today", "missed"),
    [
        ("18.0", date(2025, 11, 12), 0),
        ("18.0", date(2025, 11, 13), 1),
        ("17.3", date(2025, 9, 1), 1),
        ("16.9", date(2025, 6, 1), 0),
        ("18.6", date(2026, 11, 22), 0),
        ("99.1", date(2026, 11, 22), None),
    ],
)
def test_how_many_revisions_a_postgresql_lacks_is_counted_from_the_calendar(version, today, missed):
    assert missed_revisions(version, today) == missed


def test_stopping_when_nothing_runs_says_so(postgres):
    stopped = linli(postgres.home, "stop")
    assert "没有正在运行" in stopped.communicate(timeout=60)[0]
    assert stopped.returncode == 0
