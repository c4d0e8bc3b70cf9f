"""The text answers of one question, to be read and sorted: without who wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.audit import line
from linli.ledger.keyset import Position, Slice, keyset_slice

from ..models import Survey, SurveyValue
from .find_survey import SurveyFacts


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text; the order says nothing of when it was written, ids being random."""

    id: UUID
    text: str
    topic: str


def texts_of(
    actor: Actor,
    survey: SurveyFacts,
    question_id: UUID,
    topic: str | None = None,
    at: Position | None = None,
    size: int = 50,
) -> Slice:
    """The texts of a question, of one topic (empty: unsorted) or all. Reading them is recorded. Two statements."""
    rows = SurveyValue.objects.filter(
        street_code=survey.key.street_code, survey_id=survey.id, question_id=question_id
    ).exclude(text=b"")
    if topic is not None:
        rows = rows.filter(topic=topic)
    found = keyset_slice(rows, ("id",), at, size)
    subject = Survey._meta.label_lower
    line(actor, "survey.read_texts", survey.place_code, subject, survey.id, {"texts": len(found.items)}).save(
        force_insert=True
    )
    return Slice([TextLine(row.id, row.text.reveal(), row.topic) for row in found.items], found.next, found.previous)
