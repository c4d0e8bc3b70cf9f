"""Names people use for estates, those to be decided first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, IntegerField, Value, When

from linli.kernel.errors import NotFound
from linli.ledger.keyset import Position, Slice, keyset_slice

from ..models import PlaceAlias
from ..rules.aliases import AliasDeed, AliasState, open_deeds


@dataclass(frozen=True, slots=True)
class AliasLine:
    """A name, whose it is said to be, how often it was chosen, and what can be done with it."""

    id: UUID
    name: str
    estate: str
    state: AliasState
    times: int
    proposed_by: str
    decided_by: str
    decided_at: datetime | None
    deeds: list[AliasDeed]


def heard_names(at: Position | None = None, size: int = 50) -> Slice:
    """The names within the scope: to be confirmed first, then by when they were heard; lines by `line_of`. One statement."""
    waiting = Case(When(state=AliasState.PROPOSED, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = PlaceAlias.objects.annotate(turn=waiting, estate_name=F("estate__name"))
    return keyset_slice(rows, ("-turn", "-proposed_at", "-id"), at, size)


def line_of(row: PlaceAlias) -> AliasLine:
    """A row of `heard_names` as its line."""
    state = AliasState(row.state)
    return AliasLine(
        row.id, row.name, row.estate_name, state, row.times, row.proposed_by, row.decided_by, row.decided_at,
        open_deeds(state),
    )  # fmt: skip


def alias_by_id(id: UUID) -> PlaceAlias:
    """A name within the scope. Raises `NotFound`. One statement."""
    found = PlaceAlias.objects.filter(id=id).first()
    if found is None:
        raise NotFound("alias", id)
    return found
