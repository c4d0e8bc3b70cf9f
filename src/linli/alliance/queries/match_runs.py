"""The latest matching of a community: what is proposed with its receipts, what stays unmet and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.queries import place_facts_of
from linli.teams.models import Organisation

from ..models import Match, MatchRun, Need, Pledge, UnmetNeed
from ..needs_left import facts_of_needs
from ..pledges_left import facts_of_pledges
from ..rules.need_loop import NeedState


@dataclass(frozen=True, slots=True)
class CandidateWeighed:
    unit_name: str
    title: str
    far: int
    ready_on: date
    chosen: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed match. `stale`: the pledge or the need has moved on since; `other` is whose pledge would take its place."""

    id: UUID
    need_id: UUID
    need: str
    need_place: str
    is_urgent: bool
    unit_name: str
    pledge: str
    quantity: Decimal
    wanted: Decimal
    unit: str
    state: str
    stale: bool
    reason: str
    why: tuple[dict[str, Any], ...]
    changes: tuple[dict[str, Any], ...]
    considered: int
    candidates: tuple[CandidateWeighed, ...]
    other: str


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """A need that stays unmet. `takers` are the needs that used up what could serve it."""

    need_id: UUID
    need: str
    need_place: str
    is_urgent: bool
    missing: Decimal
    unit: str
    reason: str
    facts: dict[str, Any]
    unit_name: str
    takers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridShare:
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class RunPage:
    id: UUID
    key: RowKey
    at: datetime
    by_name: str
    needs: int
    pledges: int
    figures: dict[str, Any]
    shares: tuple[GridShare, ...]
    proposals: tuple[Proposal, ...]
    unmet: tuple[UnmetLine, ...]


def latest_run(community: str) -> RunPage | None:
    """The community's latest run. At most nine statements."""
    run = MatchRun.objects.filter(scope_condition(community)).order_by("-at", "-id").first()
    return _page(run) if run else None


def run_key(id: UUID) -> RowKey:
    """The row of a run in the caller's scope. Raises `NotFound`. One statement."""
    run = MatchRun.objects.filter(id=id).first()
    if run is None:
        raise NotFound("match_run")
    return run.key


def match_key(id: UUID) -> RowKey:
    """The row of a proposal in the caller's scope. Raises `NotFound`. One statement."""
    row = Match.objects.filter(id=id).first()
    if row is None:
        raise NotFound("match")
    return row.key


def open_for_matching(actor: Actor, community: str) -> int:
    """How many needs wait. One statement."""
    return Need.objects.filter(scope_condition(community), state=NeedState.ASKED.value).count()


def _page(run: MatchRun) -> RunPage:
    matches = list(Match.objects.filter(street_code=run.street_code, run=run))
    unmet = list(UnmetNeed.objects.filter(street_code=run.street_code, run=run))
    wanted = {row.need_id for row in (*matches, *unmet)}
    wanted |= {UUID(id) for row in unmet for id in row.facts.get("needs", ())}
    weighed = {UUID(one["pledge"]) for row in matches for one in row.receipt["candidates"]}
    weighed |= {UUID(one["pledge"]) for row in matches for one in row.receipt["changes"] if "pledge" in one}
    weighed |= {row.pledge_id for row in matches} | {UUID(u.facts["pledge"]) for u in unmet if "pledge" in u.facts}
    needs = {row.id: row for row in Need.objects.filter(street_code=run.street_code, id__in=wanted)}
    pledges = {row.id: row for row in Pledge.objects.filter(street_code=run.street_code, id__in=weighed)}
    names = dict(
        Organisation.objects.filter(id__in={row.organisation_id for row in pledges.values()}).values_list("id", "name")
    )
    codes = [(code, None, None) for code in run.figures.get("shares", {})]
    places = place_facts_of({(row.place_code, row.estate_id, None) for row in needs.values()} | set(codes))

    def place_of(need: Need) -> str:
        return places[need.place_code, need.estate_id, None].short

    def unit_of(id: UUID) -> str:
        return names.get(pledges[id].organisation_id, "") if id in pledges else ""

    waiting = [row.need_id for row in matches if row.state == "proposed"]
    missing = {one.id: one.missing for one in facts_of_needs(needs[id] for id in waiting)}
    left = {one.id: one.left for one in facts_of_pledges(pledges.values())}

    def stale(row: Match) -> bool:
        if row.state != "proposed":
            return False
        need, pledge = needs[row.need_id], pledges[row.pledge_id]
        over = pledge.withdrawn_at is not None or pledge.last_on < clock.today()
        return over or need.state != "asked" or min(left[row.pledge_id], missing[row.need_id]) < row.quantity

    def order(need: Need) -> tuple:
        return (not need.is_urgent, need.asked_at, need.id)

    return RunPage(
        id=run.id,
        key=run.key,
        at=run.at,
        by_name=run.by_name,
        needs=run.needs,
        pledges=run.pledges,
        figures=run.figures,
        shares=tuple(
            GridShare(places[code, None, None].short, share)
            for code, share in sorted(run.figures.get("shares", {}).items(), key=lambda one: (one[1], one[0]))
        ),
        proposals=tuple(
            Proposal(
                id=row.id,
                need_id=row.need_id,
                need=needs[row.need_id].title,
                need_place=place_of(needs[row.need_id]),
                is_urgent=needs[row.need_id].is_urgent,
                unit_name=unit_of(row.pledge_id),
                pledge=pledges[row.pledge_id].title,
                quantity=row.quantity.normalize(),
                wanted=needs[row.need_id].quantity.normalize(),
                unit=pledges[row.pledge_id].unit,
                state=row.state,
                stale=stale(row),
                reason=row.reason,
                why=tuple(row.receipt["why"]),
                changes=tuple(row.receipt["changes"]),
                considered=row.receipt["considered"],
                candidates=tuple(_weighed(row.receipt["candidates"], pledges, unit_of)),
                other=next((unit_of(UUID(one["pledge"])) for one in row.receipt["changes"] if "pledge" in one), ""),
            )
            for row in sorted(matches, key=lambda row: (*order(needs[row.need_id]), row.pledge_id))
        ),
        unmet=tuple(
            UnmetLine(
                need_id=row.need_id,
                need=needs[row.need_id].title,
                need_place=place_of(needs[row.need_id]),
                is_urgent=needs[row.need_id].is_urgent,
                missing=row.missing.normalize(),
                unit=needs[row.need_id].unit,
                reason=row.reason,
                facts=row.facts,
                unit_name=unit_of(UUID(row.facts["pledge"])) if "pledge" in row.facts else "",
                takers=tuple(
                    f"{needs[UUID(id)].title} {place_of(needs[UUID(id)])}"
                    for id in row.facts.get("needs", ())
                    if UUID(id) in needs
                ),
            )
            for row in sorted(unmet, key=lambda row: order(needs[row.need_id]))
        ),
    )


def _weighed(candidates: list[dict[str, Any]], pledges: dict[UUID, Pledge], unit_of: Any) -> Iterable[CandidateWeighed]:
    for one in candidates:
        id = UUID(one["pledge"])
        if id in pledges:
            yield CandidateWeighed(
                unit_of(id), pledges[id].title, one["far"], date.fromisoformat(one["ready_on"]), one["chosen"]
            )
