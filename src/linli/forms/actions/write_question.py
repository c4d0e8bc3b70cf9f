"""A question of one's own is written, or the wording of one is changed: as a new version, the old one stays as it was asked."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, NotFound
from linli.kernel.ids import uuid7
from linli.ledger import audit
from linli.ledger.deed import action, deed

from ..models import Question
from ..rules.question import Theme, Wording
from ..rules.survey import KEEPERS


@action
def write_question(
    *,
    actor: Actor,
    key: UUID | None,
    place_code: str,
    wording: Wording,
    theme: Theme = Theme.OTHER,
    instead_of: UUID | None = None,
) -> Question:
    """Write a question for the place's own surveys. With `instead_of` (a question of its own or of the shipped bank) it is
    the next version of that one, offered in its place from now on.

    Raises `BadInput` on `text`, `options`, `unit`, `NotAllowed`, `NotFound`, `Conflict` where somebody was first.
    """
    wording = wording.checked()
    with deed(actor, key, "survey.write_question") as d:
        d.allow(KEEPERS, "survey.write_question", on=place_code)
        id = uuid7()
        row = Question(
            id=id, code=f"own.{id.hex[-12:]}", prefix=place_code, theme=theme.value, position=900, written_at=d.now
        )
        if instead_of is not None:
            before = Question.objects.select_for_update().filter(id=instead_of).first()
            if before is None or not place_code.startswith(before.prefix):
                raise NotFound("question")
            versions = Question.objects.filter(code=before.code, prefix__in=["", place_code])
            row.code, row.theme, row.stages, row.position = before.code, before.theme, before.stages, before.position
            row.version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
            if before.prefix == place_code:
                before.replaced_at = d.now
                before.save(update_fields=["replaced_at"])
        row.kind, row.text, row.unit = wording.kind.value, wording.text, wording.unit
        row.options, row.low, row.high = [list(pair) for pair in wording.options], wording.low, wording.high
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict("question") from None
        audit.record(actor, d.name, [row], at=d.now, place_code=place_code)
    return row
