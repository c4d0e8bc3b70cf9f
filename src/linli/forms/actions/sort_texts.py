"""Text answers are sorted by topic, so that they can be counted too."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Survey, SurveyValue
from ..rules.survey import KEEPERS


@action
def sort_texts(*, actor: Actor, key: UUID | None, survey: RowKey, texts: tuple[UUID, ...], topic: str) -> int:
    """Put these texts under a topic of at most 20 characters (none: unsorted again); returns how many. Raises `BadInput`
    on `topic`, `texts`, `NotFound`, `NotAllowed`."""
    topic = clean_text(topic)
    if len(topic) > 20:
        raise BadInput("topic", "too_long")
    if not texts:
        raise BadInput("texts", "empty")
    with deed(actor, key, "survey.sort_texts") as d:
        row = d.lock(Survey, survey)
        d.allow(KEEPERS, "survey.sort_texts", on=row)
        values = SurveyValue.objects.filter(street_code=row.street_code, survey=row, id__in=set(texts)).exclude(
            text=b""
        )
        moved = values.update(topic=topic)
        if moved != len(set(texts)):
            raise NotFound("text")
        d.record(row)
    return moved
