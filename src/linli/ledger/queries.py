"""Reading the audit trail. Nobody changes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel import clock
from linli.kernel.scope import Scope

from .keyset import Position, Slice, keyset_slice
from .models import AuditLine
from .scoped import acting_in


@dataclass(frozen=True, slots=True)
class AuditSearch:
    """What to look for in the trail; empty parts are not asked. Days are of China, both included."""

    actor_ids: tuple[UUID, ...] | None = None
    deed: str = ""
    first_on: date | None = None
    last_on: date | None = None
    subject_id: UUID | None = None


def audit_page(scope: Scope, search: AuditSearch, at: Position | None = None, size: int = 50) -> Slice:
    """The audit lines of a scope, newest first. Three statements: the scope said and unsaid, the lines."""
    with acting_in(scope):
        return keyset_slice(_lines(search), ("-at", "-id"), at, size)


def audit_lines(scope: Scope, search: AuditSearch, limit: int) -> Iterator[AuditLine]:
    """Up to `limit` lines, newest first, without holding them all in memory."""
    with acting_in(scope):
        yield from _lines(search).order_by("-at", "-id")[:limit].iterator(chunk_size=2000)


def _lines(search: AuditSearch) -> QuerySet[AuditLine]:
    lines = AuditLine.objects.all()
    if search.actor_ids is not None:
        lines = lines.filter(actor_id__in=search.actor_ids)
    if search.deed:
        lines = lines.filter(deed__startswith=search.deed)
    if search.first_on:
        lines = lines.filter(at__gte=clock.morning_of(search.first_on))
    if search.last_on:
        lines = lines.filter(at__lte=clock.evening_of(search.last_on))
    if search.subject_id:
        lines = lines.filter(subject_id=search.subject_id)
    return lines
