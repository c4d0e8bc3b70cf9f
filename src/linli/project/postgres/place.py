"""The folder that holds the cluster: inside LINLI_HOME, or where PostgreSQL's account can reach it."""

import hashlib
from pathlib import Path

from linli.project.postgres.account import PostgresAccount
from linli.project.postgres.binaries import SHARED_PLACE


def place_for_postgres(home: Path, account: PostgresAccount) -> Path:
    """`home`/postgres, or /var/lib/linli/<hash of home> when `account` cannot reach or own that (a home under /root).

    Chosen once and remembered in `home`/postgres.place: a later change of permissions must not make the data seem gone
    (relative when inside, so that a home may be moved or restored elsewhere).
    """
    remembered = home / "postgres.place"
    if remembered.exists():
        return home / remembered.read_text(encoding="utf-8").strip()
    home.mkdir(parents=True, exist_ok=True)
    place = home / "postgres"
    if not _make(place, account):
        place = SHARED_PLACE / hashlib.sha256(str(home).encode()).hexdigest()[:12]
        SHARED_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
        if not _make(place, account):
            raise PermissionError(13, "not reachable", str(place))
    remembered.write_text("postgres\n" if place.parent == home else f"{place}\n", encoding="utf-8")
    return place


def _make(place: Path, account: PostgresAccount) -> bool:
    place.mkdir(mode=0o700, exist_ok=True)
    try:
        account.own(place)
        reached = account.reaches(place)
    except OSError:
        reached = False
    if not reached and not any(place.iterdir()):
        place.rmdir()
    return reached
