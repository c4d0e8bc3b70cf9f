"""Everything the staff's page of one need shows; and what who asked reads of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from linli.cases.models import Case
from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.audit import looked_at
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey, scope_condition
from linli.people.follow_word import follow_word
from linli.places.queries import PlaceFacts, place_facts
from linli.teams.models import Organisation

from ..carry_out_need import parts_in_need
from ..models import Delivery, Need, NeedStep, Pledge, PledgeUse, Wish
from ..needs_left import facts_of_needs
from ..pledges_left import facts_of_pledges
from ..rules import ResourceKind, UseState
from ..rules.fit import Misfit, misfit, nearness, ready_on
from ..rules.need_loop import NeedDeed, NeedOrigin, NeedPart, NeedState, NextNeedDeed, next_need_deeds
from ..rules.window import Window
from .find_need import need_by_id


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    on: date
    quantity: Decimal
    seen_by: str
    note: str


@dataclass(frozen=True, slots=True)
class UseOfNeed:
    """A line of the resource ledger for this need, with what was handed over of it."""

    id: UUID
    unit_name: str
    title: str
    quantity: Decimal
    delivered: Decimal
    unit: str
    state: UseState
    why: str
    promised_on: date | None
    deliveries: tuple[DeliveryShown, ...]


@dataclass(frozen=True, slots=True)
class CandidateForNeed:
    """A pledge of the same kind: what is left, how far it is meant, from when it can be there; why it cannot serve, if so."""

    id: UUID
    unit_name: str
    title: str
    left: Decimal
    unit: str
    far: int
    ready_on: date
    last_on: date
    misfit: Misfit | None


@dataclass(frozen=True, slots=True)
class NeedTurn:
    at: datetime
    deed: NeedDeed
    who: str
    part: NeedPart
    text: str


@dataclass(frozen=True, slots=True)
class NeedPage:
    """One need. Name and number of who asked are masked. `source` is the origin's code, where it is a case or a wish;
    `word` what is handed to somebody without a telephone."""

    id: UUID
    key: RowKey
    code: str
    title: str
    kind: ResourceKind
    quantity: Decimal
    missing: Decimal
    unit: str
    people: int
    is_urgent: bool
    wanted_by_on: date | None
    promised_on: date | None
    window: Window
    origin: NeedOrigin
    source: str
    place: PlaceFacts
    place_code: str
    name: str
    phone: str
    word: str
    state: NeedState
    reason: str
    due_at: datetime | None
    asked_at: datetime
    turns: tuple[NeedTurn, ...]
    uses: tuple[UseOfNeed, ...]
    candidates: tuple[CandidateForNeed, ...]
    deeds: tuple[NextNeedDeed, ...]

    def next_deed(self, deed: NeedDeed) -> NextNeedDeed | None:
        return next((one for one in self.deeds if one.deed is deed), None)


def need_page(actor: Actor, id: UUID) -> NeedPage:
    """The page of a need the actor may see; looking at it is recorded. Raises `NotFound`. At most eleven statements."""
    need = need_by_id(actor, id)
    looked_at(actor, "need.look", need)
    return _page(need, actor, with_candidates=bool(actor.roles & {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}))


def followed_need(followed: Followed, actor: Actor) -> NeedPage:
    """The page for who asked. Raises `NotFound`. At most seven statements and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        need = Need.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
        if need is None:
            raise NotFound("followed_need")
        return _page(need, actor, with_candidates=False)


def phone_of_need(actor: Actor, id: UUID) -> str:
    """The whole number of who asked, to call and arrange it: recorded with that purpose. Raises `NotFound` where there is
    none or the actor has no deed to call for."""
    need = need_by_id(actor, id)
    deeds = next_need_deeds(
        NeedState(need.state), by=actor.id, reported_by=need.reported_by, parts=parts_in_need(actor, need)
    )
    if not need.phone or not deeds:
        raise NotFound("phone")
    looked_at(actor, "need.reveal_phone", need, "contact")
    return need.phone.reveal()


def need_key(actor: Actor, id: UUID) -> RowKey:
    """The row of a need the actor may see. Raises `NotFound`. One statement."""
    return need_by_id(actor, id).key


def _page(need: Need, actor: Actor, *, with_candidates: bool) -> NeedPage:
    facts = facts_of_needs([need])[0]
    uses = list(PledgeUse.objects.filter(street_code=need.street_code, need=need).order_by("asked_at", "id"))
    # What is pledged hangs on the community's board: an officer of one grid and who asked read the unit's name.
    with acting_in(Scope.of([need.place_code[: PlaceLevel.COMMUNITY]])):
        held = Pledge.objects.filter(street_code=need.street_code, id__in=[use.pledge_id for use in uses])
        pledges = {row.id: row for row in held} if uses else {}
    open_ones: list[Pledge] = []
    if with_candidates and need.state == NeedState.ASKED.value and facts.missing > 0:
        open_ones = list(
            Pledge.objects.filter(
                scope_condition(need.place_code[: PlaceLevel.COMMUNITY]), kind=need.kind, withdrawn_at__isnull=True
            )
        )
    units = {row.organisation_id for row in (*pledges.values(), *open_ones)}
    names = dict(Organisation.objects.filter(id__in=units).values_list("id", "name")) if units else {}
    today, asked = clock.today(), {use.pledge_id for use in uses if use.state != UseState.DECLINED.value}
    rows = {row.id: row for row in open_ones if row.id not in asked}
    candidates = [
        CandidateForNeed(
            one.id,
            names.get(rows[one.id].organisation_id, ""),
            one.title,
            one.left.normalize(),
            one.unit,
            nearness(facts, one),
            ready_on(one, today),
            one.last_on,
            misfit(facts, one, today),
        )
        for one in (facts_of_pledges(rows.values()) if rows else ())
    ]
    candidates.sort(key=lambda one: (one.misfit is not None, one.far, one.ready_on, one.last_on, one.id))
    return NeedPage(
        id=need.id,
        key=need.key,
        code=need.code,
        title=need.title,
        kind=ResourceKind(need.kind),
        quantity=need.quantity.normalize(),
        missing=facts.missing.normalize(),
        unit=need.unit,
        people=need.people,
        is_urgent=need.is_urgent,
        wanted_by_on=need.wanted_by_on,
        promised_on=need.promised_on,
        window=facts.window,
        origin=NeedOrigin(need.origin),
        source=_code_of_source(need),
        place=place_facts(need.place_code, need.estate_id),
        place_code=need.place_code,
        name=str(need.name),
        phone=str(need.phone),
        word=follow_word(need.id) if need.code and not need.phone and need.asked_by == actor.id else "",
        state=NeedState(need.state),
        reason=need.reason,
        due_at=need.due_at,
        asked_at=need.asked_at,
        turns=_turns(need),
        uses=_uses(need, uses, pledges, names),
        candidates=tuple(candidates),
        deeds=tuple(
            next_need_deeds(
                NeedState(need.state), by=actor.id, reported_by=need.reported_by, parts=parts_in_need(actor, need)
            )
        ),
    )


def _uses(
    need: Need, uses: list[PledgeUse], pledges: dict[UUID, Pledge], names: dict[UUID, str]
) -> tuple[UseOfNeed, ...]:
    handed: dict[UUID, list[DeliveryShown]] = {}
    if uses:
        rows = Delivery.objects.filter(street_code=need.street_code, use_id__in=[use.id for use in uses])
        for row in rows.order_by("on", "id"):
            shown = DeliveryShown(row.on, row.quantity.normalize(), str(row.seen_by), row.note)
            handed.setdefault(row.use_id, []).append(shown)
    return tuple(
        UseOfNeed(
            use.id,
            names.get(pledges[use.pledge_id].organisation_id, ""),
            pledges[use.pledge_id].title,
            use.quantity.normalize(),
            sum((one.quantity for one in handed.get(use.id, ())), Decimal()).normalize(),
            pledges[use.pledge_id].unit,
            UseState(use.state),
            use.why,
            use.promised_on,
            tuple(handed.get(use.id, ())),
        )
        for use in uses
        if use.pledge_id in pledges
    )


def _turns(need: Need) -> tuple[NeedTurn, ...]:
    steps = NeedStep.objects.filter(street_code=need.street_code, need=need).order_by("-at", "-id")
    return tuple(
        NeedTurn(step.at, NeedDeed(step.deed), step.actor_name, NeedPart(step.part), step.text.reveal())
        for step in steps
    )


def _code_of_source(need: Need) -> str:
    model = {NeedOrigin.CASE.value: Case, NeedOrigin.WISH.value: Wish}.get(need.origin)
    if model is None or need.origin_id is None:
        return ""
    rows = model.objects.filter(street_code=need.street_code, id=need.origin_id)
    return rows.values_list("code", flat=True).first() or ""
