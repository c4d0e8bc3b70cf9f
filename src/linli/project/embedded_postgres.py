"""The life of our own PostgreSQL: made, started, shared, found again after a crash, stopped (docs/adr/0001)."""

import contextlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg

from linli.project.free_port import any_free, is_free
from linli.project.keys import make_secret
from linli.project.one_at_a_time import one_at_a_time
from linli.project.plain_words import CannotGoOn, cannot_write, disk_is_full
from linli.project.postgres.account import postgres_account
from linli.project.postgres.binaries import find_postgres_binaries
from linli.project.postgres.configuration import MEGABYTE, Listening, postgres_configuration
from linli.project.postgres.in_use import InUse
from linli.project.postgres.letters import system_letters
from linli.project.postgres.place import place_for_postgres
from linli.project.postgres.process import clear_what_a_crash_left, running_server
from linli.project.postgres.role_and_database import DATABASE, ROLE, make_role_and_database

SUPERUSER = "linli_root"
SPACE_NEEDED = 300 * MEGABYTE
RECOVERY_SECONDS = 300  # a server that was killed may replay its log for so long
LONGEST_SOCKET = 100  # bytes of a socket's path; systems allow 104 to 108


@dataclass(frozen=True, slots=True)
class PostgresStatus:
    """`pid` is None when stopped, `cluster` when none was made yet; `users` are the processes that share it."""

    pid: int | None
    cluster: int | None
    version: str
    binaries: Path
    data: Path
    account: str
    where: str
    users: list[int]


class EmbeddedPostgres:
    """The PostgreSQL of one LINLI_HOME. As a context manager it is started, and stopped when its last user leaves."""

    def __init__(self, home: Path, *, throw_away: bool = False):
        self.home = home.resolve()
        self.throw_away = throw_away
        self._in_use = InUse(self.home / "run" / "postgres-users")

    @cached_property
    def account(self):
        return postgres_account()

    @cached_property
    def binaries(self):
        return find_postgres_binaries().within_reach_of(self.account)

    @cached_property
    def place(self) -> Path:
        return place_for_postgres(self.home, self.account)

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "postgres.log"

    @property
    def url(self) -> str:
        """The URL of the database `linli` as its role, for LINLI_DATABASE_URL."""
        at, password = self._listening(), self._secret(ROLE)
        if at.socket:
            return f"postgresql://{ROLE}:{password}@/{DATABASE}?host={quote(str(at.socket), safe='')}&port={at.port}"
        return f"postgresql://{ROLE}:{password}@{at.host}:{at.port}/{DATABASE}"

    @property
    def running(self) -> bool:
        return running_server(self.data) is not None

    def start(self) -> str:
        """Make the cluster if there is none, start it or join the running one, and return its URL.

        Under a second for an existing cluster. Raises `CannotGoOn`; data are never removed or overwritten.
        """
        try:
            with self._alone():
                if not self.data.exists():
                    self._make_cluster()
                self._check_version()
                until = time.monotonic() + RECOVERY_SECONDS
                while not self._answers():
                    if time.monotonic() > until:
                        raise self._reason("")
                    if not self.running:
                        self._launch()
                self._set_up()
                if not self._in_use.joined:
                    self._in_use.join()
        except OSError as error:
            if error.errno == 28:
                raise disk_is_full("启动数据库", self.home) from error
            if isinstance(error, PermissionError) or error.errno == 30:
                raise cannot_write(self.home) from error
            raise
        return self.url

    def stop(self, *, even_if_used: bool = False) -> bool:
        """Leave the server; stop it when nobody else uses it, or anyway with `even_if_used`. Returns whether it is stopped."""
        with self._alone():
            self._in_use.leave()
            if self._in_use.others() and not even_if_used:
                return False
            if self.running:
                mode = "immediate" if self.throw_away else "fast"
                if self._pg_ctl("stop", "-w", "-t", "60", "-m", mode) != 0 and self.running:
                    self._pg_ctl("stop", "-w", "-t", "30", "-m", "immediate")
        return True

    def status(self) -> PostgresStatus:
        """What is there, without changing anything but forgetting dead users."""
        at = self._listening()
        marker = self.data / "PG_VERSION"
        return PostgresStatus(
            pid=running_server(self.data),
            cluster=int(marker.read_text()) if marker.exists() else None,
            version=self.binaries.version,
            binaries=self.binaries.folder,
            data=self.data,
            account=self.account.name,
            where=str(at.socket) if at.socket else f"{at.host}:{at.port}",
            users=self._in_use.others(),
        )

    def __enter__(self) -> "EmbeddedPostgres":
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    @classmethod
    def temporary(cls) -> "contextlib.AbstractContextManager[EmbeddedPostgres]":
        """A started throw-away cluster in the temporary folder, destroyed at the end; not safe against a power cut."""
        from linli.project.postgres.temporary import temporary_postgres

        return temporary_postgres()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        (self.home / "run").mkdir(parents=True, exist_ok=True)
        with one_at_a_time(self.home / "run" / "postgres.lock"):
            yield

    def _secret(self, role: str) -> str:
        keys = self.home / "keys"
        keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = keys / f"postgres_{role}"
        if not path.exists() and (self.place / "set-up").exists():
            raise CannotGoOn(
                f"数据库的数据在 {self.data}，但它的密码文件 {path} 不见了。数据没有改动。",
                f"从备份恢复整个 {keys} 文件夹（其中还有解密个人信息的密钥），再运行一次。",
                f"The database's password file {path} is missing; the data are untouched.",
                f"restore the whole folder {keys} from your backup and run again.",
            )
        return make_secret(path)

    def _listening(self) -> Listening:
        socket = self.place / "socket"
        if os.name != "nt" and len(os.fsencode(socket / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
            return Listening(socket, 5432)
        remembered = self.place / "port"
        if not remembered.exists():
            remembered.write_text(str(any_free()), encoding="ascii")
        return Listening(None, int(remembered.read_text(encoding="ascii")))

    def _check_version(self) -> None:
        cluster = int((self.data / "PG_VERSION").read_text())
        if cluster != self.binaries.major:
            raise CannotGoOn(
                f"{self.data} 是 PostgreSQL {cluster} 的数据，而现有程序是 {self.binaries.version}。数据没有改动。",
                f"把 LINLI_PG_BIN 设为 PostgreSQL {cluster} 的 bin 文件夹即可照常使用；升级步骤见 docs/operate.md。",
                f"The data are PostgreSQL {cluster}'s, the programs are {self.binaries.version}; nothing was changed.",
                f"set LINLI_PG_BIN to the bin folder of a PostgreSQL {cluster}, or upgrade as docs/operate.md says.",
            )

    def _make_cluster(self) -> None:
        if shutil.disk_usage(self.place).free < SPACE_NEEDED:
            raise disk_is_full("建立数据库", self.place)
        draft = self.place / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        password = self.place / "password"
        password.touch(mode=0o600)
        password.write_text(self._secret(SUPERUSER) + "\n", encoding="ascii")
        self.account.own(password)
        if self.binaries.major >= 17:
            letters = [
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                f"--lc-ctype={system_letters()}",
            ]
        else:
            letters = ["--locale-provider=libc", "--locale=C", f"--lc-ctype={system_letters()}"]
        try:
            made = self.account.run(
                self.binaries.program("initdb"), "-D", draft, "-U", SUPERUSER, f"--pwfile={password}",
                "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", *letters,
                *(["--no-sync"] if self.throw_away else []), cwd=self.place,
            )  # fmt: skip
        finally:
            password.unlink()
        if made.returncode != 0:
            self.log.write_text(made.stdout + made.stderr, encoding="utf-8")
            raise self._reason(made.stdout + made.stderr)
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\ninclude 'linli.conf'\n")
        draft.rename(self.data)

    def _launch(self) -> None:
        for attempt in range(4):
            clear_what_a_crash_left(self.data)
            at = self._listening()
            if at.socket:
                at.socket.mkdir(mode=0o700, exist_ok=True)
                self.account.own(at.socket)
            elif not is_free(at.host, at.port):
                (self.place / "port").write_text(str(any_free()), encoding="ascii")
                at = self._listening()
            configuration = self.data / "linli.conf"
            configuration.write_text(postgres_configuration(at, throw_away=self.throw_away), encoding="utf-8")
            self.account.own(configuration)
            before = self._ready_log()
            if self._pg_ctl("start", "-w", "-t", "300", "-l", self.log) == 0:
                return
            said = self.log.read_bytes()[before:].decode("utf-8", "replace") if self.log.exists() else ""
            passing = re.search(
                r"pre-existing shared memory|lock file .* already exists|could not bind|starting up", said
            )
            if not passing or attempt == 3:
                raise self._reason(said)
            time.sleep(0.5 * 2**attempt)

    def _answers(self) -> bool:
        """Whether the server takes connections; one that is dying or still recovering does not."""
        if not self.running:
            return False
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError as failure:
            if "password" in str(failure):
                raise self._reason(str(failure)) from failure
            time.sleep(0.1)
            return False
        return True

    def _ready_log(self) -> int:
        if self.log.exists() and self.log.stat().st_size > 5 * MEGABYTE:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.log.touch(mode=0o600)
        self.account.own(self.log)
        return self.log.stat().st_size

    def _pg_ctl(self, *arguments: str | Path) -> int:
        command = [self.binaries.program("pg_ctl"), "-D", self.data, *arguments]
        with open(os.devnull, "w") as nowhere:
            return self.account.run(*command, cwd=self.place, stdout=nowhere, stderr=nowhere).returncode

    def _set_up(self) -> None:
        done = self.place / "set-up"
        if not done.exists():
            make_role_and_database(self._connect, self._secret(ROLE))
            done.touch()

    def _connect(self, database: str) -> psycopg.Connection:
        at = self._listening()
        return psycopg.connect(
            host=at.host, port=at.port, user=SUPERUSER, password=self._secret(SUPERUSER), dbname=database,
            autocommit=True, connect_timeout=30,
        )  # fmt: skip

    def _reason(self, said: str) -> CannotGoOn:
        if "No space left on device" in said:
            return disk_is_full("启动数据库", self.place)
        last = [line for line in said.splitlines() if re.search("FATAL|PANIC|error|could not", line)]
        return CannotGoOn(
            f"数据库没有启动起来。{last[-1].strip() if last else ''} 数据没有改动，记录在 {self.log}。",
            "再运行一次；如仍失败，运行 ./linli doctor，并把上面的文件交给维护人员。",
            f"PostgreSQL did not start; its log is {self.log}.",
            "run again; if it stays, run ./linli doctor and send that file to whoever maintains this.",
        )
