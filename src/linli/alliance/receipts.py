"""Why a match, what would change it; and of each need that stays unmet, the reason. Pure: codes and plain values, a door
makes the sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from .arcs import grid_of
from .optimise_matches import Match, Matching
from .rules.fit import Misfit, NeedFacts, misfit, nearness, ready_on
from .rules.matching import PledgeFacts

MOST_CANDIDATES = 6
MOST_TAKERS = 3


@dataclass(frozen=True, slots=True)
class Unmet:
    """What a need still misses, and why: `nobody` offers it, `used_up` by others, or the misfit that came nearest."""

    need: UUID
    missing: Decimal
    reason: str
    facts: dict[str, Any]


def receipts(
    needs: Sequence[NeedFacts], pledges: Sequence[PledgeFacts], found: Matching, today: date
) -> dict[tuple[UUID, UUID], dict[str, Any]]:
    """For each match by need and pledge: `candidates` (pledge, how far, from when, what is left after the run), `why`
    (urgent, only, nearest, share, earlier) and `changes` (who would take its place; what more would meet the rest)."""
    by_id = {one.id: one for one in needs}
    left = _left_after(pledges, found.matches)
    by_pledge: dict[UUID, list[Match]] = defaultdict(list)
    for match in found.matches:
        by_pledge[match.pledge].append(match)
    made = {}
    for match in found.matches:
        need = by_id[match.need]
        fitting = [one for one in pledges if one.left > 0 and misfit(need, one, today) is None]
        fitting.sort(key=lambda one: (nearness(need, one), ready_on(one, today), one.last_on, one.id))
        own = next(one for one in fitting if one.id == match.pledge)
        rivals = [by_id[other.need] for other in by_pledge[match.pledge] if other.need != need.id]
        made[match.need, match.pledge] = {
            "candidates": [
                {
                    "pledge": str(one.id),
                    "far": nearness(need, one),
                    "ready_on": ready_on(one, today).isoformat(),
                    "left": str(left[one.id]),
                    "chosen": one.id == match.pledge,
                }
                for one in fitting[:MOST_CANDIDATES]
            ],
            "considered": len(fitting),
            "why": _why(need, own, fitting, rivals, found),
            "changes": _changes(need, match, fitting, left, found),
        }
    return made


def unmet_needs(
    needs: Sequence[NeedFacts], pledges: Sequence[PledgeFacts], found: Matching, today: date
) -> list[Unmet]:
    """The needs of which something is still missing after the run, each with its reason."""
    given: dict[UUID, Decimal] = defaultdict(Decimal)
    takers: dict[UUID, list[UUID]] = defaultdict(list)
    for match in found.matches:
        given[match.need] += match.quantity
        takers[match.pledge].append(match.need)
    by_id = {one.id: one for one in needs}
    unmet = []
    for need in needs:
        missing = need.missing - given[need.id]
        if missing > 0:
            reason, facts = _reason(need, pledges, takers, by_id, today)
            unmet.append(Unmet(need.id, missing, reason, facts))
    return unmet


def _why(
    need: NeedFacts, own: PledgeFacts, fitting: list[PledgeFacts], rivals: list[NeedFacts], found: Matching
) -> list[dict[str, Any]]:
    why: list[dict[str, Any]] = []
    if need.is_urgent:
        why.append({"code": "urgent"})
    if len(fitting) == 1:
        why.append({"code": "only"})
    elif nearness(need, own) == nearness(need, fitting[0]):
        why.append({"code": "nearest", "far": nearness(need, own)})
    else:
        why.append({"code": "shared_out"})
    grid = grid_of(need)
    if len(found.shares) > 1 and grid in found.shares:
        why.append({"code": "share", "share": round(found.shares[grid], 4)})
    if rivals and all(need.asked_at <= one.asked_at for one in rivals):
        why.append({"code": "earlier"})
    return why


def _changes(
    need: NeedFacts, match: Match, fitting: list[PledgeFacts], left: dict[UUID, Decimal], found: Matching
) -> list[dict[str, Any]]:
    changes: list[dict[str, Any]] = []
    others = [one for one in fitting if one.id != match.pledge and left[one.id] >= match.quantity]
    changes.append({"code": "next", "pledge": str(others[0].id)} if others else {"code": "no_other"})
    rest = need.missing - sum((one.quantity for one in found.matches if one.need == need.id), Decimal())
    if rest > 0:
        changes.append({"code": "more", "quantity": str(rest)})
    if not need.is_urgent:
        changes.append({"code": "urgent_first"})
    return changes


def _left_after(pledges: Sequence[PledgeFacts], matches: Sequence[Match]) -> dict[UUID, Decimal]:
    left = {one.id: one.left for one in pledges}
    for match in matches:
        left[match.pledge] -= match.quantity
    return left


def _reason(
    need: NeedFacts,
    pledges: Sequence[PledgeFacts],
    takers: dict[UUID, list[UUID]],
    by_id: dict[UUID, NeedFacts],
    today: date,
) -> tuple[str, dict[str, Any]]:
    seen = [(misfit(need, one, today), one) for one in pledges]
    fitting = [one for reason, one in seen if reason in (None, Misfit.USED_UP)]
    if fitting:
        who = {taker for one in fitting for taker in takers[one.id] if taker != need.id}
        first = sorted(who, key=lambda id: (not by_id[id].is_urgent, by_id[id].asked_at, id))[:MOST_TAKERS]
        urgent = sum(by_id[id].is_urgent for id in who)
        return "used_up", {"needs": [str(id) for id in first], "others": len(who), "urgent": urgent}
    order = list(Misfit)
    near = [(order.index(reason), one) for reason, one in seen if reason is not None]
    step, pledge = max(near, key=lambda one: (one[0], one[1].id), default=(0, None))
    reason = order[step]
    if pledge is None or reason in (Misfit.KIND, Misfit.THING):
        return "nobody", {}
    facts: dict[str, Any] = {"pledge": str(pledge.id)}
    if reason is Misfit.UNIT:
        facts["unit"] = pledge.unit
    if reason in (Misfit.LATE, Misfit.OVER):
        facts["ready_on"] = ready_on(pledge, today).isoformat()
    return reason.value, facts
