"""The embedded PostgreSQL comes up whatever happened before, keeps the data, and lets nobody else in."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from linli.project.embedded_postgres import EmbeddedPostgres
from linli.project.plain_words import CannotGoOn
from linli.project.postgres import place
from linli.project.postgres.configuration import Listening, postgres_configuration
from linli.project.postgres.in_use import InUse
from linli.project.postgres.temporary import sweep

root_only = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to give rights away")


def ask(server: EmbeddedPostgres, question: str) -> tuple:
    with psycopg.connect(server.url) as connection:
        return connection.execute(question).fetchone()


def test_from_the_first_start_to_the_second(new_postgres):
    new_postgres.start()
    assert ask(new_postgres, "SELECT current_user, current_database()") == ("linli", "linli")
    assert ask(new_postgres, "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = 'linli'") == (
        False, False, True,
    )  # fmt: skip
    assert ask(
        new_postgres, "SELECT count(*) FROM pg_extension WHERE extname IN ('pg_trgm', 'btree_gist', 'unaccent')"
    ) == (3,)
    assert ask(new_postgres, "SELECT current_setting('data_checksums')") == ("on",)
    assert ask(new_postgres, "SELECT datlocale, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'linli'") == (
        "C.UTF-8", "UTF8",
    )  # fmt: skip
    with psycopg.connect(new_postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '邻里' AS word")
    url = new_postgres.url
    assert new_postgres.stop()
    assert not new_postgres.running

    again = EmbeddedPostgres(new_postgres.home)
    began = time.monotonic()
    assert again.start() == url
    assert time.monotonic() - began < 1.0
    assert ask(again, "SELECT word FROM kept") == ("邻里",)
    again.stop()


def test_a_database_made_by_the_role_has_the_extensions_too(postgres):
    postgres.start()
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE another")
    with psycopg.connect(postgres.url.replace("/linli?", "/another?"), autocommit=True) as connection:
        assert connection.execute("SELECT similarity('四号楼', '四号楼')").fetchone() == (1.0,)


def test_without_the_password_nobody_enters(postgres):
    postgres.start()
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres.url.replace(postgres.url.split(":")[2].split("@")[0], "guess"))
    keys = postgres.home / "keys"
    assert keys.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}


def test_two_commands_share_one_server_and_the_last_one_out_stops_it(postgres):
    other = EmbeddedPostgres(postgres.home)
    assert postgres.start() == other.start()
    assert not postgres.stop()
    assert other.running
    assert other.stop()
    assert not postgres.running


def test_two_commands_at_once_make_one_cluster(new_postgres):
    urls = []
    servers = [EmbeddedPostgres(new_postgres.home) for _ in range(2)]
    threads = [threading.Thread(target=lambda s=s: urls.append(s.start())) for s in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(urls) == 2
    assert urls[0] == urls[1]


def test_it_starts_again_after_a_kill(postgres):
    postgres.start()
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    pid = postgres.status().pid
    os.kill(pid, signal.SIGKILL)  # and at once, while it is still dying:

    postgres.start()
    assert postgres.status().pid != pid
    assert ask(postgres, "SELECT one FROM kept") == (1,)


def test_a_stale_pid_that_now_belongs_to_a_stranger_does_not_stop_the_start(postgres):
    postgres.start()
    note = (postgres.data / "postmaster.pid").read_text()
    postgres.stop()
    stranger = psutil.Process().pid
    (postgres.data / "postmaster.pid").write_text(note.replace(note.split("\n")[0], str(stranger), 1))
    assert not postgres.running
    postgres.start()
    assert ask(postgres, "SELECT 1") == (1,)


def test_a_user_that_was_killed_counts_for_nothing(postgres):
    postgres.start()
    users = postgres.home / "run" / "postgres-users"
    (users / "999999999-0").write_text("1.0")
    assert InUse(users).others() == [os.getpid()]
    assert postgres.stop()


def test_a_taken_port_is_left_for_another(postgres, monkeypatch):
    monkeypatch.setattr("linli.project.embedded_postgres.LONGEST_SOCKET", 0)
    postgres.start()
    first = postgres.status().where
    assert first.startswith("127.0.0.1:")
    postgres.stop()
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", int(first.split(":")[1])))
        holder.listen()
        postgres.start()
        assert postgres.status().where != first
        assert ask(postgres, "SELECT 1") == (1,)


def test_data_of_another_major_version_are_refused_and_untouched(postgres):
    postgres.start()
    postgres.stop()
    marker = postgres.data / "PG_VERSION"
    marker.write_text("15\n")
    with pytest.raises(CannotGoOn) as refused:
        postgres.start()
    assert "PostgreSQL 15" in refused.value.what
    assert "LINLI_PG_BIN" in refused.value.then
    marker.write_text("18\n")
    postgres.start()


def test_a_lost_password_file_is_named_and_nothing_is_made_anew(postgres):
    postgres.start()
    postgres.stop()
    (postgres.home / "keys" / "postgres_linli").unlink()
    with pytest.raises(CannotGoOn, match="postgres_linli"):
        postgres.start()


def test_an_interrupted_first_start_is_made_good(new_postgres):
    draft = new_postgres.place / "data.draft"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    new_postgres.start()
    assert ask(new_postgres, "SELECT 1") == (1,)
    assert not draft.exists()


def test_a_full_disk_is_said_before_anything_is_made(new_postgres, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(CannotGoOn) as refused:
        new_postgres.start()
    assert "磁盘空间不足" in refused.value.what
    assert not new_postgres.data.exists()


def test_a_broken_setting_is_named_not_traced(postgres):
    postgres.start()
    postgres.stop()
    with (postgres.data / "postgresql.conf").open("a") as file:
        file.write("no_such_setting = 1\n")
    with pytest.raises(CannotGoOn) as refused:
        postgres.start()
    assert str(postgres.log) in refused.value.what


def test_a_home_that_was_moved_keeps_its_data(postgres):
    postgres.start()
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    postgres.stop()
    moved = postgres.home.rename(postgres.home.with_name("moved"))
    with EmbeddedPostgres(moved) as server:
        assert ask(server, "SELECT one FROM kept") == (1,)


@root_only
def test_as_root_it_runs_under_an_unprivileged_account(postgres):
    postgres.start()
    account = psutil.Process(postgres.status().pid).username()
    assert account == postgres.status().account
    assert account in ("postgres", "nobody")


@root_only
def test_a_home_closed_to_that_account_keeps_its_data_where_it_can_be_reached(reachable_folder, monkeypatch):
    closed = reachable_folder / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(place, "SHARED_PLACE", reachable_folder / "shared")
    server = EmbeddedPostgres(closed / "home")
    with server:
        assert ask(server, "SELECT 1") == (1,)
        assert server.data.is_relative_to(reachable_folder / "shared")
    closed.chmod(0o755)
    assert EmbeddedPostgres(closed / "home").data == server.data


def test_programs_named_by_the_environment_are_used_or_refused_by_name(postgres, monkeypatch):
    monkeypatch.setenv("LINLI_PG_BIN", "/no/such/folder")
    with pytest.raises(CannotGoOn, match="LINLI_PG_BIN"):
        postgres.start()


def test_the_log_never_holds_values(tmp_path: Path):
    text = postgres_configuration(Listening(tmp_path, 5432))
    assert "log_min_error_statement = 'panic'" in text
    assert "log_error_verbosity = 'terse'" in text
    assert "listen_addresses = ''" in text


def test_a_temporary_cluster_leaves_nothing_even_when_its_owner_was_killed(reachable_folder):
    script = (
        "from linli.project.embedded_postgres import EmbeddedPostgres\n"
        "with EmbeddedPostgres.temporary() as server:\n"
        "    print(server.home, server.status().pid, flush=True)\n"
        "    input()\n"
    )
    environment = {**os.environ, "TMPDIR": str(reachable_folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    owner = subprocess.Popen(
        [sys.executable, "-c", script], env=environment, text=True, stdout=subprocess.PIPE, stdin=subprocess.PIPE
    )
    home, pid = owner.stdout.readline().split()
    assert Path(home).exists()
    owner.kill()
    owner.wait()
    subprocess.run(
        [sys.executable, "-c", f"from {sweep.__module__} import sweep; sweep()"], env=environment, check=True
    )
    assert not Path(home).exists()
    assert not psutil.pid_exists(int(pid)) or psutil.Process(int(pid)).status() == psutil.STATUS_ZOMBIE
