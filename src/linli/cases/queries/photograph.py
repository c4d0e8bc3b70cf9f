"""One photograph of a case, for those who may see the case."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.models import Attachment

from ..models import Entry, Step
from .visible import visible_cases


def photograph_of_case(actor: Actor, street_code: int, id: UUID) -> Path:
    """The file of a photograph that belongs to a voice or a step of a case the actor may see. One statement.

    Raises `NotFound` for any other, and when the file is gone.
    """
    cases = visible_cases(actor).filter(street_code=OuterRef("street_code"), id=OuterRef("case_id"))
    of_subject = {"street_code": OuterRef("street_code"), "id": OuterRef("subject_id")}
    owners = [model.objects.filter(Exists(cases), **of_subject) for model in (Entry, Step)]
    row = (
        Attachment.objects.filter(street_code=street_code, id=id)
        .filter(Q(Exists(owners[0])) | Q(Exists(owners[1])))
        .first()
    )
    path = Path(settings.MEDIA_ROOT) / row.stored_as if row else None
    if path is None or not path.is_file():
        raise NotFound("photograph", id)
    return path
