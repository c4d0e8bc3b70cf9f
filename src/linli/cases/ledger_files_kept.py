"""Where ledger files lie while they are on their way in: outside the database, readable by the program alone.

They hold personal data in clear, so they stay no longer than they are needed: the file itself until its rows are in, the
rows to correct for 30 days.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

LARGEST_UPLOAD = 50 * 1024 * 1024
"""Bytes taken by the upload page; larger files come in by the command line, up to 200 MB."""


def folder() -> Path:
    """The folder, made when it is not there."""
    path = Path(settings.MEDIA_ROOT) / "ledgers"
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def keep_ledger(import_id: UUID, data: bytes) -> str:
    """Store an uploaded file and return its name within the folder."""
    name = f"{import_id.hex}.ledger"
    path = folder() / name
    path.write_bytes(data)
    path.chmod(0o600)
    return name


def kept(name: str) -> Path | None:
    """The path of a stored file; None when it is no longer there."""
    path = folder() / name
    return path if name and path.is_file() else None


def corrections_path(import_id: UUID) -> Path:
    """Where the rows to correct of an import are written."""
    return folder() / f"{import_id.hex}-corrections.xlsx"


def forget(name: str) -> None:
    """Remove a stored file; nothing happens when it is gone."""
    if name:
        (folder() / name).unlink(missing_ok=True)
