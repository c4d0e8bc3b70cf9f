import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from linli.project.embedded_postgres import EmbeddedPostgres


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="linli-test-home-"))
    folder.chmod(0o755)
    return folder


@pytest.fixture
def reachable_folder():
    """A folder that PostgreSQL's unprivileged account can enter; pytest's own are closed to it."""
    folder = _folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def made_home():
    """A home whose cluster was made, started and stopped once; tests work on copies of it."""
    folder = _folder()
    with EmbeddedPostgres(folder / "home"):
        pass
    yield folder / "home"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_postgres(reachable_folder):
    """An embedded server of an empty home."""
    yield from _server(reachable_folder / "home")


@pytest.fixture
def postgres(made_home, reachable_folder):
    """An embedded server that had its first start before, and is stopped."""
    home = reachable_folder / "home"
    if os.name == "nt":
        shutil.copytree(made_home, home)
    else:
        subprocess.run(["cp", "-a", made_home, home], check=True)
    yield from _server(home)


def _server(home: Path):
    server = EmbeddedPostgres(home)
    yield server
    if home.exists():
        server.stop(even_if_used=True)
