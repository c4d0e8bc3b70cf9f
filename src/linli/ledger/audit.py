"""The audit trail: every write, and every look at personal data. Values of sealed fields never enter it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scope import EVERYTHING

from .copy_rows import copy_rows
from .models import AuditLine
from .street_row import StreetRow

COUNTRY = "000000"
MANY = 500
"""More lines than this go by COPY."""


def snapshot(row: models.Model) -> dict[str, Any]:
    """The row's columns as the audit trail may show them."""
    return {
        field.attname: _shown(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not getattr(field, "sealed", False) and getattr(field, "audited", True)
    }


def record(
    actor: Actor,
    deed: str,
    rows: Iterable[models.Model],
    *,
    before: Mapping[UUID, Mapping[str, Any]] | None = None,
    at: datetime | None = None,
    purpose: str = "",
    place_code: str = "",
) -> None:
    """Append one line for each row, with what changed since `before` (new rows: all of it). One statement, four for a bulk load."""
    lines = []
    for row in rows:
        after = snapshot(row)
        earlier = (before or {}).get(row.pk)
        changes = (
            {"new": after}
            if earlier is None
            else {name: [earlier.get(name), value] for name, value in after.items() if earlier.get(name) != value}
        )
        place = row.place_code if isinstance(row, StreetRow) else place_code or home_of(actor)
        lines.append(line(actor, deed, place, type(row)._meta.label_lower, row.pk, changes, at=at, purpose=purpose))
    if len(lines) > MANY:
        copy_rows(AuditLine, lines)
    else:
        AuditLine._base_manager.bulk_create(lines)


def looked_at(actor: Actor, deed: str, row: StreetRow, purpose: str = "") -> None:
    """Record that the actor read personal data of the row. One statement."""
    line(actor, deed, row.place_code, type(row)._meta.label_lower, row.pk, {}, purpose=purpose).save(force_insert=True)


def line(
    actor: Actor,
    deed: str,
    place_code: str,
    subject: str,
    subject_id: Any,
    changes: Mapping[str, Any],
    *,
    at: datetime | None = None,
    purpose: str = "",
) -> AuditLine:
    """An audit line, not yet saved."""
    return AuditLine(
        place_code=place_code,
        at=at or clock.now(),
        actor_id=actor.id,
        actor_name=actor.name[:60],
        ip=actor.ip,
        deed=deed,
        subject=subject,
        subject_id=subject_id if isinstance(subject_id, UUID) else None,
        changes=changes,
        purpose=purpose[:200],
    )


def home_of(actor: Actor) -> str:
    """The place an actor's own affairs are filed under: the widest jurisdiction held."""
    prefixes = sorted((g.prefix for g in actor.grants if g.prefix != EVERYTHING and len(g.prefix) >= 6), key=len)
    return prefixes[0] if prefixes else COUNTRY


def _shown(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value if not isinstance(value, str) or len(value) <= 500 else value[:500] + "…"
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict | list | tuple):
        return value
    return str(value)[:200]
