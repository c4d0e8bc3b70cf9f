"""The list of volunteers: masked, narrowed by skill, team, area, or found by a telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import street_of
from linli.kernel.plain_text import read_phone
from linli.kernel.scope import Scope
from linli.ledger import audit
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.scoped import acting_in
from linli.people.sealing import fingerprint
from linli.places.queries import place_facts_of

from ..models import Team, TeamMember, Volunteer
from ..rules.volunteers import ACTIVE_DAYS, Skill, VolunteerState


@dataclass(frozen=True, slots=True)
class VolunteerFilter:
    """What is asked for; `phone` finds exactly, and is recorded."""

    state: VolunteerState = VolunteerState.ACTIVE
    skill: str = ""
    team: UUID | None = None
    grid: str = ""
    active: bool = False
    phone: str = ""


@dataclass(frozen=True, slots=True)
class VolunteerLine:
    """One row, masked."""

    id: UUID
    street_code: int
    code: str
    name: str
    phone: str
    place: str
    skills: tuple[str, ...]
    state: VolunteerState
    registered_at: datetime
    helped_at: datetime | None
    is_young: bool


def volunteer_list(actor: Actor, asked: VolunteerFilter, at: Position | None = None, size: int = 50) -> Slice:
    """A page of the list, latest registered first. Two statements, one more for a telephone number: that look-up is recorded.
    Raises `BadInput` on `phone`."""
    found = keyset_slice(_rows(actor, asked), ("-registered_at", "-id"), at, size)
    return Slice(_lines(found.items), found.next, found.previous)


def all_volunteers(actor: Actor, asked: VolunteerFilter, most: int) -> Iterator[VolunteerLine]:
    """The lines of the list for a workbook, `most` at most."""
    rows = list(_rows(actor, asked).order_by("-registered_at", "-id")[:most])
    yield from _lines(rows)


def team_choices() -> list[tuple[str, str]]:
    """Id and name of the open teams of the caller's scope, 300 at most. One statement."""
    rows = Team.objects.filter(closed_at__isnull=True).order_by("name", "id")
    return [(str(id), name) for id, name in rows.values_list("id", "name")[:300]]


def _rows(actor: Actor, asked: VolunteerFilter) -> QuerySet[Volunteer]:
    rows = Volunteer.objects.filter(state=asked.state.value)
    if asked.skill in Skill.codes():
        rows = rows.filter(skills__contains=[asked.skill])
    if asked.team:
        rows = rows.filter(Exists(_members(asked.team)))
    if asked.grid:
        rows = rows.filter(place_code__startswith=asked.grid)
    if asked.active:
        rows = rows.filter(helped_at__gte=clock.now() - timedelta(days=ACTIVE_DAYS))
    phone = read_phone(asked.phone)
    if phone:
        audit.line(
            actor, "volunteer.search_by_phone", audit.home_of(actor), "teams.volunteer", None, {}, purpose="contact"
        ).save(force_insert=True)
        rows = rows.filter(phone_mark=fingerprint(phone))
    return rows


def _members(team: UUID) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(
        street_code=OuterRef("street_code"), volunteer_id=OuterRef("id"), team_id=team, left_at__isnull=True
    )


def _lines(rows: list[Volunteer]) -> list[VolunteerLine]:
    places = place_facts_of({(row.place_code, row.estate_id, None) for row in rows}) if rows else {}
    return [
        VolunteerLine(
            id=row.id,
            street_code=row.street_code,
            code=row.code,
            name=str(row.name),
            phone=str(row.phone),
            place=places[row.place_code, row.estate_id, None].short,
            skills=tuple(Skill(one).label for one in row.skills if one in Skill.codes()),
            state=VolunteerState(row.state),
            registered_at=row.registered_at,
            helped_at=row.helped_at,
            is_young=row.birth_year is not None,
        )
        for row in rows
    ]


def volunteers_by_codes(community: str, text: str, most: int = 300) -> list[UUID]:
    """The ids of the active volunteers whose codes a text names, in a community. One statement and the scope. Raises `BadInput` on
    `codes` for anything in it that is no code of such a volunteer."""
    words = [word for word in re.split(r"[^0-9０-９]+", text[:5_000]) if word]
    codes = {read_case_code(word) for word in words}
    if None in codes or len(codes) > most:
        raise BadInput("codes", "unknown")
    with acting_in(Scope.of([community])):
        rows = Volunteer.objects.filter(
            street_code=street_of(community), code__in=codes, state=VolunteerState.ACTIVE.value
        )
        found = list(rows.values_list("id", flat=True)) if codes else []
    if len(found) != len(codes):
        raise BadInput("codes", "unknown")
    return found
