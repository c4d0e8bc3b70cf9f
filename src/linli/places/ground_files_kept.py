"""Where files of the ground lie between being handed in and being taken in: outside the database, a week at most (`jobs.sweep_ground_files`)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings


def _path(file_id: UUID) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "ground"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{file_id.hex}.ground"


def keep(file_id: UUID, data: bytes) -> None:
    """Store a file that was handed in."""
    _path(file_id).write_bytes(data)


def kept(file_id: UUID) -> bytes | None:
    """The bytes of a stored file; None when it is no longer there."""
    path = _path(file_id)
    return path.read_bytes() if path.is_file() else None


def forget(file_id: UUID) -> None:
    """Remove a stored file; nothing happens when it is gone."""
    _path(file_id).unlink(missing_ok=True)
