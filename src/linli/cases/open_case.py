"""A case is opened: its row, its code, its first entry and step. Takes part in the caller's deed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from linli.kernel.actor import Role
from linli.kernel.bigrams import as_tsvector
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.ledger.deed import DeedInHand
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.photographs import keep_photographs

from .events import CaseRaised
from .loop import keep_facts
from .matter import FOLLOWED_AS, Matter, Source
from .models import Case, Entry, Step
from .rules import CaseFacts, Deed, Level, after, decide

PROACTIVE = frozenset({Source.OFFICER, Source.CAPTAIN})
FIRST_LEVEL = {Source.OFFICER: Level.GRID, Source.CAPTAIN: Level.GRID, Source.DOOR_QR: Level.GRID}
"""What is found or told at the door begins in the grid, everything else with the community (practices.md E6)."""


def open_case(d: DeedInHand, matter: Matter, deed: Deed = Deed.RAISE) -> Case:
    """Open a case for a checked matter by `raise` or as a draft, and announce it unless it is a draft."""
    by_reporter = Role.REPORTER in d.actor.roles
    entry_id = d.actor.id if by_reporter else uuid7()
    given = {"body": matter.body, "entry": entry_id}
    decision = decide(deed, CaseFacts(), given, by=d.actor.id, roles=d.actor.roles, now=d.now)
    facts = after(CaseFacts(), decision, given, by=d.actor.id, now=d.now)
    facts = replace(facts, level=FIRST_LEVEL.get(matter.source, Level.COMMUNITY))
    place = matter.place
    case = Case(
        place_code=place.place_code,
        street_code=street_of(place.place_code),
        subject=matter.subject,
        source=matter.source.value,
        is_proactive=matter.source in PROACTIVE,
        is_urgent=matter.is_urgent,
        place_text=place.text,
        place_reason=place.reason,
        estate_id=place.estate_id,
        building_id=place.building_id,
        raised_at=matter.raised_at or d.now,
        moved_at=d.now,
        registered_by=None if by_reporter else d.actor.id,
        search=as_tsvector(matter.subject, matter.body, place.text),
    )
    keep_facts(case, facts)
    case.code = take_follow_code(case, FOLLOWED_AS)
    case.save(force_insert=True)
    entry = write_entry(d, case, matter, entry_id, is_main=True)
    step = Step(
        place_code=case.place_code,
        street_code=case.street_code,
        case=case,
        at=d.now,
        deed=deed.value,
        to_state=case.state,
        actor_id=d.actor.id,
        actor_name="" if by_reporter else d.actor.name,
        facts={"source": matter.source.value, "entry": str(entry_id)},
        is_public=decision.tells,
    )
    step.save(force_insert=True)
    d.record(case, entry)
    if deed is Deed.RAISE:
        d.announce(CaseRaised(case.id, case.street_code, entry.id))
    return case


def write_entry(d: DeedInHand, case: Case, matter: Matter, entry_id: UUID, *, is_main: bool = False) -> Entry:
    """One voice and its photographs, written into the case."""
    by_reporter = Role.REPORTER in d.actor.roles
    entry = Entry(
        id=entry_id,
        place_code=case.place_code,
        street_code=case.street_code,
        case=case,
        source=matter.source.value,
        raised_at=matter.raised_at or d.now,
        entered_at=d.now,
        entered_by=None if by_reporter else d.actor.id,
        post_id=matter.post_id,
        body=matter.body,
        name=matter.voice.name,
        phone=matter.voice.phone,
        dwelling_text=matter.voice.address,
        source_no=matter.source_no,
        is_main=is_main,
    )
    entry.save(force_insert=True)
    if matter.photographs:
        keep_photographs(
            list(matter.photographs), subject_id=entry.id, place_code=case.place_code, by=d.actor.id, at=d.now
        )
    return entry
