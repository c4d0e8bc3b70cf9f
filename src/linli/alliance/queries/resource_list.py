"""The resource list: who is a member, what is pledged and left of it, and the ledger of its uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey
from linli.places.queries import place_facts_of
from linli.teams.models import Organisation

from ..models import Delivery, MemberUnit, Need, Pledge, PledgeUse, Wish
from ..pledges_left import facts_of_pledges
from ..rules import ResourceKind, UseState, ends_soon
from ..rules.window import Window

MOST = 200


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """A line of the list. `standing`: good, soon (ends within 30 days), used_up, over, withdrawn."""

    id: UUID
    unit_name: str
    kind: ResourceKind
    title: str
    quantity: Decimal
    left: Decimal
    unit: str
    area: str
    first_on: date
    last_on: date
    window: Window
    lead_days: int
    standing: str


@dataclass(frozen=True, slots=True)
class UseLine:
    """A line of the ledger: for a wish (`wish_code`) or for a need."""

    wish_code: str
    need_id: UUID | None
    subject: str
    unit_name: str
    title: str
    quantity: Decimal
    delivered: Decimal
    unit: str
    state: UseState
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class MemberLine:
    name: str
    kind: str
    liaison: str
    phone: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class ResourceList:
    """The latest 200 of each."""

    members: tuple[MemberLine, ...]
    pledges: tuple[PledgeLine, ...]
    uses: tuple[UseLine, ...]


def resource_list() -> ResourceList:
    """The lists of the caller's scope. At most nine statements."""
    members = list(MemberUnit.objects.filter(left_on__isnull=True).order_by("-joined_on", "id")[:MOST])
    pledges = list(Pledge.objects.order_by("last_on", "id")[:MOST])
    uses = list(PledgeUse.objects.order_by("-moved_at", "-id")[:MOST])
    units = {row.organisation_id for row in (*members, *pledges)}
    organisations = {row.id: row for row in Organisation.objects.filter(id__in=units)}
    left = {one.id: one.left for one in facts_of_pledges(pledges)}
    places = place_facts_of({(row.place_code, None, None) for row in pledges}) if pledges else {}
    wishes = {
        row.id: row
        for row in Wish.objects.filter(id__in=[use.wish_id for use in uses if use.wish_id]).only(
            "street_code", "code", "public_words"
        )
    }
    needs = dict(Need.objects.filter(id__in=[use.need_id for use in uses if use.need_id]).values_list("id", "title"))
    handed = dict(
        Delivery.objects.filter(use_id__in=[use.id for use in uses if use.need_id])
        .order_by()
        .values_list("use_id")
        .annotate(Sum("quantity"))
    )
    of_use = {row.id: row for row in pledges}
    return ResourceList(
        tuple(
            MemberLine(
                organisations[row.organisation_id].name,
                organisations[row.organisation_id].get_kind_display(),
                str(row.liaison),
                str(row.phone),
                row.joined_on,
            )
            for row in members
        ),
        tuple(
            PledgeLine(
                row.id,
                organisations[row.organisation_id].name,
                ResourceKind(row.kind),
                row.title,
                row.quantity.normalize(),
                left[row.id].normalize(),
                row.unit,
                places[row.place_code, None, None].short,
                row.first_on,
                row.last_on,
                Window(row.weekdays, row.from_hour, row.to_hour),
                row.lead_days,
                _standing(row, left[row.id]),
            )
            for row in pledges
        ),
        tuple(
            UseLine(
                wishes[use.wish_id].code if use.wish_id in wishes else "",
                use.need_id,
                wishes[use.wish_id].public_words if use.wish_id in wishes else needs.get(use.need_id, ""),
                organisations[of_use[use.pledge_id].organisation_id].name,
                of_use[use.pledge_id].title,
                use.quantity.normalize(),
                handed.get(use.id, Decimal()).normalize(),
                of_use[use.pledge_id].unit,
                UseState(use.state),
                use.moved_at,
            )
            for use in uses
            if (use.wish_id in wishes or use.need_id in needs) and use.pledge_id in of_use
        ),
    )


def pledge_key(id: UUID) -> RowKey:
    """The row of a pledge in the caller's scope. Raises `NotFound`. One statement."""
    row = Pledge.objects.filter(id=id).first()
    if row is None:
        raise NotFound("pledge")
    return row.key


def _standing(row: Pledge, left: Decimal) -> str:
    today = clock.today()
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.last_on < today:
        return "over"
    if left <= 0:
        return "used_up"
    return "soon" if ends_soon(row.last_on, today) else "good"
