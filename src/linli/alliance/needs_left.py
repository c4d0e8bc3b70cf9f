"""What is still missing of needs, as the rules of matching read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from .models import Need, PledgeUse
from .rules import ResourceKind, UseState
from .rules.fit import NeedFacts
from .rules.need_uses import UseFacts, missing_of
from .rules.window import Window


def uses_of_needs(ids: Iterable[UUID]) -> dict[UUID, list[PledgeUse]]:
    """The lines of the resource ledger of each need, those that were declined left out. One statement."""
    found: dict[UUID, list[PledgeUse]] = defaultdict(list)
    for use in PledgeUse.objects.filter(need_id__in=list(ids)).exclude(state=UseState.DECLINED.value).order_by("id"):
        found[use.need_id].append(use)
    return found


def use_facts(uses: Iterable[PledgeUse]) -> list[UseFacts]:
    """The lines as the rules see them."""
    return [UseFacts(use.quantity, UseState(use.state)) for use in uses]


def facts_of_needs(needs: Iterable[Need]) -> list[NeedFacts]:
    """The needs with what no unit has been asked for. One statement."""
    rows = list(needs)
    uses = uses_of_needs(row.id for row in rows)
    return [facts_of_need(row, uses.get(row.id, ())) for row in rows]


def facts_of_need(row: Need, uses: Iterable[PledgeUse]) -> NeedFacts:
    """The need with what its uses, those that were declined left out, have not asked for. No statement."""
    return NeedFacts(
        id=row.id,
        kind=ResourceKind(row.kind),
        title=row.title,
        unit=row.unit,
        missing=missing_of(row.quantity, use_facts(uses)),
        place_code=row.place_code,
        is_urgent=row.is_urgent,
        wanted_by_on=row.wanted_by_on,
        asked_at=row.asked_at,
        window=Window(row.weekdays, row.from_hour, row.to_hour),
    )
