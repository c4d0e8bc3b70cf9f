"""The turns of a wish with their photographs, as pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from linli.kernel.errors import NotFound
from linli.ledger.models import Attachment
from linli.ledger.street_row import RowKey

from ..models import WishStep
from ..rules import Part, WishDeed


@dataclass(frozen=True, slots=True)
class WishTurn:
    """One turn. `who` is empty for somebody without an account; then `part` says who it was."""

    at: datetime
    deed: WishDeed
    who: str
    part: Part
    text: str
    photographs: tuple[UUID, ...]


def turns_of(wish: RowKey) -> list[WishTurn]:
    """The turns, latest first. One statement, within the scope of the caller."""
    kept = Attachment.objects.filter(street_code=OuterRef("street_code"), subject_id=OuterRef("id"))
    steps = WishStep.objects.filter(street_code=wish.street_code, wish_id=wish.id).annotate(
        photographs=ArraySubquery(kept.order_by("id").values("id"))
    )
    return [
        WishTurn(
            step.at,
            WishDeed(step.deed),
            step.actor_name,
            Part(step.part),
            step.text.reveal(),
            tuple(step.photographs),
        )
        for step in steps.order_by("-at", "-id")
    ]


def photograph_of_wish(wish: RowKey, id: UUID) -> Path:
    """The file of a photograph that belongs to a turn of this wish. One statement. Raises `NotFound` for any other, and
    when the file is gone."""
    steps = WishStep.objects.filter(street_code=wish.street_code, wish_id=wish.id).values("id")
    row = Attachment.objects.filter(street_code=wish.street_code, id=id, subject_id__in=steps).first()
    path = Path(settings.MEDIA_ROOT) / row.stored_as if row else None
    if path is None or not path.is_file():
        raise NotFound("photograph", id)
    return path
