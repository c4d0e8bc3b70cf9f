"""The open needs of a community are matched with its open pledges; what comes out is kept for people to decide on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.street_row import scope_condition

from ..models import Match, MatchRun, Need, Pledge, UnmetNeed
from ..needs_left import facts_of_needs
from ..optimise_matches import best_matches
from ..pledges_left import facts_of_pledges
from ..receipts import receipts, unmet_needs
from ..rules.need_loop import NeedState
from .join_alliance import KEEPERS

MOST = 2000
"""So many needs, the urgent and the earliest first, in one run."""


@action
def run_matching(*, actor: Actor, key: UUID | None, community: str) -> MatchRun:
    """Search and keep the run with its proposals, their receipts, and the reason of each need that stays unmet. Nothing is
    set aside before somebody confirms. Raises `NotAllowed`. About 12 statements and the search."""
    with deed(actor, key, "alliance.match") as d:
        d.allow(KEEPERS, "match", on=community)
        today = d.now.astimezone(SHANGHAI).date()
        waiting = Need.objects.filter(scope_condition(community), state=NeedState.ASKED.value)
        needs = facts_of_needs(waiting.order_by("-is_urgent", "asked_at", "id")[:MOST])
        needs = [one for one in needs if one.missing > 0]
        open_ones = Pledge.objects.filter(scope_condition(community), withdrawn_at__isnull=True)
        # What is over is told from what was never offered, for a while.
        pledges = facts_of_pledges(open_ones.filter(last_on__gte=today - timedelta(days=90)).order_by("last_on", "id"))
        found = best_matches(needs, pledges, today)
        urgent = [one.id for one in needs if one.is_urgent]
        run = MatchRun(
            place_code=community,
            street_code=street_of(community),
            at=d.now,
            by=actor.id,
            by_name=actor.name,
            needs=len(needs),
            pledges=sum(one.left > 0 and one.last_on >= today for one in pledges),
            figures={
                "met": sum(found.met.get(one.id, 0) >= 1 - 1e-9 for one in needs),
                "helped": len(found.met),
                "urgent": len(urgent),
                "urgent_met": sum(found.met.get(id, 0) >= 1 - 1e-9 for id in urgent),
                "shares": {code: round(share, 4) for code, share in found.shares.items()},
            },
        )
        run.save(force_insert=True)
        place = {"place_code": community, "street_code": run.street_code, "run": run}
        why = receipts(needs, pledges, found, today)
        Match.objects.bulk_create(
            Match(
                **place,
                need_id=one.need,
                pledge_id=one.pledge,
                quantity=one.quantity,
                state="proposed",
                receipt=why[one.need, one.pledge],
            )
            for one in found.matches
        )
        UnmetNeed.objects.bulk_create(
            UnmetNeed(**place, need_id=one.need, missing=one.missing, reason=one.reason, facts=one.facts)
            for one in unmet_needs(needs, pledges, found, today)
        )
        d.record(run)
    return run
