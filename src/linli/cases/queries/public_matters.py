"""What is being handled in a community, for anybody to read: kind, estate and state, nobody's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.scoped import acting_in
from linli.places.queries import place_facts_of

from ..categories import names_of
from ..models import Case, Entry, Seconding
from ..rules import OPEN, State
from .public_wall import PRIVATE_KINDS

SHOWN_FOR = timedelta(days=180)
ORDER = ("-raised_at", "-id")


@dataclass(frozen=True, slots=True)
class PublicMatter:
    """One matter under way. `voices` are those who told it, `met` those who met with it too; `mine` where the reader is one of
    them. `estate` is empty where none is known."""

    id: UUID
    kind: str
    estate: str
    state: State
    raised_at: datetime
    voices: int
    met: int
    mine: bool


def public_rows() -> QuerySet[Case]:
    """The cases of the running scope that anybody may read of: filed under a kind that tells of no person, open, half a year old
    at most."""
    private = Q(category_code="")
    for large in sorted(PRIVATE_KINDS):
        private |= Q(category_code__startswith=large)
    return Case.objects.defer("search").filter(
        ~private, state__in=sorted(state.value for state in OPEN), raised_at__gte=clock.now() - SHOWN_FOR
    )


def public_matters(
    community: str, *, mark_of: Callable[[UUID], str] | None = None, at: Position | None = None, size: int = 20
) -> Slice:
    """A page of the matters under way in a community, the newest first. Three statements and the scope, one more where `mark_of`
    says which mark the reader's browser would leave at a case."""
    with acting_in(Scope.of([community])):
        own = {"street_code": OuterRef("street_code"), "case_id": OuterRef("id")}
        rows = public_rows().annotate(
            voices=_counted(Entry.objects.filter(**own, withdrawn_at__isnull=True)),
            met=_counted(Seconding.objects.filter(**own)),
        )
        found = keyset_slice(rows, ORDER, at, size)
        kinds = names_of({(row.category_set_id, row.category_code) for row in found.items})
        marks = [mark_of(row.id) for row in found.items] if mark_of else []
        mine = set(Seconding.objects.filter(mark__in=marks).values_list("case_id", flat=True)) if marks else set()
    places = place_facts_of({(community, row.estate_id, None) for row in found.items}) if found.items else {}
    return Slice(
        [
            PublicMatter(
                id=row.id,
                kind=kinds.get((row.category_set_id, row.category_code), ""),
                estate=places[community, row.estate_id, None].estate,
                state=State(row.state),
                raised_at=row.raised_at,
                voices=row.voices,
                met=row.met,
                mine=row.id in mine,
            )
            for row in found.items
        ],
        found.next,
        found.previous,
    )


def _counted(rows: QuerySet) -> Coalesce:
    count = rows.order_by().values("case_id").annotate(count=Count("id")).values("count")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
