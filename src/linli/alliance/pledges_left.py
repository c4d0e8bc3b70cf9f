"""What is left of pledges, as the rules of matching read it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Sum

from .models import Pledge, PledgeUse
from .rules import PledgeFacts, ResourceKind, UseState
from .rules.window import Window


def facts_of_pledges(pledges: Iterable[Pledge]) -> list[PledgeFacts]:
    """The pledges with what no use has taken. One statement."""
    rows = list(pledges)
    taken = dict(
        PledgeUse.objects.filter(pledge_id__in=[row.id for row in rows])
        .exclude(state=UseState.DECLINED.value)
        .order_by()
        .values_list("pledge_id")
        .annotate(Sum("quantity"))
    )
    return [
        PledgeFacts(
            row.id,
            ResourceKind(row.kind),
            row.place_code,
            row.quantity - taken.get(row.id, Decimal()),
            row.first_on,
            row.last_on,
            row.title,
            row.unit,
            Window(row.weekdays, row.from_hour, row.to_hour),
            row.lead_days,
        )
        for row in rows
    ]
