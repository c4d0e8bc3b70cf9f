"""The wall of settled matters: what was settled, how fast and at which level, without anybody's data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from linli.kernel.scope import Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.scoped import acting_in
from linli.places.queries import place_facts_of

from ..categories import names_of
from ..models import Case
from ..rules import Level, State

PRIVATE_KINDS = frozenset({"01", "06", "07", "08"})
"""Quarrels, livelihood, care and public order (standards.zh.md §7): in a small estate such a matter would tell whose it
is, so the wall names neither the estate nor what was done."""

ORDER = ("-closed_at", "-id")

_PERSONAL = re.compile(r"\d{7,}|\d{3,4}[-\s]\d{4,}|\d+(室|户)|\d+单元\d+")


@dataclass(frozen=True, slots=True)
class SettledMatter:
    """One line of the wall. `estate` is empty where it is not known or must not be named."""

    id: UUID
    kind: str
    estate: str
    result: str
    level: Level
    took: timedelta
    settled_at: datetime


def settled_matters(
    community: str, *, since: datetime | None = None, at: Position | None = None, size: int = 20
) -> Slice:
    """The matters of a community that were settled since then, the latest first. Three statements and the scope.

    Nothing of a reporter's words is read: `subject` and the entries stay out, the result is the sentence staff wrote for
    the wall (`public_summary`), left out where it looks like a telephone number or a dwelling.
    """
    with acting_in(Scope.of([community])):
        rows = Case.objects.filter(
            closed_at__isnull=False, state__in=[State.CLOSED.value, State.ARCHIVED.value]
        ).only(
            "street_code", "place_code", "category_set_id", "category_code", "estate_id", "public_summary", "level",
            "raised_at", "fed_back_at", "closed_at",
        )  # fmt: skip
        if since is not None:
            rows = rows.filter(closed_at__gte=since)
        # A matter that was never given a kind would say nothing here; it is counted, not listed.
        rows = rows.exclude(category_code="")
        found = keyset_slice(rows, ORDER, at, size)
        kinds = names_of({(row.category_set_id, row.category_code) for row in found.items})
    # The names of estates are asked of the community's own code: no grid is needed to say where.
    places = place_facts_of({(community, row.estate_id, None) for row in found.items}) if found.items else {}
    return Slice(
        [
            _line(
                row,
                kinds.get((row.category_set_id, row.category_code), ""),
                places[community, row.estate_id, None].estate,
            )
            for row in found.items
        ],
        found.next,
        found.previous,
    )


def _line(row: Case, kind: str, estate: str) -> SettledMatter:
    private = row.category_code[:2] in PRIVATE_KINDS
    shown = "" if private or _PERSONAL.search(row.public_summary) else row.public_summary
    return SettledMatter(
        id=row.id,
        kind=kind,
        estate="" if private else estate,
        result=shown,
        level=Level(row.level),
        took=max((row.fed_back_at or row.closed_at) - row.raised_at, timedelta()),
        settled_at=row.closed_at,
    )
