"""Everything the staff's page of one need shows; and what who asked reads of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.cases.models import Case
from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.audit import looked_at
from linli.ledger.follow_codes import Followed
from linli.ledger.read_together import read_together
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.people.follow_word import follow_word
from linli.places.queries import PlaceFacts, place_facts
from linli.teams.models import Organisation

from ..carry_out_need import parts_in_need
from ..models import Delivery, Need, NeedStep, Pledge, PledgeUse, Wish
from ..needs_left import facts_of_need
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
    """The page of a need the actor may see; looking at it is recorded. Raises `NotFound`. At most five statements and the scope."""
    need = need_by_id(actor, id)
    looked_at(actor, "need.look", need)
    return _page(need, actor, with_candidates=bool(actor.roles & {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}))


def followed_need(followed: Followed, actor: Actor) -> NeedPage:
    """The page for who asked. Raises `NotFound`. At most three statements and the scope."""
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
    uses_of = PledgeUse.objects.filter(street_code=need.street_code, need=need)
    looks_for = with_candidates and need.state == NeedState.ASKED.value
    # What is pledged hangs on the community's board: an officer of one grid and who asked read the unit's name.
    with acting_in(Scope.of([need.place_code[: PlaceLevel.COMMUNITY]])):
        held = Pledge.objects.filter(street_code=need.street_code, id__in=uses_of.values("pledge_id"))
        offered = Pledge.objects.filter(kind=need.kind, withdrawn_at__isnull=True)
        uses, promised, open_ones, units, handed, steps, source = read_together(
            uses_of.order_by("asked_at", "id"),
            held,
            offered if looks_for else Pledge.objects.none(),
            Organisation.objects.filter(
                Q(id__in=held.values("organisation_id")) | Q(id__in=offered.values("organisation_id"))
            ).values_list("id", "name"),
            Delivery.objects.filter(street_code=need.street_code, use_id__in=uses_of.values("id")).order_by("on", "id"),
            NeedStep.objects.filter(street_code=need.street_code, need=need).order_by("-at", "-id"),
            _source_of(need),
        )
    pledges, names = {row.id: row for row in promised}, dict(units)
    kept = [use for use in uses if use.state != UseState.DECLINED.value]
    facts, today, asked = facts_of_need(need, kept), clock.today(), {use.pledge_id for use in kept}
    rows = {row.id: row for row in open_ones if facts.missing > 0 and row.id not in asked}
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
    candidates = [one for one in candidates if one.misfit is not Misfit.THING]
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
        source=source[0][0] if source else "",
        place=place_facts(need.place_code, need.estate_id),
        place_code=need.place_code,
        name=str(need.name),
        phone=str(need.phone),
        word=follow_word(need.id) if need.code and not need.phone and need.asked_by == actor.id else "",
        state=NeedState(need.state),
        reason=need.reason,
        due_at=need.due_at,
        asked_at=need.asked_at,
        turns=_turns(steps),
        uses=_uses(uses, pledges, names, handed),
        candidates=tuple(candidates),
        deeds=tuple(
            next_need_deeds(
                NeedState(need.state), by=actor.id, reported_by=need.reported_by, parts=parts_in_need(actor, need)
            )
        ),
    )


def _uses(
    uses: list[PledgeUse], pledges: dict[UUID, Pledge], names: dict[UUID, str], deliveries: list[Delivery]
) -> tuple[UseOfNeed, ...]:
    handed: dict[UUID, list[DeliveryShown]] = {}
    for row in deliveries:
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


def _turns(steps: list[NeedStep]) -> tuple[NeedTurn, ...]:
    return tuple(
        NeedTurn(step.at, NeedDeed(step.deed), step.actor_name, NeedPart(step.part), step.text.reveal())
        for step in steps
    )


def _source_of(need: Need) -> QuerySet:
    """The code of the case or wish it came out of, within the scope of the reader, as one tuple."""
    model = {NeedOrigin.CASE.value: Case, NeedOrigin.WISH.value: Wish}.get(need.origin)
    rows = model.objects.filter(street_code=need.street_code, id=need.origin_id) if model else Case.objects.none()
    return rows.values_list("code")
