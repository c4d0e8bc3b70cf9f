"""Calls for help: the public board, the staff's board, one call with who suits it and who takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.kernel.target import Target
from linli.ledger.audit import looked_at
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.places.queries import PlaceFacts, place_facts, place_facts_of

from ..models import CallTaker, HelpCall, HoursEntry, Volunteer
from ..rules.calls import CallState
from ..rules.volunteers import Fit, Skill, VolunteerFacts, VolunteerState, Wanted, fits
from ..volunteer_in_hand import community_of

SUITABLE = 60
LOOKED_THROUGH = 2_000


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call as boards show it: nobody's name, no address beyond the estate."""

    id: UUID
    title: str
    words: str
    state: CallState
    place: str
    skills: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    places: int
    taken: int
    safety: str

    @property
    def left(self) -> int:
        return max(self.places - self.taken, 0)


@dataclass(frozen=True, slots=True)
class Suitable:
    """A volunteer who may be asked, masked, with what speaks for her; listed by registration, in no order of merit."""

    id: UUID
    name: str
    phone: str
    place: str
    fit: frozenset[Fit]


@dataclass(frozen=True, slots=True)
class Taker:
    volunteer_id: UUID
    name: str
    phone: str
    seat: int
    came: bool | None


@dataclass(frozen=True, slots=True)
class CallPage:
    """A call for those who answer for it."""

    key: RowKey
    line: CallLine
    place: PlaceFacts
    place_code: str
    address: str
    contact: str
    reason: str
    thanks: str
    source_kind: str
    source_code: str
    is_asked_with_coins: bool
    takers: tuple[Taker, ...]
    suitable: tuple[Suitable, ...]
    hours_id: UUID | None


def calls_board(state: CallState, at: Position | None = None, size: int = 30) -> Slice:
    """The calls of the caller's scope in a state, the soonest last. Two statements."""
    rows = _with_taken(HelpCall.objects.filter(state=state.value))
    found = keyset_slice(rows, ("-starts_at", "-id"), at, size)
    return Slice(_lines(found.items), found.next, found.previous)


def call_counts() -> dict[CallState, int]:
    """How many calls of the caller's scope stand in each state. One statement."""
    rows = HelpCall.objects.order_by().values_list("state").annotate(Count("id"))
    return dict.fromkeys(CallState, 0) | {CallState(state): n for state, n in rows}


def public_calls(community: str, most: int = 60) -> list[CallLine]:
    """The calls of a community to come, the soonest first. Three statements with the scope."""
    with acting_in(Scope.of([community])):
        rows = _with_taken(HelpCall.objects.filter(state=CallState.OPEN.value, starts_at__gt=clock.now()))
        found = list(rows.order_by("starts_at", "id")[:most])
    return _lines(found)


def public_call(community: str, id: UUID) -> tuple[CallLine, RowKey]:
    """One call of the public board. Raises `NotFound` for one that was never opened. Three statements with the scope."""
    with acting_in(Scope.of([community])):
        row = _with_taken(HelpCall.objects.filter(id=id).exclude(state=CallState.ASKED.value)).first()
    if row is None:
        raise NotFound("call")
    return _lines([row])[0], row.key


def call_page(actor: Actor, id: UUID) -> CallPage:
    """A call with its takers and, while it is open, who suits it; looking is recorded. Raises `NotFound`. Nine statements."""
    row = _with_taken(HelpCall.objects.filter(id=id)).first()
    if row is None:
        raise NotFound("call", id)
    looked_at(actor, "call.look", row)
    with acting_in(Scope.of([community_of(row.place_code)])):
        takers = list(
            CallTaker.objects.filter(street_code=row.street_code, call=row, dropped_at__isnull=True)
            .select_related("volunteer")
            .order_by("seat")
        )
        suitable = _suitable(row, {one.volunteer_id for one in takers}) if row.state == CallState.OPEN else ()
        entry = HoursEntry.objects.filter(street_code=row.street_code, source_id=row.id, reverses__isnull=True).first()
    return CallPage(
        key=row.key,
        line=_lines([row])[0],
        place=place_facts(row.place_code, row.estate_id),
        place_code=row.place_code,
        address=row.address.reveal(),
        contact=row.contact.reveal(),
        reason=row.reason,
        thanks=row.thanks,
        source_kind=row.source_kind,
        source_code=row.source_code,
        is_asked_with_coins=row.asked_by_id is not None,
        takers=tuple(
            Taker(one.volunteer_id, str(one.volunteer.name), str(one.volunteer.phone), one.seat, one.came)
            for one in takers
        ),
        suitable=suitable,
        hours_id=entry.id if entry else None,
    )


def _suitable(row: HelpCall, taken: set[UUID]) -> tuple[Suitable, ...]:
    wanted = Wanted(row.place_code, row.starts_at, frozenset(row.skills))
    people = Volunteer.objects.filter(
        street_code=row.street_code,
        state=VolunteerState.ACTIVE.value,
        place_code__startswith=community_of(row.place_code),
    ).exclude(id__in=[*taken, *([row.asked_by_id] if row.asked_by_id else [])])
    found = []
    for one in people.order_by("registered_at", "id")[:LOOKED_THROUGH]:
        facts = VolunteerFacts(one.id, one.place_code, frozenset(one.skills), frozenset(one.times))
        fit = fits(facts, wanted)
        if fit is not None and (fit or not wanted.skills):
            found.append((one, fit))
        if len(found) == SUITABLE:
            break
    places = place_facts_of({(one.place_code, one.estate_id, None) for one, _fit in found}) if found else {}
    return tuple(
        Suitable(one.id, str(one.name), str(one.phone), places[one.place_code, one.estate_id, None].short, fit)
        for one, fit in found
    )


def _with_taken(rows):
    taken = (
        CallTaker.objects.filter(street_code=OuterRef("street_code"), call_id=OuterRef("id"), dropped_at__isnull=True)
        .order_by()
        .values("call_id")
        .annotate(n=Count("id"))
        .values("n")
    )
    return rows.annotate(taken=Coalesce(Subquery(taken), 0))


def _lines(rows: list[HelpCall]) -> list[CallLine]:
    # Estates are named as the community's own: a board needs no grid.
    places = place_facts_of({(community_of(row.place_code), row.estate_id, None) for row in rows}) if rows else {}
    return [
        CallLine(
            id=row.id,
            title=row.title,
            words=row.words,
            state=CallState(row.state),
            place=places[community_of(row.place_code), row.estate_id, None].short,
            skills=tuple(Skill(one).label for one in row.skills if one in Skill.codes()),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            places=row.places,
            taken=row.taken,
            safety=row.safety,
        )
        for row in rows
    ]


def calls_from(street_code: int, source_kind: str, source_code: str) -> list[Target]:
    """The calls for help that came out of a case or a wish, within the caller's scope. One statement."""
    rows = HelpCall.objects.filter(street_code=street_code, source_kind=source_kind, source_code=source_code)
    return [
        Target("call", one.id, "", one.title, CallState(one.state).label)
        for one in rows.only("street_code", "title", "state").order_by("starts_at", "id")[:20]
    ]
