"""What every command that touches data needs: a home with keys, a database, Django's settings."""

import contextlib
import os
from collections.abc import Iterator

from linli.project.command_line.where import Where
from linli.project.embedded_postgres import EmbeddedPostgres
from linli.project.keys import make_keys
from linli.project.plain_words import CannotGoOn, cannot_write, disk_is_full


@contextlib.contextmanager
def database(where: Where) -> Iterator[EmbeddedPostgres | None]:
    """Keys made, LINLI_HOME and LINLI_DATABASE_URL set; the embedded server running unless the URL was given (then None)."""
    ready_home(where)
    if os.environ.get("LINLI_DATABASE_URL"):
        yield None
        return
    with EmbeddedPostgres(where.home) as server:
        os.environ["LINLI_DATABASE_URL"] = server.url
        try:
            yield server
        finally:
            del os.environ["LINLI_DATABASE_URL"]


def ready_home(where: Where) -> None:
    """Make LINLI_HOME with its folders and keys, and point the settings at it. Raises `CannotGoOn`."""
    try:
        for name in ("log", "media", "run"):
            (where.home / name).mkdir(parents=True, exist_ok=True)
        for name in ("log", "media"):
            (where.home / name).chmod(0o700)
        make_keys(where.home)
    except OSError as error:
        if error.errno == 28:
            raise disk_is_full("建立数据文件夹", where.home) from error
        raise cannot_write(where.home) from error
    os.environ["LINLI_HOME"] = str(where.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")


@contextlib.contextmanager
def django_ready() -> Iterator[None]:
    """Django set up over the database in LINLI_DATABASE_URL; a database that does not answer becomes a sentence."""
    import django
    from django.db import OperationalError, connections

    django.setup()
    try:
        yield
    except OperationalError as error:
        if error.__cause__ is not None and getattr(error.__cause__, "sqlstate", None):
            raise
        facts = connections["default"].settings_dict
        raise CannotGoOn(
            f"连不上数据库 {facts['HOST']}：{facts['PORT']}/{facts['NAME']}（{str(error).strip().splitlines()[-1]}）。",
            "检查数据库是否在运行、LINLI_DATABASE_URL 是否正确；去掉这个环境变量则使用内置数据库。",
            "The database does not answer.",
            "see that it runs and that LINLI_DATABASE_URL is right; without that variable the embedded one is used.",
        ) from error
    finally:
        connections.close_all()
