"""Everything the page of one case shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from linli.kernel import clock
from linli.kernel.actor import SYSTEM_ID, Actor, Role
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import NotFound
from linli.ledger import audit
from linli.ledger.models import Attachment
from linli.ledger.street_row import RowKey
from linli.places.models import Estate
from linli.places.queries import PlaceFacts, place_facts

from ..loop import facts_of
from ..models import Assignment, Case, Entry, Step
from ..people_in_case import people_among, posts_acting_for, roles_in_case
from ..rules import CaseFacts, Deed, Level, NextDeed, State, available
from .case_lines import clock_of, kind_name_of_case, source_label
from .visible import visible_cases


@dataclass(frozen=True, slots=True)
class VoiceHeard:
    """One voice, masked. `post` is the title under whose ledger it was entered, if any."""

    id: UUID
    source: str
    raised_at: datetime
    entered_at: datetime
    by_staff: bool
    body: str
    name: str
    phone: str
    address: str
    source_no: str
    is_main: bool
    withdrawn_at: datetime | None
    photographs: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """One deed done, as the timeline has it."""

    id: UUID
    at: datetime
    deed: Deed
    who: str
    text: str
    facts: dict[str, Any]
    to_state: State
    photographs: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PartTaken:
    """A post's part in the case; `holder` is who holds the post now."""

    part: str
    post: str
    holder: str
    given_at: datetime
    accepted_at: datetime | None
    arrived_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    key: RowKey
    case: Case
    facts: CaseFacts
    roles: frozenset[Role]
    state: State
    level: Level
    clock: str
    source: str
    kind: str
    place: PlaceFacts
    voices: tuple[VoiceHeard, ...]
    turns: tuple[TurnTaken, ...]
    parts: tuple[PartTaken, ...]
    merged_here: tuple[str, ...]
    merged_into: str
    next_deeds: tuple[NextDeed, ...]

    def may(self, deed: Deed) -> bool:
        """Whether the deed is open to the reader now."""
        return any(one.deed is deed and one.why_not is None for one in self.next_deeds)

    def next_deed(self, deed: Deed) -> NextDeed | None:
        """The deed as the page offers it, greyed or not."""
        return next((one for one in self.next_deeds if one.deed is deed), None)


def case_page(actor: Actor, code: str, *, story: bool = True) -> CasePage:
    """The case of a code with its voices, turns and parts, and what `actor` may do next. Six statements; the last records
    that masked personal data was looked at. Raises `NotFound` for a code of nothing the actor may see.

    Without the `story` its turns are not read and nothing is recorded: for a form alone, and for doing a deed."""
    case = _case(actor, code)
    acting = posts_acting_for({UUID(part["post_id"]) for part in case.part_rows} | {case.lead_post_id} - {None})
    handlers = people_among([case.lead_post_id], acting).get(case.lead_post_id, frozenset())
    facts = facts_of(case, handlers)
    organisations = {UUID(part["organisation_id"]) for part in case.part_rows if part["organisation_id"]}
    organisations |= {case.firm_id} - {None}
    roles = roles_in_case(actor, case, organisations)
    page = CasePage(
        key=case.key,
        case=case,
        facts=facts,
        roles=roles,
        state=State(case.state),
        level=Level(case.level),
        clock=clock_of(case),
        source=source_label(case.source),
        kind=case.kind_name or "",
        place=place_facts(case.place_code, case.estate_id, case.building_id, at=case.raised_at),
        voices=_voices(case),
        turns=_turns(case) if story else (),
        parts=_parts(case, {post.id: post.holder_name for post in acting}),
        merged_here=tuple(case.merged_here),
        merged_into=case.merged_into_code or "",
        next_deeds=tuple(available(facts, by=actor.id, roles=roles, now=clock.now())),
    )
    if story:
        audit.looked_at(actor, "case.look", case)
    return page


def _case(actor: Actor, code: str) -> Case:
    read = read_case_code(code)
    here = {"street_code": OuterRef("street_code")}
    parts = Assignment.objects.filter(**here, case_id=OuterRef("id")).order_by("given_at", "id")
    merged = Case.objects.filter(**here, merged_into_id=OuterRef("id")).order_by("code")
    into = Case.objects.filter(**here, id=OuterRef("merged_into_id"))
    columns = ("part", "post_id", "post_title", "organisation_id", "given_at", "accepted_at", "arrived_at", "ended_at")
    cases = visible_cases(actor).annotate(
        kind_name=kind_name_of_case(),
        part_rows=ArraySubquery(parts.values(row=JSONObject(**{name: name for name in columns}))),
        merged_here=ArraySubquery(merged.values("code")),
        firm_id=Subquery(Estate.public.filter(**here, id=OuterRef("estate_id")).values("property_firm_id")[:1]),
        merged_into_code=Subquery(into.values("code")[:1]),
    )
    case = cases.filter(code=read).first() if read else None
    if case is None:
        raise NotFound("case", code)
    return case


def _photographs() -> ArraySubquery:
    rows = Attachment.objects.filter(street_code=OuterRef("street_code"), subject_id=OuterRef("id"))
    return ArraySubquery(rows.order_by("id").values("id"))


def _voices(case: Case) -> tuple[VoiceHeard, ...]:
    rows = Entry.objects.filter(street_code=case.street_code, case_id=case.id).annotate(photographs=_photographs())
    return tuple(
        VoiceHeard(
            id=row.id,
            source=source_label(row.source),
            raised_at=row.raised_at,
            entered_at=row.entered_at,
            by_staff=row.entered_by is not None,
            body=row.body,
            name=row.name.masked,
            phone=row.phone.masked,
            address=row.dwelling_text.masked,
            source_no=row.source_no,
            is_main=row.is_main,
            withdrawn_at=row.withdrawn_at,
            photographs=tuple(row.photographs),
        )
        for row in rows.order_by("raised_at", "id")
    )


def _turns(case: Case) -> tuple[TurnTaken, ...]:
    rows = Step.objects.filter(street_code=case.street_code, case_id=case.id).annotate(photographs=_photographs())
    return tuple(
        TurnTaken(
            id=row.id,
            at=row.at,
            deed=Deed(row.deed),
            who=row.actor_name if row.actor_id != SYSTEM_ID else "",
            text=row.text,
            facts=row.facts,
            to_state=State(row.to_state),
            photographs=tuple(row.photographs),
        )
        for row in rows.order_by("at", "id")
    )


def _parts(case: Case, names: dict[UUID, str]) -> tuple[PartTaken, ...]:
    def moment(text: str | None) -> datetime | None:
        return datetime.fromisoformat(text) if text else None

    return tuple(
        PartTaken(
            part=row["part"],
            post=row["post_title"],
            holder=names.get(UUID(row["post_id"]), ""),
            given_at=moment(row["given_at"]),
            accepted_at=moment(row["accepted_at"]),
            arrived_at=moment(row["arrived_at"]),
            is_open=row["ended_at"] is None,
        )
        for row in case.part_rows
    )
