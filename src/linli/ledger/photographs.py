"""Photographs in: sniffed, bounded, turned upright, stripped of all metadata, stored under a random name."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7

from .models import Attachment

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 60_000_000
LONGEST_SIDE = 1600
ACCEPTED = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Photograph:
    """A clean JPEG, ready to be kept."""

    jpeg: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.jpeg).hexdigest()


def read_photograph(data: bytes) -> Photograph:
    """The picture in `data` as a clean JPEG of at most 1600 px a side, without EXIF, GPS, thumbnails or trailing bytes.

    Raises `BadInput` on field `photographs`: `empty`, `too_big`, `not_a_picture`, `broken`.
    """
    if not data:
        raise BadInput("photographs", "empty")
    if len(data) > MAX_BYTES:
        raise BadInput("photographs", "too_big", len(data))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=ACCEPTED) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise BadInput("photographs", "too_big", picture.size)
                picture.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except UnidentifiedImageError as failure:
        raise BadInput("photographs", "not_a_picture") from failure
    except BadInput:
        raise
    except Exception as failure:
        raise BadInput("photographs", "broken") from failure
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=82, optimize=True)
    return Photograph(out.getvalue(), *clean.size)


def keep_photographs(
    photographs: list[Photograph], *, subject_id: UUID, place_code: str, by: UUID, at: datetime
) -> list[Attachment]:
    """Store the files and add their rows to the running transaction. A file whose transaction fails is swept later."""
    rows = []
    for photograph in photographs:
        id = uuid7()
        stored_as = f"{id.hex[-2:]}/{id.hex}.jpg"
        path = Path(settings.MEDIA_ROOT) / stored_as
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photograph.jpeg)
        rows.append(
            Attachment(
                id=id,
                place_code=place_code,
                subject_id=subject_id,
                stored_as=stored_as,
                width=photograph.width,
                height=photograph.height,
                size=len(photograph.jpeg),
                sha256=photograph.sha256,
                added_at=at,
                added_by=by,
            )
        )
    return Attachment.objects.bulk_create(rows)
