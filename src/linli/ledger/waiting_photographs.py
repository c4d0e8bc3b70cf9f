"""Photographs whose form came back for a correction: kept clean for a day, so that nobody has to choose them again.

A photograph that waits is known only by a signed token in the form; it belongs to nobody and no row points to it.
"""

from __future__ import annotations

import time
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core import signing

from .photographs import Photograph

SALT = "linli.waiting_photograph"
KEPT_SECONDS = 24 * 3600


def set_aside(photograph: Photograph) -> str:
    """Keep the photograph for at most a day and return its token. What has waited longer is removed on the way."""
    room = _room()
    room.mkdir(parents=True, exist_ok=True)
    _sweep(room)
    name = uuid4().hex
    (room / f"{name}.jpg").write_bytes(photograph.jpeg)
    return signing.dumps([name, photograph.width, photograph.height], salt=SALT, compress=True)


def take_up(token: str) -> Photograph | None:
    """The photograph of a token; None when the token is not ours, too old, or the photograph is gone."""
    try:
        name, width, height = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
        return Photograph((_room() / f"{name}.jpg").read_bytes(), width, height)
    except (signing.BadSignature, ValueError, TypeError, OSError):
        return None


def _room() -> Path:
    return Path(settings.MEDIA_ROOT) / "waiting"


def _sweep(room: Path) -> None:
    oldest = time.time() - KEPT_SECONDS  # the age of files is the disk's own time, not the platform's clock
    for path in room.glob("*.jpg"):
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except OSError:
            continue
