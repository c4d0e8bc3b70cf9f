"""Which account of the machine runs PostgreSQL: ourselves, or an unprivileged one when we are root (PostgreSQL refuses root)."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from linli.project.plain_words import CannotGoOn


@dataclass(frozen=True, slots=True)
class PostgresAccount:
    """An account to run programs as; `uid` is None when that is ourselves."""

    name: str
    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str | Path, cwd: Path, **options) -> subprocess.CompletedProcess:
        """Run `command` in `cwd` as this account, its output captured as text unless `options` say otherwise."""
        if self.uid is not None:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        if "stdout" not in options:
            options["capture_output"] = True
        environment = {**os.environ, "LC_ALL": "C", "HOME": str(cwd)}
        for name in [name for name in environment if name.startswith("PG")]:
            del environment[name]
        return subprocess.run(
            [str(part) for part in command], cwd=cwd, env=environment, text=True, errors="replace", **options
        )

    def own(self, path: Path) -> None:
        """Give `path` to this account. Raises `OSError` where the file system cannot."""
        if self.uid is not None:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Whether this account may enter the folder, or read the file, at `path`."""
        if self.uid is None:
            return os.access(path, os.R_OK)
        test = 'cd "$0"' if path.is_dir() else 'test -r "$0"'
        return self.run("/bin/sh", "-c", test, path, cwd=Path("/")).returncode == 0


def postgres_account() -> PostgresAccount:
    """Ourselves; as root `postgres`, or `nobody` where there is none. Raises `CannotGoOn` when neither exists."""
    if os.name == "nt":
        return PostgresAccount(os.environ.get("USERNAME", ""))
    import pwd

    if os.geteuid() != 0:
        return PostgresAccount(pwd.getpwuid(os.geteuid()).pw_name if _has_name() else str(os.geteuid()))
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return PostgresAccount(name, found.pw_uid, found.pw_gid)
    raise CannotGoOn(
        "当前是 root，而 PostgreSQL 不允许以 root 运行；本机也没有 postgres 或 nobody 用户。",
        "用普通用户运行，或先建一个用户：useradd --system postgres。",
        "PostgreSQL refuses to run as root and this machine has neither a postgres nor a nobody user.",
        "run as an ordinary user, or: useradd --system postgres",
    )


def _has_name() -> bool:
    import pwd

    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True
