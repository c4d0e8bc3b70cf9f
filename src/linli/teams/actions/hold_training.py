"""A training is entered: what, when, by whom, for which area."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, MissingField
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed

from ..models import Training
from ..rules.training import TrainingKind

HOLDERS = frozenset(
    {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}
)
"""Who holds trainings, each in the own area."""

LONGEST = 8 * 60


@action
def hold_training(
    *,
    actor: Actor,
    key: UUID | None,
    place_code: str,
    title: str,
    topic: str,
    kind: str,
    held_at: datetime,
    minutes: int,
    where: str = "",
    teacher: str = "",
    materials: str = "",
) -> Training:
    """Enter a training, to come or past. Raises `MissingField` on `title` or `topic`, `BadInput` on `kind` or `minutes` (up to
    eight hours), `NotAllowed`."""
    with deed(actor, key, "training.hold") as d:
        d.allow(HOLDERS, d.name, on=place_code)
        title, topic = clean_text(title)[:60], clean_text(topic)[:30]
        missing = [name for name, value in (("title", title), ("topic", topic)) if not value]
        if missing:
            raise MissingField(d.name, missing)
        if kind not in TrainingKind.codes():
            raise BadInput("kind", "unknown", kind)
        if not 1 <= minutes <= LONGEST:
            raise BadInput("minutes", "out_of_range", minutes)
        row = Training(
            id=uuid7(),
            place_code=place_code,
            street_code=street_of(place_code),
            title=title,
            topic=topic,
            kind=kind,
            held_at=held_at,
            minutes=minutes,
            where=clean_text(where)[:60],
            teacher=clean_text(teacher)[:40],
            materials=clean_text(materials)[:1000],
            opened_by=actor.id,
            opened_at=d.now,
        )
        row.save(force_insert=True)
        d.record(row)
    return row
