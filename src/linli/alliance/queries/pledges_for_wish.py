"""For one wish: which pledges could serve it and why, or how the one stands that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Subquery

from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition
from linli.teams.models import Organisation

from ..models import Pledge, PledgeUse
from ..pledges_left import facts_of_pledges
from ..rules import OPEN_TO_CLAIM, Candidate, ResourceKind, UseState, candidates
from .wish_page import WishPage

SHOWN = 5


@dataclass(frozen=True, slots=True)
class OfferedPledge:
    """A pledge that could serve, with what its reason is made of."""

    id: UUID
    unit_name: str
    kind: ResourceKind
    title: str
    left: Decimal
    unit: str
    last_on: date
    is_best_kind: bool
    is_own_grid: bool


@dataclass(frozen=True, slots=True)
class UseShown:
    """The use that stands for the wish."""

    unit_name: str
    title: str
    quantity: Decimal
    unit: str
    state: UseState
    why: str


@dataclass(frozen=True, slots=True)
class PledgesForWish:
    offered: tuple[OfferedPledge, ...]
    use: UseShown | None


def pledges_for_wish(page: WishPage) -> PledgesForWish:
    """At most three statements, none before the wish is published."""
    if page.kind is None:
        return PledgesForWish((), None)
    use = (
        PledgeUse.objects.filter(street_code=page.key.street_code, wish_id=page.id)
        .exclude(state=UseState.DECLINED.value)
        .select_related("pledge")
        .annotate(unit_name=_unit("pledge__organisation_id"))
        .first()
    )
    if use is not None:
        pledge = use.pledge
        shown = UseShown(
            use.unit_name or "", pledge.title, use.quantity.normalize(), pledge.unit, UseState(use.state), use.why
        )
        return PledgesForWish((), shown)
    if page.state not in OPEN_TO_CLAIM:
        return PledgesForWish((), None)
    rows = Pledge.objects.filter(
        scope_condition(page.place_code[: PlaceLevel.COMMUNITY]),
        withdrawn_at__isnull=True,
        last_on__gte=clock.today(),
    ).annotate(unit_name=_unit("organisation_id"))
    by_id = {row.id: row for row in rows}
    found = candidates(page.kind, page.place_code, facts_of_pledges(by_id.values()), clock.today())[:SHOWN]
    return PledgesForWish(tuple(_offered(one, by_id[one.pledge.id]) for one in found), None)


def _unit(column: str) -> Subquery:
    """The name of the organisation a column names."""
    return Subquery(Organisation.objects.filter(id=OuterRef(column)).values("name")[:1])


def _offered(one: Candidate, row: Pledge) -> OfferedPledge:
    return OfferedPledge(
        row.id,
        row.unit_name or "",
        one.pledge.kind,
        row.title,
        one.pledge.left.normalize(),
        row.unit,
        row.last_on,
        one.rank == 0,
        one.nearness > PlaceLevel.COMMUNITY,
    )
