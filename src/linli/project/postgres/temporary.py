"""A throw-away PostgreSQL for tests; what a killed run left behind is swept by the next."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from linli.project.embedded_postgres import EmbeddedPostgres
from linli.project.postgres.place import place_for_postgres

PREFIX = "linli-temporary-"


@contextlib.contextmanager
def temporary_postgres() -> Iterator[EmbeddedPostgres]:
    """Yield a started cluster with no safety against a crash; its folder is gone afterwards, whatever happens."""
    sweep()
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    me = psutil.Process()
    (home / "owner").write_text(f"{me.pid} {me.create_time()}", encoding="ascii")
    home.chmod(0o711)
    server = EmbeddedPostgres(home, throw_away=True)
    try:
        server.start()
        yield server
    finally:
        _destroy(server)


def sweep() -> None:
    """Destroy the temporary clusters whose owner is no longer alive."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, ValueError):
            pid, created = (home / "owner").read_text(encoding="ascii").split()
            with contextlib.suppress(psutil.Error):
                if abs(psutil.Process(int(pid)).create_time() - float(created)) < 2.0:
                    continue
            _destroy(EmbeddedPostgres(home, throw_away=True))


def _destroy(server: EmbeddedPostgres) -> None:
    place = place_for_postgres(server.home, server.account)
    if server.running:
        server.stop(even_if_used=True)
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(server.home, ignore_errors=True)
