"""Telling people something on their own list of notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.kernel import clock
from linli.ledger.street_row import StreetRow

from .models import Grant, Notice
from .rules import filed_under


def tell(
    users: Iterable[UUID], kind: str, row: StreetRow, facts: Mapping[str, Any], once: str, *, at: datetime | None = None
) -> None:
    """Put a notice about `row` on the list of each user, within the caller's transaction. Two statements.

    A second call with the same `once` for a user changes nothing. The notice is filed under the reader's own
    jurisdiction, so that it is found even where the row itself lies outside of it. `facts` are what its sentence needs:
    plain values, no personal data. Who holds no role any more is not told.
    """
    held: dict[UUID, list[str]] = {}
    for user_id, prefix in Grant.objects.filter(
        user_id__in=set(users), user__is_active=True, revoked_at__isnull=True
    ).values_list("user_id", "prefix"):
        held.setdefault(user_id, []).append(prefix)
    Notice._base_manager.bulk_create(
        [
            Notice(
                place_code=filed_under(prefixes),
                user_id=user_id,
                kind=kind,
                subject=row._meta.label_lower,
                subject_id=row.pk,
                facts={**facts, "street_code": row.street_code},
                at=at or clock.now(),
                once=once,
            )
            for user_id, prefixes in held.items()
        ],
        ignore_conflicts=True,
    )
